"""The dashboard on the home page: figures of one year of the centre, all of them rows of report tables."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.urls import reverse

from cases.access import is_read_by
from cases.family_list.filters import with_overdue_assessment
from cases.models import CourtReport, Family
from familycare.audit.services import state_of_records
from familycare.lib.polish import MINUS, number, percent, plural
from reporting.figures.compute import compute
from reporting.periods import Period

TABLES = ("support", "child_age", "flow", "assessments", "court_reports")


@dataclass(frozen=True)
class Figure:
    """A figure as text, its label in the matching grammatical form, and the address of its drill-down list."""

    value: str
    label: str
    url: str


@dataclass(frozen=True)
class Bars:
    """The parts of `whole` (an int). `lines` are (Figure, number, share as text, e.g. „12,5%”) tuples."""

    title: str
    lines: list
    whole: int


def tables_of(period):
    """Return the ComputedTables of the dashboard by key."""
    return compute([period], TABLES)


@lru_cache(maxsize=16)
def _cached_tables(period, mark):
    """Return the same tables from the cache. `mark` changes whenever the audit log records a change.

    The cache is shared by all users: these are figures of the whole centre, without personal data.
    """
    return tables_of(period)


class Dashboard:
    """Figures of a whole year, or of the current year up to and including `today`, as `user` may see them.

    `centre` is the Centre. `address(table, row, period)` returns the address of the drill-down list of a figure.
    """

    def __init__(self, year, today, address, user, centre):
        whole = Period.year(year)
        self.year, self.is_over, self.is_this_year = year, whole.end <= today, year == today.year
        self.period = whole if self.is_over else Period(whole.start, max(today, whole.start))
        mark = state_of_records()
        self._tables = _cached_tables(self.period, mark) if mark else tables_of(self.period)
        self._address, self._user, self._today, self._centre = address, user, today, centre

    def value(self, table, row):
        """Return the value of a row in the period."""
        return self._tables[table].value(row, self.period)

    def figure(self, table, row, *forms):
        """Return the Figure of a row. `forms` are its labels for 1, 2 and 5, or one label for all numbers."""
        value = self.value(table, row)
        label = plural(value, *forms) if len(forms) == 3 else forms[0]
        return Figure(number(value), label, self._address(table, row, self.period))

    @property
    def people(self):
        """Figures of the families, children and adults who had support."""
        return [
            self.figure(
                "support",
                "families",
                "rodzina objęta wsparciem",
                "rodziny objęte wsparciem",
                "rodzin objętych wsparciem",
            ),
            self.figure("support", "children", "dziecko w domu", "dzieci w domu", "dzieci w domu"),
            self.figure(
                "support",
                "children_placed",
                "dziecko tych rodzin poza domem",
                "dzieci tych rodzin poza domem",
                "dzieci tych rodzin poza domem",
            ),
            self.figure("support", "adults", "osoba dorosła", "osoby dorosłe", "osób dorosłych"),
        ]

    @property
    def flow(self):
        """(sign, Figure) pairs: cases open at the start + opened − closed = open at the end."""
        return [
            ("", self.figure("flow", "open_at_start", "trwało przed 1 stycznia")),
            ("+", self.figure("flow", "opened", "rozpoczęto")),
            (MINUS, self.figure("flow", "closed", "zakończono")),
            ("=", self.figure("flow", "open_at_end", "trwa po 31 grudnia" if self.is_over else "trwa nadal")),
        ]

    @cached_property
    def overdue(self):
        """Figures of overdue assessments and, for those who read about courts, of court reports, without zeros."""
        figures = [self._families_to_assess() if self.is_this_year else self._assessments_missed()]
        if is_read_by(self._user, CourtReport):
            figures.append(self._court_reports_missed())
        return [figure for figure in figures if figure.value != "0"]

    def _families_to_assess(self):
        """Families with an overdue assessment today: the same as in the list of families that the figure links to."""
        families = Family.objects.visible_to(self._user)
        waiting = with_overdue_assessment(families, self._today, self._centre).count()
        label = plural(
            waiting,
            "rodzina czeka na ocenę po terminie",
            "rodziny czekają na ocenę po terminie",
            "rodzin czeka na ocenę po terminie",
        )
        return Figure(number(waiting), label, f"{reverse('families')}?po_terminie=tak")

    def _court_reports_missed(self):
        return self.figure(
            "court_reports",
            "overdue",
            "pismo do sądu nie zostało wysłane",
            "pisma do sądu nie zostały wysłane",
            "pism do sądu nie zostało wysłanych",
        )

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
        """Assessments of the year as Bars: on time, late, missing; None without assessments."""
        return self._bars("assessments", {"on_time": "w terminie", "late": "po terminie", "missing": "nie odbyły się"})

    @property
    def ages(self):
        """Children by age as Bars; None without children."""
        known = {row.key: row.label for row in self._tables["child_age"].rows}
        if not self.value("child_age", "unknown"):
            del known["unknown"]
        return self._bars("child_age", known)

    def _bars(self, table, labels):
        whole = sum(self.value(table, row) for row in labels)
        if not whole:
            return None
        parts = [(self.figure(table, row, label), self.value(table, row)) for row, label in labels.items()]
        lines = [(figure, part, percent(part, whole)) for figure, part in parts]
        return Bars(self._tables[table].title, lines, whole)
