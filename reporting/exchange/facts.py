"""What has been read of a register so far, as far as later rows need it: kept small, for millions of rows."""

from array import array
from typing import NamedTuple

from assistants.models import Assistant
from cases.models import Case, Family, Person
from reporting.exchange.columns import WRONG, InvalidCell, ReferenceColumn
from reporting.exchange.files import FILES
from reporting.exchange.terms import Terms
from reporting.models import OutsideFigure


class Records:
    """The records of one file with ids; a record is known by its place among them, counted from 0.

    `places`: the place of an id, `lines`: where it stands, `kept`: what rules need to know of it,
    `keys`: its primary key once written.
    """

    def __init__(self, file, keep):
        self.file = file
        self.places = {}
        self.lines = array("L")
        self.keys = array("Q")
        self.kept = []
        self.lost_ids = set()
        self.complete = True
        self.present = False
        self._keep = keep

    def add(self, row):
        """Takes in a row with a readable id. Returns the line on which that id stood before, or None."""
        place = self.places.setdefault(row.id, len(self.lines))
        if place < len(self.lines):
            return self.lines[place]
        self.lines.append(row.line)
        if self._keep:
            self.kept.append(self._keep(row))
        return None

    def number(self, place):
        """The id of a record, for a message."""
        return next(number for number, at in self.places.items() if at == place)

    def forget(self):
        """Makes room when nobody can refer to these records any more."""
        self.places, self.lines, self.keys, self.kept = {}, array("L"), array("Q"), []

    def missing(self, number):
        """Raises InvalidCell for an id that does not stand in the file; WRONG when that cannot be told."""
        if number in self.lost_ids or not self.complete:
            return WRONG
        if self.present:
            raise InvalidCell(f"w {self.file.csv_name} nie ma id „{number}”")
        raise InvalidCell(f"nie ma id „{number}”, bo w rejestrze brakuje pliku {self.file.csv_name}")


class CaseFacts(NamedTuple):
    family: int
    kind: str
    opened_on: object
    closed_on: object


class Employment(NamedTuple):
    employed_from: object
    employed_to: object
    max_families: int


KEEP = {
    Assistant: lambda row: Employment(row.employed_from, row.employed_to, row.max_families),
    Person: lambda row: row.family,
    Case: lambda row: CaseFacts(row.family, row.kind, row.opened_on, row.closed_on),
}


# What rules remember is needed up to and with this file.
NEEDED_BY = {
    "cases": ["obligations", "cases_of_family"],
    "assignments": ["assignment_places"],
    "visits": ["assignments"],
    "placements": ["open_placement"],
    "care_charges": ["foster_care", "charged"],
    "workshop_attendance": ["attendances"],
}


def last_to_refer():
    """{name of a file: models that no later file refers to}."""
    last = {file.model: file.name for file in FILES if file.has_ids}
    for file in FILES:
        last |= {
            column.field.related_model: file.name for column in file.columns if isinstance(column, ReferenceColumn)
        }
    return {name: [model for model in last if last[model] == name] for name in last.values()}


class ImportedFacts:
    """What rules and references look up. Records are named by their places."""

    def __init__(self):
        self.of = {file.model: Records(file, KEEP.get(file.model)) for file in FILES if file.has_ids}
        self._last_to_refer = last_to_refer()
        self.incomplete = set()  # names of files of which rows are missing: nothing follows from an absence there
        self.terms = Terms()
        self.families = self.of[Family]
        self.persons = self.of[Person]
        self.cases = self.of[Case]
        self.assistants = self.of[Assistant]
        self.obligations = {}  # family: [(issued, first day after or None)] of orders to work with an assistant
        self.cases_of_family = {}  # (family, kind): [(opened, closed or None, line)]
        self.assignments = {}  # case: [(assistant, first day, last day or None)]
        self.foster_care = {}  # person: [(first day, first day after or None)]
        self.open_placement = {}  # person: line
        self.charged = {}  # person: bits of charged months
        self.attendances = set()  # (workshop, day number, person)
        self.figures = {}  # (group, series, first day, last day): line
        self.present_figures = set(OutsideFigure.objects.values_list("group", "series", "starts_on", "ends_on"))
        self.assignment_places = {}  # line: place

    def forget(self, file):
        """Makes room when a file has been read: no later one needs these."""
        for model in self._last_to_refer.get(file.name, ()):
            self.of[model].forget()
        for name in NEEDED_BY.get(file.name, ()):
            getattr(self, name).clear()

    def family_key(self, case):
        """The primary key of the family of a case."""
        return self.families.keys[self.cases.kept[case].family]
