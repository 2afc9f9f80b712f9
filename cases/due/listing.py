"""What is due in the families one asks about: rows, a page at a time, and how many there are of each kind."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import connection
from django.db.models import CharField, F, Q, TextChoices, Value
from django.utils.translation import gettext_lazy as _

from cases.due.kinds import TERMS, DueKind
from cases.due.sources import SOURCES
from familycare.centre.models import Centre
from familycare.months import Month

COLUMNS = ("due_kind", "due_family", "due_day", "due_since", "due_about", "due_helper", "due_record")


class When(TextChoices):
    """Which terms, as of a day. The values are words of an address, therefore in Polish."""

    OVERDUE = "po_terminie", _("po terminie")
    WEEK = "tydzien", _("w tym tygodniu")
    MONTH = "miesiac", _("w tym miesiącu")

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
    def of(cls, kind, family, day, since, about, helper, record):
        return cls(DueKind(kind), family, day, since, about, helper, record)

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


class DueList:
    """What waits in `families` (a queryset) as of `day`; of `kinds`, and of one assistant (a key) only where one is given."""

    def __init__(self, families, day, kinds=TERMS, assistant=None, centre=None):
        self.families, self.day, self.kinds, self.assistant = families, day, tuple(kinds), assistant
        self.centre = centre or Centre.current()

    def records(self, kind):
        """The records that one kind waits for: see `sources.py`."""
        found = SOURCES[kind](self.day, self.centre).filter(family__in=self.families.order_by().values("pk"))
        found = found.annotate(due_kind=Value(kind.value, CharField()), due_family=F("family"), due_record=F("pk"))
        return found if self.assistant is None else found.filter(due_helper=self.assistant)

    def rows(self, when=None, first=None, last=None):
        """The rows of all kinds as one queryset of tuples: what is late longest comes first, what has no term last.

        `when` (a When), or the days `first` and `last`, included, choose by the term.
        """
        if when:
            first, last = When(when).days(self.day)
        return self._together(_between(first, last)).order_by(
            F("due_day").asc(nulls_last=True), "due_kind", "due_family", "due_record"
        )

    def dues(self, **chosen):
        """The same as a list of Dues."""
        return [Due.of(*row) for row in self.rows(**chosen)]

    def families(self, when):
        """The keys of the families in which something of the one kind asked for is due at that time, as a queryset."""
        (kind,) = self.kinds
        return self.records(kind).filter(_between(*When(when).days(self.day))).values("family")

    @cached_property
    def counts(self):
        """{kind: Count}, of every kind asked for; one query."""
        counts = dict.fromkeys(self.kinds, Count())
        adapt = connection.ops.adapt_datefield_value
        bounds = [When.OVERDUE.days(self.day)[1], *When.WEEK.days(self.day), *When.MONTH.days(self.day)]
        sql, params = self._together(Q()).query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT due_kind, COUNT(*), COUNT(CASE WHEN due_day <= %s THEN 1 END),"
                " COUNT(CASE WHEN due_day BETWEEN %s AND %s THEN 1 END),"
                f" COUNT(CASE WHEN due_day BETWEEN %s AND %s THEN 1 END) FROM ({sql}) AS due GROUP BY due_kind",
                [*map(adapt, bounds), *params],
            )
            counts.update((DueKind(kind), Count(*numbers)) for kind, *numbers in cursor.fetchall())
        return counts

    def _together(self, chosen):
        parts = [self.records(kind).filter(chosen).values_list(*COLUMNS) for kind in self.kinds]
        return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _between(first, last):
    chosen = Q() if first is None else Q(due_day__gte=first)
    return chosen if last is None else chosen & Q(due_day__lte=last)
