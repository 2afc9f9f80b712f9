"""The rules of the import: each names the row that breaks it, and holds exactly at its edges."""

import pytest

from reporting.exchange import import_register
from reporting.exchange.files import FILES
from reporting.exchange.rules.spans import ordered_dates

pytestmark = pytest.mark.django_db

S1 = "S1,R1,difficulties,court_order,2020-02-01,2021-03-31,goals_achieved"

BROKEN = [
    # dates in order
    ("assistants", "2023-12-31", "2018-12-31", "assistants.csv:3: employed_to: data 2018-12-31 jest wcześniejsza niż"),
    ("court_reports", "2020-07-15", "2020-01-19", "court_reports.csv:3: sent_on: data 2020-01-19 jest wcześnie"),
    ("persons", "2024-06-30", "1990-05-13", "persons.csv:2: left_on: data 1990-05-13 jest wcześniejsza niż 2019-01-01"),
    ("persons", "2024-06-30", "1990-05-13", "persons.csv:2: left_on: data 1990-05-13 jest wcześniejsza niż 1990-05-14"),
    # PESEL
    ("persons", "90051412343", "90051412344", "persons.csv:2: pesel: PESEL jest błędny"),
    ("persons", "Nowak,F,1990", "Nowak,M,1990", "persons.csv:2: pesel: PESEL nie zgadza się z płcią."),
    ("persons", "1990-05-14,9", "1990-05-15,9", "persons.csv:2: pesel: PESEL nie zgadza się z datą urodzenia."),
    # cases
    ("cases", S1, S1.replace("2021-03-31", ""), "cases.csv:2: closing_reason: powód zakończenia podano bez daty"),
    ("cases", "consent,2021-03-31", "consent,2021-03-30", "cases.csv:3: opened_on: rodzina ma w tym czasie już objęcie "
     "wsparciem tego rodzaju (wiersz 2)"),
    ("cases", "S3,R2,za_zyciem,application", "S3,R2,za_zyciem,court_order", "cases.csv:4: basis: rodzina nie m"),
    ("court_orders", "2020-01-20,2021-01-20", "2019-01-20,2020-02-01", "cases.csv:2: basis: rodzina nie ma w c"),
    ("court_orders", "2020-01-20,2021-01-20", "2021-04-01,", "cases.csv:2: basis: rodzina nie ma w court_orders.csv"),
    ("court_orders", "assistant_obligation", "other", "cases.csv:2: basis: rodzina nie ma w court_orders.csv z"),
    # referrals, „Za życiem”, help
    ("referrals", "assigned,S1", "refused,S1", "referrals.csv:2: case: objęcie wsparciem może mieć tylko wnios"),
    ("referrals", "assigned,S1", "assigned,S3", "referrals.csv:2: case: to objęcie wsparciem dotyczy innej rodziny"),
    ("za_zyciem", "R2,S3", "R10,S3", "za_zyciem.csv:3: case: to objęcie wsparciem dotyczy innej rodziny"),
    ("za_zyciem", "R2,S3", "R1,S2", "za_zyciem.csv:3: case: to objęcie wsparciem nie jest rodzaju za_zyciem"),
    ("help", "R1,O2", "R1,O4", "help.csv:3: person: ta osoba należy do innej rodziny"),
    # assignments
    ("assignments", "S1,A1,2020-02-01", "S1,A1,2020-01-31", "assignments.csv:2: start: przydzielenie wykracza poza "
     "czas objęcia wsparciem (od 2020-02-01 do 2021-03-31)"),
    ("assignments", "2021-01-01,2021-03-31", "2021-01-01,2021-04-01", "assignments.csv:3: end: przydzielenie wykracza"),
    ("assignments", "2021-01-01,2021-03-31", "2021-01-01,", "assignments.csv:3: end: przydzielenie wykracza poza czas"),
    ("assistants", "2023-12-31", "2021-03-30", "assignments.csv:3: end: przydzielenie wykracza poza zatrudnienie "
     "asystenta (od 2019-01-01 do 2021-03-30)"),
    ("assistants", "2019-01-01", "2021-01-02", "assignments.csv:3: start: przydzielenie wykracza poza zatrudnienie"),
    ("assignments", "2021-01-01,2021-03-31", "2020-12-31,2021-03-31", "assignments.csv:3: start: to objęcie wsparciem "
     "ma w tym czasie już asystenta (wiersz 2)"),
    # visits
    ("visits", "2020-12-31,consultation", "2021-01-01,consultation", "visits.csv:4: date: tego dnia ten asystent nie "
     "był przydzielony do tego objęcia wsparciem"),
    ("visits", "2020-02-01", "2020-01-31", "visits.csv:2: date: tego dnia ten asystent nie był przydzielony"),
    ("visits", "S1,A2,2021-01-01", "S1,A2,2020-12-31", "visits.csv:5: date: tego dnia ten asystent nie był"),
    ("visits", "S3,A1", "S3,A2", "visits.csv:7: date: tego dnia ten asystent nie był przydzielony") ,
    ("visits", "2021-04-01,monitoring", "2021-03-31,monitoring", "visits.csv:6: date: monitorowanie jest możliwe dopi"),
    ("visits", "S1,A2,2021-04-01", "S3,A2,2022-06-01", "visits.csv:6: assistant: ten asystent nie był przydzielony"),
    ("visits", "S1,A2,2021-04-01", "S2,A1,2022-04-01", "visits.csv:6: kind: monitorowanie jest możliwe dopiero po"),
    # care
    ("placements", "2020-03-01,,", "2020-03-01,,returned_home", "placements.csv:3: end_reason: powód zakończen"),
    ("placements", "2020-03-01,moved", ",", "placements.csv:3: end: ta osoba ma już inny pobyt, który trwa (wiersz 2)"),
    ("care_charges", "2020-02,", "2020-03,", "care_charges.csv:3: month: w tym miesiącu ta osoba nie była w pieczy"),
    ("care_charges", "2020-01,", "2019-12,", "care_charges.csv:2: month: w tym miesiącu ta osoba nie była w pieczy"),
    ("care_charges", "2020-01,", "2020-02,", "care_charges.csv:3: month: odpłatność za tę osobę w tym miesiącu już"),
    # others
    ("workshop_attendance", "O2", "O1", "workshop_attendance.csv:3: person: tę osobę wpisano już na te zajęcia"),
    ("figures", "2021-H1", "2020-01-01/2020-12-31", "figures.csv:3: period: tę daną dla tego okresu podano już w wier"),
    # dictionaries
    ("terms", "problem,gambling", "problems,gambling", "terms.csv:6: dictionary: nieznany słownik „problems”;"),
    ("terms", "eu_razem", "eu-razem", "terms.csv:5: code: kod składa się z małych liter, cyfr i podkreśleń"),
    ("terms", "pony_therapy", "dog_therapy", "terms.csv:3: code: kod „dog_therapy” jest już w wierszu 2"),
    ("terms", "eu_project", "eu_money", "terms.csv:5: group: w słowniku nie ma pozycji „eu_money”"),
    ("terms", "eu_project", "eu_razem", "terms.csv:5: group: pozycja nie może należeć do samej siebie"),
    ("terms", "dogoterapia,", "dogoterapia,pony_therapy", "terms.csv:2: group: „pony_therapy” sama należy do innej"),
    ("terms", "dogoterapia,", "dogoterapia,school_meals", "terms.csv:2: group: do „dog_therapy” należą inne pozycje"),
]  # fmt: skip


