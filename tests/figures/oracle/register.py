"""A register as lists of rows: dates as dates, an empty cell as None."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

FILES = """
    terms assistants posts families persons cases assignments problems conditions assessments visits outcomes help
    court_orders court_reports placements care_charges stay_starts blue_cards za_zyciem workshop_attendance workshops
    trainings supporting_families family_support support_refunds figures
    day_care_centres day_care_stays day_care_places day_care_outsiders day_care_costs
""".split()
DATES = """
    employed_from employed_to start end birth_date joined_on left_on opened_on closed_on identified_on resolved_on
    since until held_on date achieved_on issued_on in_force_until due_on sent_on benefit_granted_on
    in_care_on counted_from
""".split()
NUMBERS = "fraction minutes advice_count persons total_cost hours value amount places children".split()
YES_NO = "main_carer disability at_risk_pregnancy".split()


class Register:
    """`register.visits` and so on: the rows of a file; a file that is missing has none."""

    def __init__(self, folder):
        for name in FILES:
            path = Path(folder) / f"{name}.csv"
            rows = []
            if path.exists():
                with path.open(encoding="utf-8", newline="") as stream:
                    rows = [SimpleNamespace(**_values(row)) for row in csv.DictReader(stream)]
            setattr(self, name, rows)
        self.case = {case.id: case for case in self.cases}
        self.person = {person.id: person for person in self.persons}
        self.same = self._persons_by_individual()
        self.members = _by(self.persons, "family")
        self.placements_of = _by(self.placements, "person")

    def _persons_by_individual(self):
        """{the first id of a person: all rows of that person}; each row gets it as `individual`.

        Rows with the same PESEL, or joined by `same_as`, are one person, also through a third row.
        """
        groups = [{person.id} for person in self.persons]
        for links in (
            _by([person for person in self.persons if getattr(person, "pesel", None)], "pesel").values(),
            [[one, self.person[one.same_as]] for one in self.persons if getattr(one, "same_as", None)],
        ):
            for linked in links:
                ids = {person.id for person in linked}
                touched = [group for group in groups if group & ids]
                groups = [group for group in groups if not group & ids] + [set().union(*touched)]
        same = {}
        for group in groups:
            for key in sorted(group):
                self.person[key].individual = min(group)
                same.setdefault(min(group), []).append(self.person[key])
        return same


def _values(row):
    return {column: _value(column, text) for column, text in row.items()}


def _value(column, text):
    if column in YES_NO:
        return text == "1"
    if not text:
        return None
    if column in DATES:
        return date.fromisoformat(text)
    if column in NUMBERS:
        return Decimal(text)
    if column == "month":
        return date.fromisoformat(f"{text}-01")
    return text


def _by(rows, column):
    groups = {}
    for row in rows:
        groups.setdefault(getattr(row, column), []).append(row)
    return groups
