"""What a programme says, as Python objects; `parsing.py` makes them from JSON."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Indicator:
    """What success is measured by. `figure`: the key of a figure of the catalogue, "" where a value is entered.

    `targets`: {year: value}. `address` of this and the classes below: where it is in the text (`goals/1/indicators/2`,
    counted from 1).
    """

    address: str
    label: str
    unit: str = ""
    figure: str = ""
    baseline: int | Decimal | None = None
    targets: dict[int, int | Decimal] = field(default_factory=dict)
    baseline_source: str = ""


@dataclass(frozen=True)
class Task:
    address: str
    title: str
    no: str = ""
    methods: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    effects: tuple[str, ...] = ()
    deadline: str = ""


@dataclass(frozen=True)
class Goal:
    """A goal, or an area: `is_area`. `no` is „1” or „6.1”."""

    address: str
    no: str
    title: str
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    is_area: bool = False

    @property
    def name(self):
        """„Cel 1. Wspieranie rodzin”, „Obszar 6.1. Zapobieganie uzależnieniom”."""
        return f"{'Obszar' if self.is_area else 'Cel'} {self.no}. {self.title}"


@dataclass(frozen=True)
class ProgrammeContents:
    """A programme. Its years include the last one."""

    key: str
    title: str
    first_year: int
    last_year: int
    main_goal: str
    goals: tuple[Goal, ...]
    areas: tuple[Goal, ...]
    results: tuple[str, ...]

    @property
    def years(self):
        return range(self.first_year, self.last_year + 1)

    @property
    def parts(self):
        """Goals, then areas."""
        return (*self.goals, *self.areas)

    @property
    def tasks(self):
        return [task for part in self.parts for task in part.tasks]

    @property
    def indicators(self):
        """(Goal, Indicator) pairs: those of goals, each followed by those of its tasks."""
        return [
            (part, indicator)
            for part in self.parts
            for indicator in (*part.indicators, *(each for task in part.tasks for each in task.indicators))
        ]

    @property
    def labels(self):
        """{address: label} of all tasks and indicators, as `label_of` gives it."""
        return {task.address: label_of(task.title) for task in self.tasks} | {
            indicator.address: label_of(indicator.label) for _part, indicator in self.indicators
        }


def label_of(text):
    """Return a title as the database keeps it: without NUL, which PostgreSQL cannot keep."""
    return text.replace("\0", "")
