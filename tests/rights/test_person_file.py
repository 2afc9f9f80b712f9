"""The copy of a person's data: all that is kept about them, and nothing about others."""

import json
from datetime import date

import page as page_validation
import pytest
from django.apps import apps
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Attendance, Workshop
from cases.models import CareCharge, Condition, CourtOrder, Help, Placement, Plan, PlanGoal, Referral
from cases.privacy.inventory import HELD, NOT_ABOUT_THE_FAMILY
from familycare.centre.models import HelpKind
from tests.clients import signed_in
from tests.completeness import assert_complete, labels
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_pages import links_of
from tests.rights.person_file import data_of

pytestmark = pytest.mark.django_db
TODAY = date(2024, 5, 20)
PESEL = "44051401359"


def models_that_lead_to(*targets):
    """These models and all from which foreign keys lead to one of them, directly or through other models."""
    found = set(targets)
    while True:
        more = {
            model
            for model in apps.get_models()
            if model not in found
            and model._meta.managed
            and any(field.remote_field and field.related_model in found for field in model._meta.concrete_fields)
        }
        if not more:
            return found
        found |= more


# The number names nobody; `search` is made of other fields; figures need to know which entries share an `event`.
FOLLOWS = ("number", "search", "event")


@pytest.mark.every_kind
class TestInventory:
    def test_has_all_models_that_lead_to_a_family(self):
        declared = [held.label for held in HELD]
        twice = {label for label in declared if declared.count(label) > 1}
        assert not twice, f"HELD in cases/privacy/inventory.py, with the kinds of records, names {twice} twice."
        assert_complete(
            labels(models_that_lead_to(apps.get_model("cases.Family"))),
            {*declared, *NOT_ABOUT_THE_FAMILY},
            add="{} leads to a family, no copy of a person's data holds it and anonymisation leaves it: declare it "
            "as a kind of record in cases/records/, or add it to HELD or NOT_ABOUT_THE_FAMILY in "
            "cases/privacy/inventory.py.",
            remove="{} leads to no family: take it out of HELD or NOT_ABOUT_THE_FAMILY in cases/privacy/inventory.py.",
        )

    @pytest.mark.parametrize("held", HELD, ids=lambda held: held.label)
    def test_says_which_person_a_record_is_about(self, held):
        person = apps.get_model("cases.Person")
        # The records of one person in several families lead to one another.
        fields = held.model._meta.concrete_fields if held.model is not person else ()
        ways = [field.name for field in fields if field.related_model is person]
        assert ways == [way for way in (held.person, held.other_person) if way not in ("", "self")], (
            f"{held.label} leads to a person by {ways}, and the inventory says “{held.person}”: correct `person` of "
            "its kind in cases/records/, or of its Held in cases/privacy/inventory.py."
        )

    @pytest.mark.parametrize("held", HELD, ids=lambda held: held.label)
    def test_erases_all_texts_that_people_type(self, held):
        typed = {
            field.name
            for field in held.model._meta.concrete_fields
            if field.get_internal_type() in ("CharField", "TextField", "EmailField", "NumberField")
            and not (field.choices or field.generated or field.name in FOLLOWS)
        }
        left = set() if held.goes else typed - held.erased.keys()
        assert not left, (
            f"Anonymisation leaves what people typed into {sorted(left)} of {held.label}: name these fields in "
            "`erased` of its kind in cases/records/, or of its Held in cases/privacy/inventory.py."
        )


@pytest.fixture
def family(time_machine):
    time_machine.move_to(TODAY)
    return FamilyFactory(number="R1", name="Wierzbiccy", district="Podgórze")


@pytest.fixture
def mother(family):
    return PersonFactory(
        family=family,
        number="O1",
        role="parent",
        main_carer=True,
        first_name="Róża",
        last_name="Wierzbicka",
        sex="M",
        pesel=PESEL,
        birth_date=date(1944, 5, 14),
    )


def titles(data):
    return {(section["tytul"], section["zakres"]) for section in data["dzialy"]}


