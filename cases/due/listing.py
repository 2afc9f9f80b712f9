"""What is due in the families one asks about: rows, a page at a time, and how many there are of each kind."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import CharField, F, QuerySet, TextChoices, Value

from cases.due.kinds import TERMS, DueKind
from cases.due.sources import SOURCES
from cases.models import Family
from familycare.centre.models import Centre
from familycare.lib.months import Month

FEW = 100  # families, more than anybody has in the field
COLUMNS = ("due_kind", "due_family", "due_day", "due_since", "due_about", "due_helper", "due_record")


class When(TextChoices):
    """Which terms, as of a day. The values are words of an address, therefore in Polish."""

    OVERDUE = "po_terminie", "po terminie"
    WEEK = "tydzien", "w tym tygodniu"
    MONTH = "miesiac", "w tym miesiącu"

    def days(self, day):
        """The first and the last day (None: from the beginning) of these terms; a week ends on Sunday."""
        if self == When.OVERDUE:
            return None, day - timedelta(days=1)
        return day, day + timedelta(days=6 - day.weekday()) if self == When.WEEK else Month.of(day).end


@dataclass(frozen=True)
class Due:
    """Something that waits: `day` is the last day of its term, or the first of a gap; None where only `waiting_since`
    is known, or not even that. `family` and `helper`, the assistant whom it concerns, are keys."""

    kind: DueKind
    family: int
    day: date | None
    waiting_since: date | None
    about: str
    helper: int | None
    record: int

    @classmethod
    def of(cls, kind, family, day, since, *rest):
        """From a row of the database; SQLite gives days as text."""
        day, since = (date.fromisoformat(each) if isinstance(each, str) else each for each in (day, since))
        return cls(DueKind(kind), family, day, since, *rest)

    @property
    def what(self):
        """„Pismo do sądu: opinia o rodzinie na wniosek sądu”."""
        return self.kind.in_words(self.about)


@dataclass(frozen=True)
class Count:
    """How many there are: all of them, and those of each When."""

    all: int = 0
    overdue: int = 0
    week: int = 0
    month: int = 0

    def __add__(self, other):
        return Count(
            self.all + other.all, self.overdue + other.overdue, self.week + other.week, self.month + other.month
        )

    def of(self, when):
        """The number for a When, or for all with None."""
        return getattr(self, When(when).name.lower()) if when else self.all


class Rules(NamedTuple):
    """What the centre decides about terms: fields of Centre."""

    visit_interval_working_days: int
    plan_due_days: int
    monitoring_months: int
    referral_decision_days: int

    @classmethod
    def of(cls, centre):
        return cls(*(getattr(centre, name) for name in cls._fields))


class DueList:
    """What waits in `families` (a queryset, or a list of keys) as of `day`: of these `kinds`, and where one is given of
    one `assistant` (a key). That the families `are_many` spares asking whether they are few. Of the families
    `monitored` (a list of keys) it says when to speak with them, and nothing else."""

    def __init__(self, families, day, kinds=TERMS, assistant=None, centre=None, are_many=False, monitored=()):
        self.families, self.day, self.kinds, self.assistant = families, day, tuple(kinds), assistant
        self.are_many, self.monitored = are_many, monitored
        self.rules = centre if isinstance(centre, Rules) else Rules.of(centre or Centre.current())

    @classmethod
    def of_reader(cls, user, day, kinds, assistant=None, centre=None):
        """What waits in the families that `user` sees today, and when to speak with those that they monitor."""
        centre = centre or Centre.current()
        monitored = Family.objects.monitored_by(user, centre).order_by().values_list("pk", flat=True)
        return cls(Family.objects.visible_to(user), day, kinds, assistant, centre, monitored=list(monitored))

    def only(self, kinds):
        """The same, of these kinds."""
        narrowed = DueList(self.families, self.day, kinds, self.assistant, self.rules, monitored=self.monitored)
        narrowed._narrowing = self._narrowing
        return narrowed

    def dues(self, when=None, first=None, last=None, rows=slice(None)):
        """Dues: what is late longest comes first, what has no term last; one query.

        `when` (a When), or the days `first` and `last`, included, choose by the term; `rows` says which of them.
        """
        if when:
            first, last = When(when).days(self.day)
        order = " ORDER BY due_day IS NULL, due_day, due_kind, due_family, due_record"
        start, most = rows.start or 0, -1 if rows.stop is None else rows.stop - (rows.start or 0)
        limit = f" LIMIT {most} OFFSET {start}" if most >= 0 else ""
        return [Due.of(*row) for row in self._select("*", first, last, order + limit)]

    def families_with(self, when):
        """The keys of the families in which something of the one kind asked for is due at that time, as a queryset."""
        (kind,) = self.kinds
        first, last = When(when).days(self.day)
        found = _records(kind, self.day, self.rules).filter(due_day__lte=last)
        return (found.filter(due_day__gte=first) if first else found).values("family")

    @cached_property
    def counts(self):
        """{kind: Count}, of every kind asked for; one query."""
        bounds = [(date.min, When.OVERDUE.days(self.day)[1]), When.WEEK.days(self.day), When.MONTH.days(self.day)]
        numbers = [f"COUNT(CASE WHEN due_day BETWEEN '{first}' AND '{last}' THEN 1 END)" for first, last in bounds]
        found = self._select(", ".join(["due_kind", "COUNT(*)", *numbers]), end=" GROUP BY due_kind")
        return dict.fromkeys(self.kinds, Count()) | {DueKind(kind): Count(*counted) for kind, *counted in found}

    @cached_property
    def _narrowing(self):
        """The condition on rows that chooses the families, and its parameters; "" for no family. Few families are named
        by their keys: a database then looks at these alone, and not at all first."""
        found, are_many = self.families, self.are_many
        if isinstance(found, QuerySet) and not are_many:
            found = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
        if are_many or len(found) > FEW:
            chosen, params = self.families.order_by().values("pk").query.sql_with_params()
        else:
            chosen, params = ", ".join(["%s"] * len(found)), found
        ways = [(f"due_family IN ({chosen})", params)] if chosen else []
        if self.monitored:
            named = ", ".join(["%s"] * len(self.monitored))
            ways.append((f"due_kind = '{DueKind.MONITORING}' AND due_family IN ({named})", self.monitored))
        return " OR ".join(f"({way})" for way, _params in ways), [each for _way, own in ways for each in own]

    def _select(self, what, first=None, last=None, end=""):
        """Rows of what is asked for of the records of all kinds together, in the families, in these days."""
        families, of_families = self._narrowing
        if not families:
            return []
        together, params = _together(self.kinds, self.day, self.rules)
        conditions, values = [f"({families})"], [*of_families]
        adapt = connection.ops.adapt_datefield_value
        for condition, value in (
            ("due_day >= %s", first and adapt(first)),
            ("due_day <= %s", last and adapt(last)),
            ("due_helper = %s", self.assistant),
        ):
            if value is not None:
                conditions.append(condition)
                values.append(value)
        with connection.cursor() as cursor:
            chosen = " AND ".join(conditions)
            cursor.execute(f"SELECT {what} FROM ({together}) AS due WHERE {chosen}{end}", [*params, *values])
            return cursor.fetchall()


@lru_cache(maxsize=32)
def _together(kinds, day, rules):
    """The SQL of all these kinds in all families, and its parameters: built once a day, as building it takes longer
    than running it for one family."""
    parts = [_records(kind, day, rules).values_list(*COLUMNS) for kind in kinds]
    return (parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]).query.sql_with_params()


def _records(kind, day, rules):
    """The records that one kind waits for: see `sources.py`."""
    records = SOURCES[kind](day, rules)
    return records.annotate(due_kind=Value(kind.value, CharField()), due_family=F("family"), due_record=F("pk"))
