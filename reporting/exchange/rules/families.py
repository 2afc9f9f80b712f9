"""Rules of persons and help."""

from cases.models.family import pesel_problem
from reporting.exchange.columns import WRONG


def persons(known, rows, report):
    """A PESEL is valid and agrees with the birth date and sex."""
    for row in rows:
        if not row.pesel or WRONG in (row.pesel, row.birth_date, row.sex):
            continue
        if problem := pesel_problem(row.pesel, row.birth_date, row.sex):
            report(row.line, "pesel", problem)


def help_given(known, rows, report):
    """The person who gets help belongs to the family in the same row."""
    for row in rows:
        if row.person in (None, WRONG) or row.family is WRONG:
            continue
        if known.persons.kept[row.person] not in (row.family, WRONG):
            report(row.line, "person", "ta osoba należy do innej rodziny")
