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
    ("persons", "O2,R1,child,0,Jaś,Nowak,M,2012-03-04,,", "O2,R1,child,0,Jaś,Nowak,F,1990-05-14,90051412343,",
     "persons.csv:3: pesel: ten PESEL ma już w tej rodzinie osoba z wiersza 2"),
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
    ("referrals", "2020-01-10,2020-01-15,2020-01-16,2020-01-31", "2020-02-02,,,2020-02-03",
     "referrals.csv:2: referred_on: Wsparcie nie może zacząć się przed wni"),
    ("referrals", "2020-01-16", "2019-01-08", "referrals.csv:2: consent_on: To ponad rok przed wnioskiem, który jest"),
    ("referrals", "2020-01-16", "2021-04-01", "referrals.csv:2: consent_on: Wsparcie zakończyło się 31.03.2021."),
    ("referrals", "W2,R10,family", "W2,R1,family", "referrals.csv:3: decision: wniosek czeka, a rodzina ma otwarte ws"),
    ("za_zyciem", "R2,S3", "R10,S3", "za_zyciem.csv:3: case: to objęcie wsparciem dotyczy innej rodziny"),
    ("za_zyciem", "R2,S3", "R1,S2", "za_zyciem.csv:3: case: to objęcie wsparciem nie jest rodzaju za_zyciem"),
    ("help", "R1,O2", "R1,O4", "help.csv:3: person: ta osoba należy do innej rodziny"),
    ("relations", "parent,O2", "parent,O4", "relations.csv:2: other: druga osoba należy do innej rodziny"),
    ("relations", "parent,O2", "parent,O1", "relations.csv:2: other: to ta sama osoba co w kolumnie person"),
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
    ("visits", ",90,", ",1441,", "visits.csv:7: minutes: Czas to od 1 do 1440 minut"),
    ("visits", ",90,", ",0,", "visits.csv:7: minutes: Czas to od 1 do 1440 minut"),
    ("visits", "90,1,", "90,100,", "visits.csv:7: advice_count: Liczba porad to od 0 do 99."),
    # plans, assessments, outcomes
    ("plans", "S3,2021-06-15", "S3,2021-05-31", "plans.csv:3: agreed_on: Wsparcie zaczęło się dopiero 01.06.2021."),
    ("plans", "S3,2021-06-15", "S3,2022-06-01", "plans.csv:3: agreed_on: Wsparcie zakończyło się 31.05.2022."),
    ("plan_goals", "2020-06-01", "2020-02-19", "plan_goals.csv:2: due_on: Ten termin minął, zanim uzgodniono plan."),
    ("goal_actions", "L1,Spokój", "L1,Pokój", "goal_actions.csv:3: goal: w plan_goals.csv plan nie ma takiego celu"),
    ("plan_signatures", "L1,O1", "L1,O3", "plan_signatures.csv:3: person: ta osoba należy do innej rodziny"),
    ("plan_signatures", '"babcia, Zofia"', "", "plan_signatures.csv:2: name: wpisz osobę albo nazwisko"),
    ("diagnoses", "S3,2021-06-10", "S3,2021-05-31", "diagnoses.csv:3: made_on: Wsparcie zaczęło się dopiero"),
    ("diagnosis_areas", "G1,law", "G1,housing", "diagnosis_areas.csv:4: area: ten obszar jest już opisany"),
    ("assessments", "2021-03-30", "2021-04-01", "assessments.csv:2: held_on: Wsparcie zakończyło się 31.03.2021."),
    ("assessments", "2020-02-01,2020-07-31", "2020-08-02,2020-08-31", "assessments.csv:3: held_on: Ocena jest wcze"),
    ("outcomes", "2022-01-01", "2021-05-31", "outcomes.csv:3: achieved_on: Wsparcie zaczęło się dopiero 01.06.2021."),
    ("outcomes", "2021-03-01,2", "2021-03-01,0", "outcomes.csv:2: persons: Podaj liczbę od 1 do 99 albo zostaw puste."),
    # records about a person, and alike at the same time
    ("conditions", "2012-03-04", "2012-03-03", "conditions.csv:3: since: Tego dnia tej osoby nie było jeszcze na"),
    ("problems", "R1,poverty,2020-02-02,", "R1,gambling,2020-12-31,", "problems.csv:3: identified_on: taki wpis już j"),
    ("help", "R1,O2,pony_therapy,group", "R1,,in_kind,individual", "help.csv:3: start: taki wpis już jest w tym cza"),
    ("blue_cards", "R2,2021-05-01", "R1,2020-05-01", "blue_cards.csv:3: opened_on: taki wpis już jest w tym czasie"),
    # care
    ("placements", "2020-03-01,moved", "2020-03-02,moved", "placements.csv:3: start: taki wpis już jest w tym czasie"),
    ("persons", "F,2019-12-31", "F,2001-12-31", "placements.csv:2: person: Do pieczy zastępczej trafiają dzieci, a ta"),
    ("placements", "2020-03-01,,", "2020-03-01,,returned_home", "placements.csv:3: end_reason: powód zakończen"),
    ("placements", "2020-03-01,moved", ",", "placements.csv:3: end: ta osoba ma już inny pobyt, który trwa (wiersz 2)"),
    ("care_charges", "2020-02,", "2020-03,", "care_charges.csv:3: month: w tym miesiącu ta osoba nie była w pieczy"),
    ("care_charges", "2020-01,", "2019-12,", "care_charges.csv:2: month: w tym miesiącu ta osoba nie była w pieczy"),
    ("care_charges", "2020-01,", "2020-02,", "care_charges.csv:3: month: odpłatność za tę osobę w tym miesiącu już"),
    ("care_charges", "2020-01,0.00,0.00", "2020-01,0.00,0.01", "care_charges.csv:2: total_cost: Składniki dają raze"),
    ("stay_starts", "2020-02-01", "2020-04-01", "stay_starts.csv:2: in_care_on: tego dnia ta osoba nie była w piec"),
    ("stay_starts", "2019-12-31", "2020-02-02", "stay_starts.csv:2: in_care_on: data 2020-02-01 jest wcześniejsza"),
    # others
    ("workshop_attendance", "2020-04-04,O2", "2012-03-03,O2", "workshop_attendance.csv:3: date: Tego dnia ta osoba n"),
    ("workshop_attendance", "T1,2020-04-04,O1", "T1,2024-06-30,O1", "workshop_attendance.csv:2: date: Tego dnia ta os"),
    ("workshop_attendance", "O2", "O1", "workshop_attendance.csv:3: person: tę osobę wpisano już na te zajęcia"),
    ("trainings", "2020-10-10", "2021-10-10", "trainings.csv:2: planned: To jest w planie na 2020 r., a dzień jest z"),
    ("trainings", "Fundacja,1", "Fundacja,0", "trainings.csv:2: certificate_number: numer podano, a zaświadczenia nie"),
    ("training_plan", ",6.00,10", ",6.00,13", "training_plan.csv:2: month: „13” to nie liczba całkowita od 1 do 12"),
    ("workshop_participants", "T2,O1", "T1,O1", "workshop_participants.csv:3: person: tę osobę wpisano już na listę"),
    ("workshop_days", "2020-04-11", "2020-04-04", "workshop_days.csv:3: date: ten dzień zajęć już podano"),
    ("workshop_days", "1.50", "24.01", "workshop_days.csv:2: hours: liczba 24.01 nie mieści się między 0.01 a 24"),
    ("workshop_days", ",12,", ",10000,", "workshop_days.csv:3: outsiders: „10000” to nie liczba całkowita od 0 do 9"),
    ("workshop_leaders", "A2", "A1", "workshop_leaders.csv:3: assistant: tę osobę wpisano już jako prowadzącą"),
    ("workshop_leaders", "2020-04-04,A2", "2024-01-01,A2", "workshop_leaders.csv:3: date: tego dnia ta osoba nie pra"),
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
    ("placements", "2020-03-01,moved", "2020-02-02,other"),  # in care on one day of the charged month
    ("care_charges", "2020-01,0.00,0.00", "2020-01,123.456,123.456"),
    ("workshop_attendance", "2020-04-04,O2", "2020-04-05,O1"),
    ("blue_cards", "2020-05-01,2020-05-01", "2020-05-01,"),
    ("visits", "home_visit,90", "attempted_visit,0"),
    ("visits", ",90,", ",1440,"),
    ("problems", "R1,poverty,2020-02-02,", "R1,gambling,2021-01-01,"),  # again from the day on which it was over
    ("blue_cards", "R2,2021-05-01", "R1,2020-05-02"),
    ("help", "R1,O2,pony_therapy,group,2020-03-01", "R1,O2,pony_therapy,group,2011-12-01"),  # in pregnancy
    ("cases", "court_order", "minor_parent"),
    ("assessments", "2020-02-01,2020-07-31,2020-08-01", "2020-08-01,2020-08-31,2020-08-01"),
    ("plan_goals", "2020-06-01", "2020-02-20"),
    ("referrals", "2020-01-10", "2020-01-31"),
    ("workshop_attendance", "T1,2020-04-04,O1", "T1,2024-06-29,O1"),
    ("workshop_attendance", "2020-04-04,O2", "2012-03-04,O2"),
    ("workshop_leaders", "2020-04-04,A2", "2023-12-31,A2"),
    ("workshop_days", "1.50", "24"),
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
    said, of_letter, of_referral = sorted(register.refusal())
    assert said.startswith("cases.csv:2: basis: ")
    assert of_letter.endswith("court_order: to postanowienie dotyczy innej rodziny")
    assert of_referral == "referrals.csv:2: court_order: to postanowienie dotyczy innej rodziny"


