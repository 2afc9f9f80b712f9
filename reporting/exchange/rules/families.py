"""Rules of the persons in a family and the help they get."""

from cases.models.family import pesel_problem
from reporting.exchange.columns import WRONG


def persons(facts, rows, report):
    """A PESEL agrees with birth date and sex."""
    for row in rows:
        if not row.pesel or WRONG in (row.pesel, row.birth_date, row.sex):
            continue
        if problem := pesel_problem(row.pesel, row.birth_date, row.sex):
            report(row.line, "pesel", problem)


def help_given(facts, rows, report):
    """Help for one person is help for the family of that person."""
    for row in rows:
        if row.person in (None, WRONG) or row.family is WRONG:
            continue
        if facts.persons.kept[row.person] not in (row.family, WRONG):
            report(row.line, "person", "ta osoba należy do innej rodziny")