@pytest.mark.parametrize("file, old, new, expected", BROKEN, ids=[case[3][:50] for case in BROKEN])
def test_a_broken_rule(register, file, old, new, expected):
    register.change(file, old, new)
    assert expected in [error[: len(expected)] for error in register.refusal()]


ALLOWED = [
    ("families", "2020-01-10", ""),
    ("court_orders", "2020-01-20,2021-01-20", "2021-03-31,"),  # issued on the last day of the case
    ("court_orders", "2020-01-20,2021-01-20", "2019-01-20,2020-02-02"),  # for the last time on its first day
    ("referrals", "assigned,S1", "assigned,"),
    ("persons", "90051412343", ""),
    ("visits", "S1,A2,2021-04-01", "S1,A1,2021-04-01"),  # monitoring by an assistant of earlier days
    ("placements", "2020-03-01,moved", "2020-02-02,moved"),  # in care on one day of the charged month
    ("care_charges", "2020-01,0.00", "2020-01,123.456"),
    ("workshop_attendance", "2020-04-04,O2", "2020-04-05,O1"),
    ("blue_cards", "2020-05-01,2020-05-01", "2020-05-01,"),
    ("terms", "spłata całego zadłużenia,", "spłata zadłużenia,"),  # as every centre begins with
]


@pytest.mark.parametrize("file, old, new", ALLOWED)
def test_allowed_values(register, file, old, new):
    register.change(file, old, new)
    import_register(register.folder)


def test_a_mistake_has_one_message(register):
    register.change("assignments", "2021-01-01,2021-03-31", "2020-12-31,2021-03-31")
    assert len(register.refusal()) == 1


def test_an_order_of_another_family_is_no_basis(register):
    register.change("court_orders", "P1,R1", "P1,R10")
    (said,) = register.refusal()
    assert said.startswith("cases.csv:2: basis: ")


@pytest.mark.parametrize(
    "dates, right", [(",", False), ("2021-01-15,2021-01-15", False), ("2021-03-31,2021-03-31", True)]
)
def test_one_case_of_a_kind_at_a_time(register, dates, right):
    opened_on, closed_on = dates.split(",")
    register.add("cases", f"S4,R1,difficulties,consent,{opened_on or '2020-02-01'},{closed_on},")
    if right:
        import_register(register.folder)
    else:
        assert register.refusal()[0].startswith("cases.csv:5: opened_on: rodzina ma w tym czasie już objęcie")


def test_the_order_of_dates_is_that_of_the_database():
    pairs = {(file.name, *pair) for file in FILES for pair in ordered_dates(file.model)}
    assert ("cases", "opened_on", "closed_on") in pairs
    assert ("court_reports", "requested_on", "sent_on") in pairs
    named = [c.name for file in FILES for c in file.model._meta.constraints if c.name.endswith("_in_order")]
    assert len(pairs) == len(named), (
        f"`ordered_dates` in reporting/exchange/rules/spans.py reads {sorted(pairs)} from the constraints "
        f"{sorted(named)}: give the dates of a model their order by `in_order` of familycare/lib/constraints.py."
    )


def test_two_rows_for_the_centre(register):
    register.add("centre", "Drugi,,,,,,,")
    assert register.refusal() == ["centre.csv:3: plik może mieć tylko jeden wiersz z danymi ośrodka"]
