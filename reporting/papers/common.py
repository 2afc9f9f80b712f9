"""Groups of fields that several papers share: the centre, the letter itself, the family and its members."""

from cases.records.contacts import contact
from cases.records.situation import condition, problem
from familycare.lib.polish import date_in_digits
from reporting.papers.fields import Field, FieldGroup, Rows
from reporting.papers.kinds import day

CENTRE = FieldGroup(
    "osrodek",
    "Ośrodek",
    (
        Field(
            "nazwa", "Nazwa ośrodka z ustawień.", lambda s: s.centre.name, "Miejski Ośrodek Pomocy Społecznej w Zalesiu"
        ),
        Field("skrot", "Nazwa skrócona.", lambda s: s.centre.short_name, "MOPS Zalesie"),
        Field(
            "adres",
            "Adres i telefon ośrodka.",
            lambda s: s.centre.address,
            "ul. Rynkowa 1, 00-000 Zalesie, tel. 000 000 000",
        ),
        Field("miejscowosc", "Miejscowość, która stoi przed datą.", lambda s: s.centre.town, "Zalesie"),
        Field("gmina", "Gmina.", lambda s: s.centre.municipality, "Miasto Zalesie"),
    ),
)
LETTER = FieldGroup(
    "pismo",
    "Pismo",
    (
        Field("znak", "Znak sprawy.", lambda s: s.letter.mark, "OŚR.8211.17.2026"),
        Field("dnia", "Data pisma słowami.", lambda s: day(s.letter.dated_on), "14 marca 2026 r."),
        Field("data", "Data pisma cyframi.", lambda s: date_in_digits(s.letter.dated_on), "14.03.2026"),
        Field("adresat", "Adresat.", lambda s: s.letter.addressee, "Anna Przykładowska"),
        Field("adres", "Adres adresata.", lambda s: s.letter.address, "ul. Lipowa 5/2, 00-000 Zalesie"),
        Field("podpis", "Kto podpisuje: imię i nazwisko.", lambda s: s.letter.signed_by, "Maria Wzorcowa"),
        Field("funkcja", "Funkcja osoby, która podpisuje.", lambda s: s.letter.signed_as, "Dyrektor Ośrodka"),
        Field(
            "poprawia",
            "Znak i data pisma, które to pismo zastępuje; puste, gdy to nie jest poprawka.",
            lambda s: s.letter.corrects,
            "",
        ),
        Rows(
            "otrzymuja",
            "kto",
            "Lista „Otrzymują”.",
            lambda s: s.letter.recipients,
            (Field("nazwa", "Kto otrzymuje pismo.", str, ("adresat", "a/a")),),
        ),
    ),
)


def _assistants(source):
    """Return the assistants of the family today, without repeating anybody."""
    found = [each.assistant for case in source.file.open_cases for each in case.assignments.now]
    return [*dict.fromkeys(found)]


def _worker(source):
    worker = source.family.social_worker
    return worker.get_full_name() if worker else ""


def _case(source):
    """Return the case that the paper is about, else the open one that began last, else the last one."""
    cases = [each.case for each in source.file.cases]
    return next((case for case in cases if case.pk == _case_of(source.record)), cases[0] if cases else None)


def _case_of(record):
    """Return the key of the case of a record, a CaseFile or a PlanFile; None if it has none."""
    if case := getattr(record, "case", None):
        return case.pk
    return getattr(getattr(record, "plan", record), "case_id", None)


def of_case(value):
    """Return the value of a field that is taken from the family's present or last case."""
    return lambda source: value(_case(source)) if _case(source) else ""


def _carer(source):
    return next((member.name for member in source.file.members if member.is_main_carer), "")


def _where(member):
    return member.placement.get_form_display() if member.placement else "w rodzinie"


