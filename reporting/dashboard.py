"""The centre's year at a glance: the figures of the first page, all of them rows of report tables."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

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
def _remembered_tables(period, mark, language):
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
        self._tables = _remembered_tables(self.period, mark, get_language()) if mark else tables_of(self.period)
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
                _("rodzina objęta wsparciem"),
                _("rodziny objęte wsparciem"),
                _("rodzin objętych wsparciem"),
            ),
            self.figure("support", "children", _("dziecko w domu"), _("dzieci w domu"), _("dzieci w domu")),
            self.figure(
                "support", "children_placed", _("dziecko poza domem"), _("dzieci poza domem"), _("dzieci poza domem")
            ),
            self.figure("support", "adults", _("osoba dorosła"), _("osoby dorosłe"), _("osób dorosłych")),
        ]

    @property
    def flow(self):
        """Cases open at the start + opened − closed = open at the end: pairs of a sign and a Figure."""
        return [
            ("", self.figure("flow", "open_at_start", _("trwało przed 1 stycznia"))),
            ("+", self.figure("flow", "opened", _("rozpoczęto"))),
            (MINUS, self.figure("flow", "closed", _("zakończono"))),
            ("=", self.figure("flow", "open_at_end", _("trwa po 31 grudnia") if self.is_over else _("trwa nadal"))),
        ]

    @cached_property
    def overdue(self):
        """What was to be done by now and was not; only what there is any of."""
        figures = [
            self._families_to_assess() if self.is_this_year else self._assessments_missed(),
            self.figure(
                "court_reports",
                "overdue",
                _("pismo do sądu nie zostało wysłane"),
                _("pisma do sądu nie zostały wysłane"),
                _("pism do sądu nie zostało wysłanych"),
            ),
        ]
        return [figure for figure in figures if figure.value != "0"]

    def _families_to_assess(self):
        """Who waits for an assessment today: those, and only those, whom the list of families shows."""
        overdue = {"po_terminie": "tak"}
        waiting = FamilyFilter(overdue, Family.objects.visible_to(self._user)).qs.count()
        label = plural(
            waiting,
            _("rodzina czeka na ocenę po terminie"),
            _("rodziny czekają na ocenę po terminie"),
            _("rodzin czeka na ocenę po terminie"),
        )
        return Figure(number(waiting), label, f"{reverse('families')}?{urlencode(overdue)}")

    def _assessments_missed(self):
        return self.figure(
            "assessments",
            "missing",
            _("okresowa ocena nie odbyła się"),
            _("okresowe oceny nie odbyły się"),
            _("okresowych ocen nie odbyło się"),
        )

    @property
    def assessments(self):
        """How many assessments of the year were held when they were due, as Bars."""
        return self._bars(
            "assessments", {"on_time": _("w terminie"), "late": _("po terminie"), "missing": _("nie odbyły się")}
        )

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
