"""The centre's year at a glance: the figures of the first page, all of them rows of report tables."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from cases.family_list.filters import FamilyFilter
from cases.models import Family
from familycare.audit.services import state_of_records
from familycare.lib.polish import MINUS, number, percent, plural
from reporting.figures.compute import compute
from reporting.periods import Period

TABLES = ("support", "child_age", "flow", "assessments", "court_reports")


@dataclass(frozen=True)
class Figure:
    """A figure as text, what it is, in the form that goes with it, and the address of the list behind it."""

    value: str
    label: str
    url: str


@dataclass(frozen=True)
class Bars:
    """The parts of a `whole`: each a Figure, its number and its share in words."""

    title: str
    lines: list
    whole: int


def tables_of(period):
    """The ComputedTables that the page needs."""
    return compute([period], TABLES)


@lru_cache(maxsize=16)
def _remembered_tables(period, mark):
    """The same. Everybody starts on this page, and its figures only change when a record does, of which the log tells;
    they are figures of the whole centre, and say nothing of anybody."""
    return tables_of(period)


class Glance:
    """A year of the centre, or what has passed of it by `today`, for the eyes of `user`.

    `address(table, row, period)` gives the address of the list behind a figure.
    """

    def __init__(self, year, today, address, user):
        whole = Period.year(year)
        self.year, self.is_over, self.is_this_year = year, whole.end <= today, year == today.year
        self.period = whole if self.is_over else Period(whole.start, max(today, whole.start))
        mark = state_of_records()
        self._tables = _remembered_tables(self.period, mark) if mark else tables_of(self.period)
        self._address, self._user = address, user

    def value(self, table, row):
        return self._tables[table].value(row, self.period)

    def figure(self, table, row, *forms):
        """The Figure of a row; `forms` are its label for 1, 2 and 5, or one label that fits all."""
        value = self.value(table, row)
        label = plural(value, *forms) if len(forms) == 3 else forms[0]
        return Figure(number(value), label, self._address(table, row, self.period))

    @property
    def people(self):
        """Whom the centre supported."""
        return [
            self.figure(
                "support",
                "families",
                "rodzina objęta wsparciem",
                "rodziny objęte wsparciem",
                "rodzin objętych wsparciem",
            ),
            self.figure("support", "children", "dziecko w domu", "dzieci w domu", "dzieci w domu"),
            self.figure("support", "children_placed", "dziecko poza domem", "dzieci poza domem", "dzieci poza domem"),
            self.figure("support", "adults", "osoba dorosła", "osoby dorosłe", "osób dorosłych"),
        ]

    @property
    def flow(self):
        """Cases open at the start + opened − closed = open at the end: pairs of a sign and a Figure."""
        return [
            ("", self.figure("flow", "open_at_start", "trwało przed 1 stycznia")),
            ("+", self.figure("flow", "opened", "rozpoczęto")),
            (MINUS, self.figure("flow", "closed", "zakończono")),
            ("=", self.figure("flow", "open_at_end", "trwa po 31 grudnia" if self.is_over else "trwa nadal")),
        ]

    @cached_property
    def overdue(self):
        """What was to be done by now and was not; only what there is any of."""
        figures = [
            self._families_to_assess() if self.is_this_year else self._assessments_missed(),
            self.figure(
                "court_reports",
                "overdue",
                "pismo do sądu nie zostało wysłane",
                "pisma do sądu nie zostały wysłane",
                "pism do sądu nie zostało wysłanych",
            ),
        ]
        return [figure for figure in figures if figure.value != "0"]

    def _families_to_assess(self):
        """Who waits for an assessment today: those, and only those, whom the list of families shows."""
        overdue = {"po_terminie": "tak"}
        waiting = FamilyFilter(overdue, Family.objects.visible_to(self._user)).qs.count()
        label = plural(
            waiting,
            "rodzina czeka na ocenę po terminie",
            "rodziny czekają na ocenę po terminie",
            "rodzin czeka na ocenę po terminie",
        )
        return Figure(number(waiting), label, f"{reverse('families')}?{urlencode(overdue)}")

    def _assessments_missed(self):
        return self.figure(
            "assessments",
            "missing",
            "okresowa ocena nie odbyła się",
            "okresowe oceny nie odbyły się",
            "okresowych ocen nie odbyło się",
        )

    @property
    def assessments(self):
        """How many assessments of the year were held when they were due, as Bars."""
        return self._bars("assessments", {"on_time": "w terminie", "late": "po terminie", "missing": "nie odbyły się"})

    @property
    def ages(self):
        """How old the children are, as Bars."""
        return self._bars("child_age", {row.key: row.label for row in self._tables["child_age"].rows})

    def _bars(self, table, labels):
        whole = sum(self.value(table, row) for row in labels)
        if not whole:
            return None
        parts = [(self.figure(table, row, label), self.value(table, row)) for row, label in labels.items()]
        lines = [(figure, part, percent(part, whole)) for figure, part in parts]
        return Bars(self._tables[table].title, lines, whole)