FAMILY = FieldGroup(
    "rodzina",
    "Rodzina",
    (
        Field("nazwa", "Nazwisko rodziny.", lambda s: s.family.name, "Przykładowscy"),
        Field("numer", "Numer rodziny w systemie.", lambda s: s.family.number, "R00012"),
        Field("adres", "Adres rodziny.", lambda s: s.family.address, "ul. Lipowa 5/2"),
        Field("dzielnica", "Dzielnica.", lambda s: s.family.district, "Stare Miasto"),
        Field("struktura", "Struktura rodziny.", lambda s: s.family.get_structure_display(), "pełna"),
        Field("opiekun", "Główny opiekun.", _carer, "Anna Przykładowska"),
        Field(
            "asystent",
            "Asystent rodziny dziś; gdy jest ich kilku, po przecinku.",
            lambda s: ", ".join(map(str, _assistants(s))),
            "Jan Pomocny",
        ),
        Field("pracownik_socjalny", "Pracownik socjalny.", _worker, "Ewa Socjalna"),
        Field(
            "wsparcie_od",
            "Od kiedy rodzina ma asystenta.",
            of_case(lambda case: day(case.opened_on)),
            "2 lutego 2026 r.",
        ),
        Field(
            "podstawa",
            "Podstawa objęcia wsparciem.",
            of_case(lambda case: case.get_basis_display()),
            "za zgodą rodziny",
        ),
        Rows(
            "osoby",
            "osoba",
            "Osoby w rodzinie dziś: najpierw główny opiekun, potem dorośli i dzieci.",
            lambda s: s.file.members,
            (
                Field(
                    "imie_nazwisko",
                    "Imię i nazwisko.",
                    lambda member: member.name,
                    ("Anna Przykładowska", "Jan Przykładowski", "Ola Przykładowska"),
                ),
                Field("rola", "Rola w rodzinie.", lambda member: member.role, ("rodzic", "rodzic", "dziecko")),
                Field(
                    "urodzona",
                    "Data urodzenia.",
                    lambda member: date_in_digits(member.person.birth_date) if member.person.birth_date else "",
                    ("03.04.1990", "12.11.1988", "21.06.2017"),
                ),
                Field("wiek", "Wiek.", lambda member: member.age_in_words, ("35 lat", "37 lat", "8 lat")),
                Field("telefon", "Telefon.", lambda member: member.person.phone, ("000 000 001", "", "")),
                Field("pobyt", "Gdzie dziś mieszka.", _where, ("w rodzinie", "w rodzinie", "w rodzinie")),
            ),
        ),
        Rows(
            "dzieci",
            "dziecko",
            "Dzieci w rodzinie, od najstarszego.",
            lambda s: s.file.children,
            (
                Field("imie_nazwisko", "Imię i nazwisko.", lambda member: member.name, ("Ola Przykładowska",)),
                Field("wiek", "Wiek.", lambda member: member.age_in_words, ("8 lat",)),
                Field("pobyt", "Gdzie dziś mieszka.", _where, ("w rodzinie",)),
            ),
        ),
    ),
)
SITUATION = FieldGroup(
    "sytuacja",
    "Sytuacja rodziny",
    (
        Rows(
            "problemy",
            "problem",
            "Problemy rodziny, które trwają dziś.",
            lambda s: s.file.of(problem).now,
            (
                Field("nazwa", "Problem.", str, ("bezradność w sprawach opiekuńczo-wychowawczych", "bezrobocie")),
                Field(
                    "od",
                    "Kiedy go rozpoznano.",
                    lambda record: date_in_digits(record.identified_on),
                    ("02.02.2026", "10.02.2026"),
                ),
            ),
        ),
        Rows(
            "zdrowie",
            "zapis",
            "Stan zdrowia osób, który trwa dziś.",
            lambda s: s.file.of(condition).now,
            (
                Field("osoba", "Kogo dotyczy.", lambda record: str(record.person), ("Jan Przykładowski",)),
                Field("nazwa", "Stan zdrowia.", lambda record: record.get_condition_display(), ("niepełnosprawność",)),
                Field("od", "Od kiedy.", lambda record: date_in_digits(record.since_on), ("01.09.2024",)),
            ),
        ),
        Rows(
            "kontakty",
            "kontakt",
            "Osoby i instytucje wokół rodziny.",
            lambda s: s.file.of(contact).now,
            (
                Field("kto", "Kto to jest.", lambda record: record.get_role_display(), ("nauczyciel lub pedagog",)),
                Field("nazwa", "Imię i nazwisko albo nazwa.", lambda record: record.name, ("Barbara Szkolna",)),
                Field(
                    "instytucja",
                    "Instytucja.",
                    lambda record: record.institution,
                    ("Szkoła Podstawowa nr 3 w Zalesiu",),
                ),
                Field("telefon", "Telefon.", lambda record: record.phone, ("000 000 002",)),
            ),
        ),
    ),
)
BASIC = (CENTRE, LETTER, FAMILY)
