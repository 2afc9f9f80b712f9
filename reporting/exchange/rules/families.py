"""Rules of persons, and of whom and what the records of a family name."""

from cases.models.person import pesel_problem
from reporting.exchange.columns import WRONG, InvalidCell

OF_ANOTHER_FAMILY = {
    "person": "ta osoba należy do innej rodziny",
    "case": "to objęcie wsparciem dotyczy innej rodziny",
}


def persons(known, rows, report):
    """A PESEL is valid and agrees with the birth date and sex."""
    known.same_persons += [
        (row.line, known.persons.places[row.id], row.same_as) for row in rows if row.same_as and row.id is not WRONG
    ]
    for row in rows:
        if not row.pesel or WRONG in (row.pesel, row.birth_date, row.sex):
            continue
        if problem := pesel_problem(row.pesel, row.birth_date, row.sex):
            report(row.line, "pesel", problem)


def same_persons(known, report):
    """The same person is another record of the file. Asked after its last row."""
    for line, place, other in known.same_persons:
        try:
            target = known.persons.places[other] if other in known.persons.places else known.persons.missing(other)
        except InvalidCell as wrong:
            report(line, "same_as", str(wrong))
        else:
            if target == place:
                report(line, "same_as", "osoba wskazuje samą siebie; wpisz id jej zapisu w innej rodzinie")


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
