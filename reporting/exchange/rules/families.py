"""Rules of persons, and of whom and what the records of a family name."""

from datetime import timedelta
from itertools import pairwise

from cases.choices import PersonRole
from cases.models import CourtOrder
from cases.models.person import pesel_problem
from cases.rules import share_a_day
from reporting.exchange.columns import WRONG, InvalidCell
from reporting.exchange.errors import named

A_DAY = timedelta(days=1)
OF_ANOTHER_FAMILY = {
    "person": "ta osoba należy do innej rodziny",
    "other": "druga osoba należy do innej rodziny",
    "case": "to objęcie wsparciem dotyczy innej rodziny",
    "court_order": "to postanowienie dotyczy innej rodziny",
}


def persons(known, rows, report):
    """A PESEL is valid, agrees with birth date and sex, and stands once in a family on a day.

    A child has a birth date (a remark).
    """
    known.same_persons += [
        (row.line, known.persons.places[row.id], row.same_as) for row in rows if row.same_as and row.id is not WRONG
    ]
    for row in rows:
        if row.role == PersonRole.CHILD and row.birth_date is None:
            report.remark(row.line, "birth_date", "dziecko bez daty urodzenia: policzy się je, ale w nieznanym wieku")
        if not row.pesel or WRONG in (row.pesel, row.birth_date, row.sex):
            continue
        if problem := pesel_problem(row.pesel, row.birth_date, row.sex):
            report(row.line, "pesel", problem)
        elif row.id is not WRONG:
            _pesel_once(known, row, report)


def _pesel_once(known, row, report):
    """Report a PESEL that is in the family twice on a day. A person may leave and come back."""
    if WRONG in (row.family, row.joined_on, row.left_on):
        return
    span = row.joined_on, row.left_on and row.left_on - A_DAY
    others = known.pesels.setdefault(row.pesel, [])
    for _place, family, other_span, line in others:
        if family == row.family and share_a_day(span, other_span):
            other = named(line, f"osoba z wiersza {line}", "inna osoba w bazie")
            report(row.line, "pesel", f"ten PESEL ma już w tej rodzinie {other}")
            break
    others.append((known.persons.places[row.id], row.family, span, row.line))


def same_persons(known, report):
    """The same person is another record of the file. Asked after its last row; joins the records of one person."""
    for line, place, other in known.same_persons:
        try:
            target = known.persons.places[other] if other in known.persons.places else known.persons.missing(other)
        except InvalidCell as wrong:
            report(line, "same_as", str(wrong))
        else:
            if target == place:
                report(line, "same_as", "osoba wskazuje samą siebie; wpisz id jej zapisu w innej rodzinie")
            elif target is not WRONG:
                known.unite([(place, target)])
    for records in known.pesels.values():
        known.unite(pairwise(place for place, *_rest in records))


def relations(known, rows, report):
    """Somebody is nothing to themselves."""
    for row in rows:
        if row.person == row.other and row.person is not WRONG:
            report(row.line, "other", "to ta sama osoba co w kolumnie person")


def families(known, rows, report):
    """Count the particularly protected ones."""
    known.restricted += sum(row.restricted is True for row in rows)


def named_readers(known, rows, report):
    """A reader is named for a family once."""
    for row in rows:
        if WRONG in (row.family, row.account):
            continue
        if (row.family, row.account) in known.readers:
            report(row.line, "account", "tę osobę wskazano już do tej rodziny")
        known.readers.add((row.family, row.account))


def same_family(file):
    """Return the rule that the person, the case and the order in a row belong to its family, or None without any."""
    names = {column.name for column in file.columns}
    checked = [name for name in OF_ANOTHER_FAMILY if {name, "family"} <= names]

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
    if name == "court_order":
        return known.of[CourtOrder].kept[place].family
    return known.cases.kept[place].family if name == "case" else known.persons.kept[place].family