@pytest.mark.parametrize(
    "dates, right", [(",", False), ("2021-01-15,2021-01-15", False), ("2021-03-31,2021-03-31", True)]
)
def test_one_case_of_a_kind_at_a_time(register, dates, right):
    opened_on, closed_on = dates.split(",")
    register.add("cases", f"S4,R1,difficulties,consent,{opened_on or '2020-02-01'},{closed_on},,")
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


class TestDayOfWork:
    """The visits of one assistant on one day take no longer than the day."""

    def add(self, register, *minutes, event=""):
        visits = (f"S3,A1,2021-06-02,home_visit,{each},,,wpis {n},{event}" for n, each in enumerate(minutes))
        register.add("visits", *visits)

    def test_too_long(self, register):
        self.add(register, 800, 600, 41)
        assert register.refusal() == [
            "visits.csv:10: minutes: Wpisy tej osoby z tego dnia trwają razem 24\u00a0godz. 1\u00a0min, "
            "a doba ma 24 godziny."
        ]

    def test_just_a_day(self, register):
        self.add(register, 800, 600, 40)
        import_register(register.folder)

    def test_an_event_with_several_families_counts_once(self, register):
        self.add(register, 600, 600, 600, event="piknik")
        import_register(register.folder)


def test_who_comes_of_age_in_care_may_stay_also_by_a_record_in_another_family(register):
    register.change("persons", "O4,R10,child,0,Ola,,F,2019-12-31", "O4,R10,child,0,Ola,,F,2002-02-20")
    register.change("placements", "youth_educational_centre", "kinship_foster")
    import_register(register.folder, dry_run=True)
    register.add("persons", "O5,R2,child,0,Ola,,F,2002-02-20,,,,,,,,O4")
    register.write(
        "placements", register.text("placements").replace("O4,kinship_foster,2020-03", "O5,kinship_foster,2020-03")
    )
    import_register(register.folder)


def test_a_person_who_left_may_come_back_with_the_same_pesel(register):
    register.add("persons", "O5,R1,parent,0,Ewa,Nowak,F,1990-05-14,90051412343,,,,,2024-06-30,,")
    import_register(register.folder)


def test_a_second_referral_that_waits(register):
    register.add("referrals", "W3,R10,social_worker,2022-03-03,,,,waiting,", "W4,R10,za_zyciem,2022-03-03,,,,,")
    assert register.refusal() == [
        "referrals.csv:4: decision: na rozstrzygnięcie czeka już inny wniosek tej rodziny (wiersz 3)"
    ]
