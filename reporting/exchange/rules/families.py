"""Rules of persons, and of whom and what the records of a family name."""

from cases.models.family import pesel_problem
from reporting.exchange.columns import WRONG

OF_ANOTHER_FAMILY = {
    "person": "ta osoba należy do innej rodziny",
    "case": "to objęcie wsparciem dotyczy innej rodziny",
}


def persons(known, rows, report):
    """A PESEL is valid and agrees with the birth date and sex."""
    for row in rows:
        if not row.pesel or WRONG in (row.pesel, row.birth_date, row.sex):
            continue
        if problem := pesel_problem(row.pesel, row.birth_date, row.sex):
            report(row.line, "pesel", problem)


def same_family(file):
    """Return the rule that the person and the case in a row belong to its family, or None without such columns."""
    names = {column.name for column in file.columns}
    checked = [name for name in ("person", "case") if {name, "family"} <= names]

    def rule(known, rows, report):
        for name in checked:
            for row in rows:
                place = getattr(row, name)
                if place in (None, WRONG) or row.family is WRONG:
                    continue
                if _family_of(known, name, place) not in (row.family, WRONG):
                    report(row.line, name, OF_ANOTHER_FAMILY[name])

    return rule if checked else None


def _family_of(known, name, place):
    return known.persons.kept[place] if name == "person" else known.cases.kept[place].family
