"""How far a programme is in a year: each indicator against its target, and the state of each task."""

from dataclasses import dataclass
from decimal import Decimal

from familycare.lib.polish import percent
from reporting.documents.composing.figures import Catalogue, compute_values
from reporting.documents.composing.texts import told
from reporting.documents.programmes.choices import TaskState
from reporting.documents.programmes.contents import Goal, Indicator, Task
from reporting.models import Unit
from reporting.periods import Period

TONES = {TaskState.DONE: "good", TaskState.ONGOING: "notice", TaskState.ABANDONED: "overdue"}


@dataclass(frozen=True)
class MeasuredIndicator:
    """An indicator with its value in the year, None if not known; `figure` is (table, row) of the list behind it."""

    indicator: Indicator
    value: int | Decimal | None
    unit: str
    target: int | Decimal | None
    source: str = ""
    figure: tuple[str, str] | None = None

    @property
    def said(self):
        return told(self.value, self.unit)

    @property
    def target_said(self):
        return told(self.target, self.unit)

    @property
    def share(self):
        """„75%” of the target; None without both."""
        return None if self.value is None or not self.target else percent(self.value, self.target)

    @property
    def bar(self):
        """The length of a bar, from 0 to 100."""
        return max(0, min(100, int(self.value * 100 / self.target)))


@dataclass(frozen=True)
class ReportedTask:
    """A task with what was written about it in the year."""

    task: Task
    state: str = ""
    tone: str = ""
    done: str = ""


@dataclass(frozen=True)
class PartOfYear:
    """A goal or area with its indicators and tasks in a year."""

    part: Goal
    indicators: tuple[MeasuredIndicator, ...]
    tasks: tuple[ReportedTask, ...]


def cockpit(programme, contents, year) -> list[PartOfYear]:
    """Return the goals and areas of a Programme with what is known of the year."""
    known, period = Catalogue(), Period.year(year)
    figures = [each.figure for _part, each in contents.indicators if each.figure in known]
    values = compute_values(known, figures, [], [period])
    entered = {each.item: each for each in programme.indicatorvalue_set.filter(year=year)}
    reports = {each.item: each for each in programme.taskreport_set.filter(year=year)}

    def measured(indicator):
        target = indicator.targets.get(year)
        if indicator.figure in known:
            found = known[indicator.figure]
            value = values.at(indicator.figure, period)
            return MeasuredIndicator(indicator, value, found.unit, target, figure=(found.table, found.row))
        row = entered.get(indicator.address)
        return MeasuredIndicator(indicator, row and row.value, Unit.COUNT, target, row.source if row else "")

    def reported(task):
        report = reports.get(task.address)
        if not report:
            return ReportedTask(task)
        return ReportedTask(task, report.get_state_display(), TONES.get(report.state, ""), report.done)

    return [
        PartOfYear(
            part,
            tuple(measured(each) for owner, each in contents.indicators if owner is part),
            tuple(map(reported, part.tasks)),
        )
        for part in contents.parts
    ]
