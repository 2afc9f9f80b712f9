"""Each broken example is refused at both doors, by the page and by the import, with the same sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assistants.diary.rules import check_numbers
from assistants.models import Assistant
from assistants.referrals.services import assign_referral
from cases.families.person_forms import NewPersonForm
from cases.families.services import add_person
from cases.models import Case, DayCareCentre, Family, Person, Plan, Referral, SupportingFamily
from cases.plans.forms import PlanForm
from cases.plans.goal_forms import goal_formset
from cases.records.kinds import BY_WORD
from cases.records.services import save_record
from cases.referrals.consent_forms import ConsentForm
from cases.referrals.forms import ReferralForm
from cases.referrals.services import file_referral
from reporting.exchange import import_register
from tests.diary.entries import log
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db


def said_by_record(word, family, **data):
    """What the form of a kind of record, or the service behind it, says about the data."""
    kind, family = BY_WORD[word], Family.objects.get(number=family)
    named = (("person", Person), ("case", Case), ("supporter", SupportingFamily), ("day_care", DayCareCentre))
    for name, model in named:
        if name in data:
            data[name] = model.objects.get(number=data[name]).pk
    form = kind.form(data, family=family)
    if form.is_valid():
        with pytest.raises(ValidationError) as refused:
            save_record(form)
        return refused.value.messages
    return [message for messages in form.errors.values() for message in messages]


TO_COME = "ten dzień jeszcze nie nadszedł"
UNBORN = "tego dnia tej osoby nie było jeszcze na świecie"
TWICE = "taki wpis już jest w tym czasie"
# word, family, what is typed; file, row; the sentence. The days to come are far enough for any day of the test.
RECORDS = [
    ("problem", "R1", {"problem": "debts", "identified_on": "2039-01-01"}, "problems", "R1,debts,2039-01-01,", TO_COME),
    ("problem", "R1", {"problem": "poverty", "identified_on": "2021-01-01"}, "problems",
     "R1,poverty,2021-01-01,", TWICE),
    ("zdrowie", "R1", {"person": "O2", "condition": "disability", "since_on": "2012-03-03"}, "conditions",
     "O2,disability,2012-03-03,", UNBORN),
    ("zdrowie", "R1", {"person": "O2", "condition": "disability", "since_on": "2013-01-01"}, "conditions",
     "O2,disability,2013-01-01,", TWICE),
    ("niebieska-karta", "R2", {"opened_on": "2021-06-01"}, "blue_cards", "R2,2021-06-01,", TWICE),
    ("niebieska-karta", "R10", {"opened_on": "2022-06-01", "closed_on": "2039-01-01"}, "blue_cards",
     "R10,2022-06-01,2039-01-01", TO_COME),
    ("ocena", "R1", {"case": "S1", "held_on": "2020-01-31", "progress": "improved", "recommendation": "close"},
     "assessments", "S1,,,2020-01-31,improved,close", "wsparcie zaczęło się dopiero 01.02.2020"),
    ("ocena", "R1", {"case": "S1", "held_on": "2021-04-01", "progress": "improved", "recommendation": "close"},
     "assessments", "S1,,,2021-04-01,improved,close", "wsparcie zakończyło się 31.03.2021"),
    ("ocena", "R1", {"case": "S1", "period_start": "2020-06-01", "held_on": "2020-05-31", "progress": "improved",
     "recommendation": "close"}, "assessments", "S1,2020-06-01,,2020-05-31,improved,close", "ocena jest wcześniejsza"),
    ("postanowienie", "R1", {"kind": "other", "issued_on": "2039-01-01"}, "court_orders",
     "P9,R1,other,,,2039-01-01,,,,", TO_COME),
    ("pismo", "R1", {"kind": "opinion", "sent_on": "2039-01-01"}, "court_reports",
     "R1,opinion,,,2039-01-01,,,", TO_COME),
    ("pobyt", "R10", {"person": "O4", "form": "kinship_foster", "starts_on": "2020-02-01", "over_on": "2020-02-09",
     "end_reason": "other"}, "placements", "O4,kinship_foster,2020-02-01,2020-02-09,other", TWICE),
    ("pobyt", "R1", {"person": "O1", "form": "kinship_foster", "starts_on": "2020-02-01"}, "placements",
     "O1,kinship_foster,2020-02-01,,", "do pieczy zastępczej trafiają dzieci"),
    ("pobyt", "R1", {"person": "O2", "form": "kinship_foster", "starts_on": "2012-03-03"}, "placements",
     "O2,kinship_foster,2012-03-03,,", UNBORN),
    ("pomoc", "R1", {"person": "O2", "kind": "pony_therapy", "form": "group", "starts_on": "2021-03-01"}, "help",
     "R1,O2,pony_therapy,group,2021-03-01,", TWICE),
    ("efekt", "R2", {"case": "S3", "outcome": "employment", "achieved_on": "2021-05-31"}, "outcomes",
     "S3,employment,2021-05-31,", "wsparcie zaczęło się dopiero 01.06.2021"),
    ("efekt", "R2", {"case": "S3", "outcome": "housing", "achieved_on": "2022-01-01", "persons": "100"}, "outcomes",
     "S3,housing,2022-01-01,100", "podaj liczbę od 1 do 99"),
    ("rodzina-wspierajaca", "R2", {"supporter": "Z1", "starts_on": "2019-12-31", "over_on": "2020-02-01"},
     "family_support", "R2,Z1,2019-12-31,2020-02-01", "umowa tej rodziny wspierającej zaczyna się dopiero 01.01.2020"),
    ("rodzina-wspierajaca", "R2", {"supporter": "Z1", "starts_on": "2020-12-01"}, "family_support",
     "R2,Z1,2020-12-01,", "umowa tej rodziny wspierającej kończy się 31.12.2020"),
    ("rodzina-wspierajaca", "R1", {"supporter": "Z2", "starts_on": "2021-03-01"}, "family_support",
     "R1,Z2,2021-03-01,", TWICE),
    ("placowka-wsparcia-dziennego", "R1", {"person": "O2", "day_care": "D2", "basis": "court",
      "starts_on": "2020-12-31", "over_on": "2021-01-15"}, "day_care_stays", "O2,D2,court,2020-12-31,2021-01-15",
     "ta placówka działa dopiero od 01.01.2021"),
    ("placowka-wsparcia-dziennego", "R1", {"person": "O1", "day_care": "D2", "basis": "court",
      "starts_on": "2021-03-01"}, "day_care_stays", "O1,D2,court,2021-03-01,", "do placówki wsparcia dziennego chodzą"),
    ("placowka-wsparcia-dziennego", "R1", {"person": "O2", "day_care": "D2", "basis": "court",
      "starts_on": "2021-03-01"}, "day_care_stays", "O2,D2,court,2021-03-01,", TWICE),
    ("za-zyciem", "R1", {"entitlement": "pregnancy", "applied_on": "1900-01-01"}, "za_zyciem",
     "R1,,pregnancy,1900-01-01,,0,", "tę datę arkusz wpisuje w puste pole"),
]  # fmt: skip


@pytest.mark.parametrize(
    "word, family, typed, file, row, sentence", RECORDS, ids=[f"{case[0]}: {case[5][:30]}" for case in RECORDS]
)
def test_records(register, word, family, typed, file, row, sentence):
    good = register.text(file)
    register.add(file, row)
    assert any(sentence in error.lower() for error in register.refusal() if error.startswith(f"{file}.csv:"))
    register.write(file, good)
    import_register(register.folder)
    assert any(sentence in message.lower() for message in said_by_record(word, family, **typed))


def refused_by_import(register, file, old, new):
    """The sentences of the import about the change, which is undone."""
    good = register.text(file)
    register.change(file, old, new)
    said = " ".join(error for error in register.refusal() if error.startswith(f"{file}.csv:"))
    register.write(file, good)
    import_register(register.folder)
    return said


def person(**typed):
    blank = {"first_name": "Ewa", "last_name": "Nowak", "role": "parent", "form_key": "0" * 32}
    form = NewPersonForm(blank | typed, instance=Person(family=Family.objects.get(number="R1")))
    if not form.is_valid():
        return " ".join(message for messages in form.errors.values() for message in messages)
    with pytest.raises(ValidationError) as refused:
        add_person(person=form.save(commit=False), form_key="k")
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "old, new, typed, sentence",
    [
        ("Jaś,Nowak,M,2012-03-04", "Jaś,Nowak,M,2039-03-04", {"birth_date": "2039-03-04"}, TO_COME),
        ("Jaś,Nowak,M,2012-03-04", "Jaś,Nowak,M,1905-03-04", {"birth_date": "1905-03-04"}, "to ponad 120 lat temu"),
        ("90051412343", "90051412344", {"pesel": "90051412344"}, "pesel jest błędny"),
        ("Nowak,F,1990", "Nowak,M,1990", {"pesel": "90051412343", "sex": "M"}, "pesel nie zgadza się z płcią"),
        ("1990-05-14,9", "1990-05-15,9", {"pesel": "90051412343", "birth_date": "1990-05-15"}, "z datą urodzenia"),
        (
            "Jaś,Nowak,M,2012-03-04,",
            "Ewa,Nowak,F,,90051412343",
            {"pesel": "90051412343"},
            "pesel ma już w tej rodzinie",
        ),
        ("1,,,,,\n", "1,2039-01-01,,,,\n", {"joined_on": "2039-01-01"}, TO_COME),
        ("2024-06-30,,", "2039-06-30,,", {"left_on": "2039-06-30"}, TO_COME),
    ],
)
def test_persons(register, old, new, typed, sentence):
    assert sentence in refused_by_import(register, "persons", old, new).lower()
    assert sentence in person(**typed).lower()


@pytest.mark.parametrize(
    "kind, minutes, advice", [("home_visit", 1441, 0), ("home_visit", 0, 0), ("home_visit", 60, 100)]
)
def test_numbers_of_visits(register, kind, minutes, advice):
    said = refused_by_import(register, "visits", "home_visit,90,1,school", f"{kind},{minutes},{advice},school")
    with pytest.raises(ValidationError) as refused:
        check_numbers(kind, minutes, advice)
    assert refused.value.messages[0] in said


def test_a_day_of_work(register):
    import_register(register.folder, dry_run=True)
    good = register.text("visits")
    register.add("visits", *(f"S2,A1,2021-06-02,home_visit,700,,,{n}," for n in range(3)))
    (said,) = register.refusal()
    register.write("visits", good)
    import_register(register.folder)
    assistant, family, day = Assistant.objects.get(number="A1"), Family.objects.get(number="R1"), date(2021, 6, 2)
    for minutes in (700, 701):
        log(assistant, family, visited_on=day, minutes=minutes)
    with pytest.raises(ValidationError) as refused:
        log(assistant, family, visited_on=day, minutes=702)
    for sentence in (said, *refused.value.messages):
        assert "z tego dnia trwają razem 35" in sentence and "a doba ma 24 godziny" in sentence


def test_plans_and_goals(register):
    assert "Ten termin minął" in refused_by_import(register, "plan_goals", "2020-06-01", "2020-02-19")
    case = Case.objects.get(number="S2")
    form = PlanForm({"agreed_on": "2021-03-30"}, case=case, instance=Plan())
    assert "Wsparcie zaczęło się dopiero 31.03.2021." in form.errors["agreed_on"][0]
    typed = {"goal": "Spokój", "due_on": "2021-04-01", "expected_effect": "x", "status": "planned"}
    goals = goal_formset(
        {"cele-TOTAL_FORMS": "1", "cele-INITIAL_FORMS": "0"} | {f"cele-0-{name}": each for name, each in typed.items()}
    )
    assert goals.is_valid()
    assert not goals.not_before(date(2021, 4, 2))
    assert "Ten termin minął" in str(goals.errors)


class TestReferrals:
    def test_consent(self, register):
        said = refused_by_import(register, "referrals", "2020-01-16", "2019-01-08")
        referral = Referral.objects.get(number="W1")
        form = ConsentForm({"consent_on": "2019-01-08"}, instance=referral)
        assert form.errors["consent_on"][0] in said

    def test_day(self, register):
        assert TO_COME in refused_by_import(register, "referrals", "2022-02-02", "2039-02-02")
        assert ReferralForm({"referred_on": "2039-02-02"}).errors["referred_on"][0].lower().startswith(TO_COME)

    def test_one_that_waits(self, register):
        good = register.text("referrals")
        register.add("referrals", "W3,R10,social_worker,2022-03-03,,,,waiting,")
        assert "czeka już inny wniosek" in register.refusal()[0]
        register.write("referrals", good)
        import_register(register.folder)
        with pytest.raises(ValidationError, match="czeka już na rozstrzygnięcie"):
            file_referral(
                family=Family.objects.get(number="R10"),
                filed_by=StaffFactory(),
                source="social_worker",
                referred_on=date(2022, 3, 3),
                form_key="k",
            )

    def test_a_case_before_it(self, register):
        said = refused_by_import(
            register, "referrals", "2020-01-10,2020-01-15,2020-01-16,2020-01-31", "2020-02-02,,,2020-02-03"
        )
        referral = Referral.objects.get(number="W2")
        referral.consent_on = referral.referred_on
        referral.save()
        with pytest.raises(ValidationError) as refused:
            assign_referral(
                referral=referral,
                assistant=Assistant.objects.get(number="A1"),
                starts_on=date(2022, 2, 1),
                decided_by=StaffFactory(),
            )
        assert "Wsparcie nie może zacząć się przed wnioskiem" in said
        assert "Wsparcie nie może zacząć się przed wnioskiem" in refused.value.messages[0]
