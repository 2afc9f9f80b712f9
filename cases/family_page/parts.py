"""The parts of a family's file: records, and what they mean on the day of the file."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from cases import models
from cases.choices import GoalStatus
from cases.spans import holds_on
from familycare.lib.polish import date_in_digits, deadline_tone


@dataclass(frozen=True)
class Spans:
    """Records with a first and a last day, newest first, split into those that hold on `today` and the others."""

    records: list
    today: date

    def __iter__(self):
        return iter(self.records)

    def __len__(self):
        return len(self.records)

    @property
    def now(self):
        return [record for record in self.records if holds_on(record, self.today)]

    @property
    def others(self):
        """The records that held earlier or will hold later."""
        return [record for record in self.records if not holds_on(record, self.today)]


@dataclass(frozen=True)
class GoalFile:
    """A goal of a plan with all its actions, and what its state means."""

    goal: models.PlanGoal
    actions: list
    visits: object = None  # the GoalVisits of those who may read the diary

    @property
    def is_finished(self):
        return self.goal.is_finished

    @property
    def tone(self):
        """The tone of the chip of its state."""
        return "good" if self.goal.status in (GoalStatus.ACHIEVED, GoalStatus.PARTLY) else "neutral"


@dataclass(frozen=True)
class PlanFile:
    """A work plan, its goals, the nearest deadline first, and who signed it or refused to."""

    plan: models.Plan
    goals: list
    signatures: list


@dataclass(frozen=True)
class DiagnosisFile:
    """A diagnosis, what it says of areas in their order, and the labels of the areas that it leaves out."""

    diagnosis: models.Diagnosis
    findings: list
    left_out: list

    @property
    def areas(self):
        """[(area, [(label of an answer, text)])] of what it says."""
        return [(each.area, [pair for pair in _answers(each) if pair[1]]) for each in self.findings]


def _answers(finding):
    return [
        (finding._meta.get_field(name).verbose_name.capitalize(), getattr(finding, name))
        for name in models.AreaFinding.TEXTS
    ]


@dataclass(frozen=True)
class CaseFile:
    """A case and its records, newest first."""

    case: models.Case
    assignments: Spans
    assessments: list
    plans: list[PlanFile]
    current_plan: PlanFile | None
    diagnoses: list[DiagnosisFile]

    @property
    def current_diagnosis(self):
        return next(iter(self.diagnoses), None)


@dataclass(frozen=True)
class DocumentFile:
    """A document and its validity. `is_replaced`: a newer document of the same kind and about the same person (or, like
    this one, about the family) is valid for longer."""

    document: models.Attachment
    today: date
    is_replaced: bool

    @property
    def validity(self):
        """The word of its chip; "" if it has no last day."""
        last = self.document.valid_until
        if last is None:
            return ""
        if last < self.today and self.is_replaced:
            return "zastąpiony nowszym"
        word = "ważny do" if last >= self.today else "stracił ważność"
        return f"{word} {date_in_digits(last)}"

    @property
    def tone(self):
        """The tone of that chip."""
        return "neutral" if self.is_replaced else deadline_tone(self.document.valid_until, self.today)


@dataclass(frozen=True)
class Merge:
    """The latest merge in force: the primary key of its FamilyMerge, its moment, the number of the absorbed family."""

    key: int
    merged_at: datetime
    number: str

    @property
    def day(self):
        return timezone.localdate(self.merged_at)
