"""The list of what is due in given families: its rows, page by page, and the numbers by kind."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import CharField, F, QuerySet, TextChoices, Value

from cases.due.kinds import DEADLINES, DueKind
from cases.due.sources import SOURCES
from cases.models import Family
from familycare.centre.models import Centre
from familycare.lib.months import Month

FEW = 100  # families: more than an assistant has
COLUMNS = ("due_kind", "due_family", "due_day", "due_since", "due_about", "due_helper", "due_record", "due_person")


class DuePeriod(TextChoices):
    """Deadlines relative to a day. The values are used in addresses and are therefore Polish."""

    OVERDUE = "po_terminie", "po terminie"
    WEEK = "tydzien", "w tym tygodniu"
    MONTH = "miesiac", "w tym miesiącu"

    def days(self, day):
        """Return the first day (None: no limit) and the last day, both included.

        A week ends on Sunday; on a Sunday the week that begins tomorrow belongs to it, because nothing else is left.
        """
        if self == DuePeriod.OVERDUE:
            return None, day - timedelta(days=1)
        if self == DuePeriod.MONTH:
            return day, Month.of(day).end
        return day, day + timedelta(days=6 - day.weekday() or 7)


@dataclass(frozen=True)
class Due:
    """A deadline or a gap: `day` is the last day of a deadline, or the first day of a gap.

    It is None if there is no deadline; then `waiting_since` may be known. `family`, `helper` (the assistant
    concerned), `record` and `person` (whose document it is) are primary keys. `whose` is the name of the person, where
    pages show it.
    """

    kind: DueKind
    family: int
    day: date | None
    waiting_since: date | None
    about: str
    helper: int | None
    record: int
    person: int | None = None
    whose: str = ""

    @classmethod
    def of(cls, kind, family, day, since, *rest):
        """Return the Due of a database row; SQLite returns days as text."""
        day, since = (date.fromisoformat(each) if isinstance(each, str) else each for each in (day, since))
        return cls(DueKind(kind), family, day, since, *rest)

    @property
    def what(self):
        """The text for users, for example „Pismo do sądu: opinia o rodzinie na wniosek sądu”."""
        words = self.kind.in_words(self.about)
        return f"{words} – {self.whose}" if self.whose else words


@dataclass(frozen=True)
class DueCount:
    """The number of dues: all, and those of each DuePeriod, which overlap."""

    all: int = 0
    overdue: int = 0
    week: int = 0
    month: int = 0

    def __add__(self, other):
        return DueCount(
            self.all + other.all, self.overdue + other.overdue, self.week + other.week, self.month + other.month
        )

    def of(self, when):
        """Return the number for a DuePeriod, or the number of all for None."""
        return getattr(self, DuePeriod(when).name.lower()) if when else self.all


class DueRules(NamedTuple):
    """The centre's rules for deadlines, copied from fields of Centre: hashable, for the cache."""

    visit_interval_working_days: int
    plan_due_days: int
    monitoring_months: int
    referral_decision_days: int

    @classmethod
    def of(cls, centre):
        """Return the rules of the Centre."""
        return cls(*(getattr(centre, name) for name in cls._fields))


class DueList:
    """What is due in the families as of `day`.

    `families` is a queryset or a list of keys, `kinds` a sequence of DueKind, `assistant` the key of the only
    assistant to include. `are_many=True` skips the query that checks whether the families are few. For the families
    `monitored` (a list of keys), only the monitoring is included.
    """

    def __init__(self, families, day, kinds=DEADLINES, assistant=None, centre=None, are_many=False, monitored=()):
        self.families, self.day, self.kinds, self.assistant = families, day, tuple(kinds), assistant
        self.are_many, self.monitored = are_many, monitored
        self.rules = centre if isinstance(centre, DueRules) else DueRules.of(centre or Centre.current())

    @classmethod
    def of_reader(cls, user, day, kinds, assistant=None, centre=None):
        """Return the list for the families that `user` sees today, and the monitoring of those that they monitor."""
        centre = centre or Centre.current()
        monitored = Family.objects.monitored_by(user, centre).order_by().values_list("pk", flat=True)
        return cls(Family.objects.visible_to(user), day, kinds, assistant, centre, monitored=list(monitored))

    def only(self, kinds):
        """Return the same list for these kinds."""
        narrowed = DueList(self.families, self.day, kinds, self.assistant, self.rules, monitored=self.monitored)
        narrowed._narrowing = self._narrowing
        return narrowed

    def dues(self, when=None, first=None, last=None, rows=slice(None)):
        """Return a list of Due, the longest overdue first, those without a deadline last. One query.

        `when` (a DuePeriod) or the days `first` and `last`, both included, filter by day; the slice `rows` selects a
        page.
        """
        if when:
            first, last = DuePeriod(when).days(self.day)
        order = " ORDER BY due_day IS NULL, due_day, due_kind, due_family, due_record"
        start, most = rows.start or 0, -1 if rows.stop is None else rows.stop - (rows.start or 0)
        limit = f" LIMIT {most} OFFSET {start}" if most >= 0 else ""
        return [Due.of(*row) for row in self._select("*", first, last, order + limit)]

    def families_with(self, when):
        """Return a queryset of the keys of families in which the only kind of this list is due at that time."""
        (kind,) = self.kinds
        first, last = DuePeriod(when).days(self.day)
        found = _records(kind, self.day, self.rules).filter(due_day__lte=last)
        return (found.filter(due_day__gte=first) if first else found).values("family")

    @cached_property
    def counts(self):
        """{kind: DueCount} for every kind of the list; one query."""
        bounds = [
            (date.min, DuePeriod.OVERDUE.days(self.day)[1]),
            DuePeriod.WEEK.days(self.day),
            DuePeriod.MONTH.days(self.day),
        ]
        numbers = [f"COUNT(CASE WHEN due_day BETWEEN '{first}' AND '{last}' THEN 1 END)" for first, last in bounds]
        found = self._select(", ".join(["due_kind", "COUNT(*)", *numbers]), end=" GROUP BY due_kind")
        return dict.fromkeys(self.kinds, DueCount()) | {DueKind(kind): DueCount(*counted) for kind, *counted in found}

    @cached_property
    def _narrowing(self):
        """The SQL condition for the families and its parameters; "" for no family.

        Few families are listed by key: the database then reads only their records instead of all records.
        """
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
        """Return the rows of a SELECT over the records of all kinds, filtered by families, days and assistant."""
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
    """Return the SQL for these kinds in all families, and its parameters.

    Cached for a day: building it takes longer than running it for one family.
    """
    parts = [_records(kind, day, rules).values_list(*COLUMNS) for kind in kinds]
    return (parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]).query.sql_with_params()


def _records(kind, day, rules):
    """Return the records of a kind that are due: see `sources.py`."""
    records = SOURCES[kind](day, rules)
    return records.annotate(due_kind=Value(kind.value, CharField()), due_family=F("family"), due_record=F("pk"))