class TestPersonFile:
    def test_holds_the_data_of_the_person(self, mother):
        persons = next(part for part in data_of(mother)["dzialy"] if part["tytul"] == "Osoby")
        assert persons["zapisy"] == [
            {
                "numer": "O1",
                "rola w rodzinie": "ojciec",
                "główny opiekun": True,
                "imię": "Róża",
                "nazwisko": "Wierzbicka",
                "płeć": "mężczyzna",
                "data urodzenia": "1944-05-14",
                "PESEL": PESEL,
            }
        ]

    def test_holds_what_was_recorded_about_the_person_and_the_family(self, family, mother):
        case = CaseFactory(family=family, opened_on=date(2024, 3, 1))
        assign(case=case, assistant=AssistantFactory(), starts_on=date(2024, 3, 1))
        VisitFactory(case=case, visited_on=date(2024, 3, 5), summary="Rozmowa o przedszkolu.")
        PlanGoal.objects.create(plan=Plan.objects.create(case=case, agreed_on=date(2024, 4, 1)), goal="Spłata długu")
        CourtOrder.objects.create(family=family, kind="curator_supervision", issued_on=date(2024, 3, 1))
        Referral.objects.create(family=family, source="family", referred_on=date(2024, 2, 1))
        Help.objects.create(
            family=family, kind=HelpKind.objects.get(pk="mediation"), form="group", starts_on=date(2024, 3, 1)
        )
        Condition.objects.create(person=mother, condition="disability", since_on=date(2020, 1, 1))
        Placement.objects.create(person=mother, form="specialist_institution", starts_on=date(2024, 3, 1))
        CareCharge.objects.create(person=mother, month=date(2024, 3, 1), total_cost="1234.50")
        workshop = Workshop.objects.create(title="Razem", kind="workshop")
        Attendance.objects.create(person=mother, workshop=workshop, attended_on=date(2024, 3, 3))
        data = data_of(mother)
        own = {"Osoby", "Stany zdrowia osób", "Pobyty poza rodziną", "Odpłatności za pieczę", "Obecności na zajęciach"}
        shared = {
            "Rodziny",
            "Objęcia wsparciem",
            "Przydzielenia",
            "Wizyty",
            "Plany pracy z rodziną",
            "Cele planów",
            "Postanowienia sądu",
            "Wnioski",
            "Wsparcie specjalistyczne",
        }
        assert titles(data) == {(title, "o tej osobie") for title in own} | {
            (title, "o całej rodzinie") for title in shared
        }
        text = json.dumps(data, ensure_ascii=False)
        assert "Rozmowa o przedszkolu." in text
        assert "1234.50" in text
        assert "art. 16" in text.replace("\u00a0", " ")

    def test_holds_nothing_about_other_persons(self, family, mother):
        child = PersonFactory(family=family, first_name="Jaśmina", last_name="Wierzbicka", pesel="24310112343")
        Condition.objects.create(person=child, condition="disability", since_on=date(2020, 1, 1))
        Help.objects.create(
            family=family,
            person=child,
            kind=HelpKind.objects.get(pk="psychologist"),
            form="group",
            starts_on=date(2024, 3, 1),
        )
        data = data_of(mother)
        assert titles(data) == {("Rodziny", "o całej rodzinie"), ("Osoby", "o tej osobie")}
        assert "Jaśmina" not in json.dumps(data, ensure_ascii=False)

    def test_holds_only_what_was_recorded_while_the_person_was_in_the_family(self, family):
        partner = PersonFactory(
            family=family, role="partner", joined_on=date(2023, 1, 1), left_on=date(2024, 1, 1), birth_date=None
        )
        case = CaseFactory(family=family, opened_on=date(2022, 1, 1))
        for day in (date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1)):
            VisitFactory(case=case, visited_on=day, summary=f"Dnia {day}")
        (visits,) = (part["zapisy"] for part in data_of(partner)["dzialy"] if part["tytul"] == "Wizyty")
        assert [visit["notatka"] for visit in visits] == ["Dnia 2023-01-01", "Dnia 2023-12-31"]

    def test_is_an_accessible_pdf_too(self, family, mother, tmp_path):
        case = CaseFactory(family=family)
        VisitFactory.create_batch(40, case=case, visited_on=date(2024, 3, 5), summary="Zażółć gęślą jaźń.\n" * 9)
        response = signed_in(StaffFactory()).get(reverse("person_file", args=["O1", "pdf"]))
        assert response["Content-Type"] == "application/pdf"
        assert "O1" not in response["Content-Disposition"]
        path = tmp_path / "file.pdf"
        path.write_bytes(response.content)
        report = page_validation.validate_pdf(path, profile="ua1")
        assert not [(failure.rule_id, failure.message) for failure in report.failures]

    def test_is_linked_from_the_page_of_the_person(self, family, mother):
        page = signed_in(StaffFactory()).get(reverse("person", args=["O1"]))
        links = links_of(page).values()
        assert {reverse("person_file", args=["O1", format]) for format in ("pdf", "json")} <= {*links}

    @pytest.mark.parametrize("number", ["O404", "O1\0", "", "x" * 500])
    def test_of_an_unknown_person_is_not_found(self, mother, number):
        assert signed_in(StaffFactory()).get(f"/osoby/{number}/dane/json/").status_code == 404

    def test_has_two_formats(self, mother):
        assert signed_in(StaffFactory()).get(reverse("person_file", args=["O1", "xlsx"])).status_code == 404

    @pytest.mark.parametrize("role", ["director", "assistant", "social_worker", "auditor", "admin"])
    def test_is_for_managers(self, mother, role):
        client = signed_in(UserFactory(role=role))
        assert client.get(reverse("person_file", args=["O1", "json"])).status_code == 403
        page = client.get(reverse("person", args=["O1"]))
        assert reverse("person_file", args=["O1", "json"]) not in page.content.decode()
