"""Which column of a county's note is what: guessed from headings, matched by the user, remembered for the county."""

from dataclasses import dataclass

from django.db import transaction

from familycare.audit.services import lock_changes
from familycare.lib.ordering import fold
from reporting.care_charges.models import NoteColumns


@dataclass(frozen=True)
class NoteField:
    """What a column may be. `words`: headings that contain one of them are guessed to be it."""

    key: str
    label: str
    words: tuple[str, ...]


FIELDS = (
    NoteField("name", "Imię i nazwisko razem", ("imie i nazwisko", "nazwisko i imie", "dziecko", "dziecka")),
    NoteField("last_name", "Nazwisko", ("nazwisko",)),
    NoteField("first_name", "Imię", ("imie",)),
    NoteField("pesel", "PESEL", ("pesel",)),
    NoteField("birth_date", "Data urodzenia", ("urodz",)),
    NoteField("month", "Miesiąc", ("miesiac", "okres")),
    NoteField("place", "Miejsce (forma pieczy)", ("form", "miejsce", "placowk", "rodzina zast")),
    NoteField("days", "Liczba dni", ("dni",)),
    NoteField("cost", "Koszt całego miesiąca (zł)", ("koszt", "wydatk")),
    NoteField("share", "Udział gminy (%)", ("udzial", "%", "procent")),
    NoteField("part", "Część gminy (zł)", ("gmin", "do zaplaty", "naleznosc", "kwota")),
)
LABELS = {field.key: field.label for field in FIELDS}


def guessed(headings):
    """Return {key of a field: heading} as far as the headings tell."""
    found, taken = {}, set()
    for field in FIELDS:
        for heading in headings:
            if heading and heading not in taken and any(word in fold(heading) for word in field.words):
                if field.key == "last_name" and "name" in found:
                    continue
                found[field.key] = heading
                taken.add(heading)
                break
    return found


def problem_of(columns):
    """Return what a matching lacks, in words, or ""."""
    if not columns.get("cost"):
        return "Wskaż kolumnę z kosztem całego miesiąca."
    if not (columns.get("name") or columns.get("last_name") or columns.get("pesel")):
        return "Wskaż kolumnę z nazwiskiem albo numerem PESEL dziecka."
    used = [heading for heading in columns.values() if heading]
    if twice := [heading for heading in dict.fromkeys(used) if used.count(heading) > 1]:
        return f"Kolumnę „{twice[0]}” wskazano dwa razy."
    return ""


def remembered(county, headings):
    """Return what was matched for the county, {key of a field: heading}, if these headings have it all, or None."""
    known = NoteColumns.objects.filter(county_folded=fold(county)).first()
    return known.columns if known and {*known.columns.values()} <= {*headings} else None


@transaction.atomic
def remember(*, county, columns):
    """Remember the matching {key of a field: heading} for the county."""
    lock_changes()
    known = NoteColumns.objects.filter(county_folded=fold(county)).first() or NoteColumns(county_folded=fold(county))
    if (known.county, known.columns) != (county, columns):
        known.county, known.columns = county, columns
        known.save()
    return known
