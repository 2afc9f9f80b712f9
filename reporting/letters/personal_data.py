"""All data that the centre holds about one person, in a form that this person can read (RODO art. 15).

The copy contains the data of the person, the records about the person, and the records about the family from the days
on which the person belonged to it. It does not contain data of other persons, or records from before the person joined
the family or after they left it.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.db.models import Q

from cases.privacy.inventory import HELD
from familycare.lib.months import Month
from familycare.lib.polish import counted, date_in_digits, hard_spaces, number


@dataclass(frozen=True)
class FileSection:
    """Records of one kind, each as {label: str, date, Month, number or bool}. `about`: in Polish, about whom."""

    title: str
    about: str
    records: list[dict]


@dataclass(frozen=True)
class PersonFile:
    """The copy of the data. `notes`: (question, answer) pairs required by RODO art. 15 ust. 1."""

    person: str
    number: str
    family: str
    centre: str
    made_on: date
    notes: list[tuple[str, str]]
    sections: list[FileSection]


def person_file(person, *, centre, day) -> PersonFile:
    """Return the file of `person`. `day` is printed on it and does not limit its content."""
    return PersonFile(
        person=str(person),
        number=person.number,
        family=str(person.family),
        centre=centre.name,
        made_on=day,
        notes=notes(centre),
        sections=[section for held in HELD for section in _sections(held, person) if section.records],
    )


def _sections(held, person):
    title = held.title[:1].upper() + held.title[1:]
    if held.person:
        yield FileSection(title, "o tej osobie", _records(held, held.of_person(person)))
    if not held.person or _is_optional(held):
        records = held.of_family(person.family).filter(_while_member(held, person))
        if held.person:
            records = records.filter(**{held.person: None})
        yield FileSection(title, "o całej rodzinie", _records(held, records))


def _is_optional(held):
    """Whether a record may be about one person or about the whole family."""
    return "__" not in held.person and held.person != "self" and held.model._meta.get_field(held.person).null


def _while_member(held, person):
    """Return a Q for records that cover a day on which the person belonged to the family."""
    if held.family == "self":
        return Q()
    first, last = held.span
    since = max(filter(None, (person.birth_date, person.joined_on)), default=None)
    condition = Q()
    if since:
        condition &= Q(**{f"{last}__gte": since}) | Q(**{f"{last}__isnull": True})
    if person.left_on:
        condition &= Q(**{f"{first}__lt": person.left_on}) | Q(**{f"{first}__isnull": True})
    return condition


def _records(held, records):
    first = held.span[0]
    fields = [field for field in held.fields if field.name not in held.withheld]
    joined = [field.name for field in fields if field.many_to_one]
    return [
        {field.verbose_name: value for field in fields if (value := _value(record, field)) not in (None, "")}
        for record in records.select_related(*joined).order_by(first, "pk")
    ]


def _value(record, field):
    if field.many_to_one:
        related = getattr(record, field.name)
        return None if related is None else str(related)
    if field.choices:
        return getattr(record, f"get_{field.name}_display")()
    value = getattr(record, field.name)
    return Month.of(value) if field.name == "month" else value


def in_words(value):
    """Return a value of a record as Polish text."""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, date):
        return date_in_digits(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Month):
        return value.name
    if isinstance(value, int | Decimal):
        return number(value, 2 if isinstance(value, Decimal) else None)
    return str(value)


def as_data(file):
    """Return the file as data for JSON: dates as YYYY-MM-DD, months as YYYY-MM, Decimals as text."""
    return {
        "osoba": file.person,
        "numer": file.number,
        "rodzina": file.family,
        "administrator": file.centre,
        "stan_na_dzien": file.made_on.isoformat(),
        "informacje": [{"pytanie": question, "odpowiedz": answer} for question, answer in file.notes],
        "dzialy": [
            {
                "tytul": section.title,
                "zakres": section.about,
                "zapisy": [{label: _plain(value) for label, value in record.items()} for record in section.records],
            }
            for section in file.sections
        ],
    }


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value) if isinstance(value, Decimal | Month) else value


def notes(centre):
    """Return the information that accompanies the data (RODO art. 15 ust. 1)."""
    controller = ", ".join(filter(None, [centre.name, centre.address]))
    years = counted(centre.retention_years, "rok", "lata", "lat")
    answers = [
        (
            "Kto jest administratorem danych",
            f"{controller}. Pytania i żądania przyjmuje inspektor ochrony danych ośrodka.",
        ),
        (
            "Po co i na jakiej podstawie",
            (
                "Praca z rodziną i wsparcie asystenta rodziny: wykonanie obowiązku prawnego i zadania w interesie "
                "publicznym (art. 6 ust. 1 lit. c i e RODO), w zakresie z art. 7 i 16 ustawy z 9 czerwca 2011 r. o "
                "wspieraniu rodziny i systemie pieczy zastępczej oraz ustawy z 4 listopada 2016 r. "
                "o wsparciu kobiet w ciąży i rodzin „Za życiem”. "
                "Dane o zdrowiu: ważny interes publiczny i zabezpieczenie społeczne (art. 9 ust. 2 lit. b i g "
                "RODO). Dane o postanowieniach sądu: Kodeks rodzinny i opiekuńczy. Dane o procedurze „Niebieskie "
                "Karty”: ustawa o przeciwdziałaniu przemocy domowej."
            ),
        ),
        (
            "Skąd są dane",
            (
                "Od rodziny, od pracownika socjalnego (rodzinny wywiad środowiskowy), z sądu i od instytucji, "
                "z którymi asystent współpracuje (art. 16 ust. 1 ustawy o wspieraniu rodziny)."
            ),
        ),
        (
            "Kto je otrzymuje",
            (
                "Upoważnieni pracownicy ośrodka, związani tajemnicą. Poza ośrodkiem: sąd, który tego zażąda, "
                "organizator rodzinnej pieczy zastępczej, zespół interdyscyplinarny oraz inne podmioty uprawnione "
                "ustawą. Rada gminy i wojewoda dostają tylko liczby."
            ),
        ),
        (
            "Jak długo",
            (
                f"Przez {years}, licząc od 1 stycznia po roku, w którym zakończono ostatnie wsparcie rodziny. "
                "Potem nazwiska, adres, numery PESEL, notatki i inne opisy są usuwane na zawsze."
            ),
        ),
        (
            "Jakie prawa ma ta osoba",
            (
                "Można żądać sprostowania danych, ograniczenia ich przetwarzania i wnieść sprzeciw (art. 16, 18 i "
                "21 RODO) oraz skargę do Prezesa Urzędu Ochrony Danych Osobowych. Usunięcia przed czasem nie można "
                "żądać, dopóki przechowywania wymaga prawo (art. 17 ust. 3 lit. b RODO)."
            ),
        ),
        (
            "Czy decyzje zapadają automatycznie",
            "Nie. System niczego nie rozstrzyga automatycznie i nie profiluje osób (art. 22 RODO).",
        ),
    ]
    return [(question, hard_spaces(answer)) for question, answer in answers]
