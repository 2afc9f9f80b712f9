"""Which parts of a family's file a social worker reads on its page, in lists and behind figures."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assistants.assignments.services import assign
from assistants.models import Post, Training
from cases.access import PART_OF
from cases.family_page.timeline import EVERYTHING
from cases.models import AreaFinding, Diagnosis, Family, Placement, Plan, PlanGoal, Referral
from familycare.centre.dictionaries.services import merging_problem
from familycare.centre.models import Funding, LifeArea
from reporting.figures.tables import FIXED, catalogue
from reporting.figures.tables.definitions import Row, RowsFromRecords, Table, rows_of
from reporting.figures.tables.served import FAMILIES, served
from reporting.models import Unit
from reporting.periods import Period
from tests.access.handed_over import OF_A_FAMILY
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_pages import words
from tests.records import record

DAY = date(2024, 3, 4)


@pytest.fixture
def family(db, time_machine):
    time_machine.move_to("2024-05-20 12:00")
    CentreFactory()
    family = FamilyFactory(name="Kowalscy", number="R90701", social_worker=UserFactory(role="social_worker"))
    CaseFactory(family=family, opened_on=date(2024, 3, 1))
    return family


@pytest.fixture
def reader(family):
    return signed_in(family.social_worker)


def page_of(client, family, **query):
    return client.get(reverse("family", args=[family.number]), query)


class TestPage:
    def test_shows_people_problems_plans_and_no_more(self, reader, family):
        for model in OF_A_FAMILY:
            record(model, family, DAY, f"Słowo{model.__name__}")
        page = page_of(reader, family, strona=EVERYTHING)
        for word in ("SłowoPerson", "SłowoPlanGoal", "Okresowa ocena", "Wniosek o przydzielenie"):
            assert word in words(page)
        for word in (
            "SłowoVisit",
            "SłowoCourtOrder",
            "Ostatni kontakt",
            "Pismo do sądu",
            "Niebieska Karta",
            "Postanowienie sądu",
            "Efekt pracy",
            "SłowoAttendance",
            "Zdrowie",
            "Stan zdrowia",
            "„Za życiem”",
        ):
            assert word not in words(page)
            assert word not in page.content.decode()
        assert "Dziennika wizyt, spraw sądowych, stanu zdrowia i pomocy specjalistów tu nie ma." in words(page)

    @pytest.mark.parametrize(("role", "health"), [("social_worker", False), ("director", True)])
    def test_shows_areas_of_a_diagnosis_by_their_part(self, family, role, health):
        LifeArea.objects.create(code="sleep", label="sen dzieci")
        for day in (DAY, date(2024, 4, 4)):
            made = Diagnosis.objects.create(case=family.cases.get(), made_on=day)
            for area, state in (("housing", "Wilgoć"), ("health", "Padaczka"), ("sleep", "Moczenie")):
                AreaFinding.objects.create(diagnosis=made, area_id=area, state=f"{state} {day.month}")
        client = signed_in(family.social_worker if role == "social_worker" else UserFactory(role=role))
        for page in (page_of(client, family), client.get(reverse("compare_diagnoses", args=[family.number]))):
            assert "Wilgoć" in words(page)
            for word in ("Padaczka", "Moczenie"):
                assert (word in page.content.decode()) == health
        assert ("uzależnienia" in words(page_of(client, family), "#diagnoza")) == health

    def test_areas_of_other_readers_are_not_merged(self, family):
        violence, relations, income = (LifeArea.objects.get(pk=each) for each in ("violence", "relations", "income"))
        assert "czytają inne osoby" in merging_problem(violence, relations)
        assert merging_problem(relations, income) == ""

    def test_says_where_a_child_lives(self, reader, family):
        Placement.objects.create(person=PersonFactory(family=family), form="kinship_foster", starts_on=DAY)
        page = words(page_of(reader, family))
        assert "rodzina zastępcza spokrewniona od 04.03.2024" in page
        assert "mieszka z rodziną" not in page

    @pytest.mark.parametrize("part", ["dziennik", "sad", "pomoc"])
    def test_has_no_such_part_of_the_timeline(self, reader, family, part):
        assert "Nie ma takiej części osi czasu" in words(page_of(reader, family, co=part))

    def test_of_an_assistant_is_whole(self, family):
        staff = signed_in(UserFactory(role="director"))
        assert "tu nie ma" not in words(page_of(staff, family))


class TestLists:
    def test_hold_no_day_of_the_diary(self, reader, family):
        page = reader.get(reverse("families"))
        assert "Kowalscy" in words(page)
        assert "Ostatni kontakt" not in words(page)
        assert reader.get(reverse("families"), {"kolejnosc": "last_contact"}).status_code == 200

    @pytest.mark.parametrize(("role", "shown"), [("social_worker", False), ("director", True)])
    def test_nor_do_workbooks(self, family, role, shown):
        case, assistant = family.cases.get(), AssistantFactory()
        assign(case=case, assistant=assistant, starts_on=date(2024, 3, 1))
        VisitFactory(case=case, assistant=assistant, visited_on=date(2024, 5, 9))
        user = family.social_worker if role == "social_worker" else UserFactory(role=role)
        sheet = load_workbook(BytesIO(signed_in(user).get(reverse("families_xlsx")).content)).active
        heads, row = sheet.iter_rows(values_only=True)
        assert ("Ostatni kontakt" in heads) == (datetime(2024, 5, 9) in row) == shown
        assert row[heads.index("Ocena sytuacji do")] == datetime(2024, 9, 1)

    def test_offer_only_assistants_and_districts_of_own_families(self, reader, family):
        foreign = assign(
            case=CaseFactory(family__district="Obca"), assistant=AssistantFactory(), starts_on=date(2024, 3, 1)
        )
        own = assign(case=family.cases.get(), assistant=AssistantFactory(), starts_on=date(2024, 3, 1))
        page = reader.get(reverse("families"), {"asystent": foreign.assistant.number})
        assert own.assistant.last_name in words(page)
        assert foreign.assistant.last_name not in page.content.decode()
        assert "Obca" not in page.content.decode()
        assert "Nie ma tu asystenta o takim numerze" in words(page)


def rows():
    """All rows of all tables."""
    return [row for rows in rows_of(list(catalogue().values())).values() for row in rows]


def staff_rows():
    """Pairs of a table's key and a row about the staff."""
    tables = rows_of(list(catalogue().values()))
    return [
        (table, row)
        for table, rows in tables.items()
        for row in rows
        if row.facts.family is None and not table.startswith("figures")
    ]


def district_rows():
    """What a table must not do: all users would read in which districts families live."""
    districts = Family.objects.values_list("district", flat=True).distinct()
    return [Row(name, name, served, FAMILIES, split=(("family__district", name),)) for name in districts]


@pytest.mark.every_table
class TestLabelsOfFigures:
    def test_are_not_read_from_records(self, family):
        table = Table("districts", "Rodziny według dzielnic", Unit.FAMILIES, "", "", district_rows)
        with pytest.raises(RowsFromRecords, match="dictionaries"):
            rows_of([table])
        assert rows_of([FIXED["problems"]])["problems"]

    def test_are_the_same_for_each_register(self, db):
        labels = [(row.key, row.label) for row in rows()]
        CentreFactory()
        CaseFactory(family__district="Odludzie", family__name="Osobni")
        assert [(row.key, row.label) for row in rows()] == labels


@pytest.mark.every_table
class TestBehindFigures:
    def test_every_kind_of_fact_is_in_a_part(self, db):
        facts = {row.facts for row in rows()}
        unknown = {each.records(Period.year(2024)).model._meta.label for each in facts} - PART_OF.keys()
        assert not unknown, (
            f"Figures count {unknown}, which belong to no part of a family's file: declare them as kinds of records in "
            "cases/records/, or add them to MODELS in cases/access.py."
        )

    @pytest.mark.parametrize(
        ("figure", "shown"),
        [
            ("support/families", True),
            ("support/children", True),
            ("work/hours", False),
            ("court_reports/sent", False),
        ],
    )
    def test_are_only_facts_of_the_parts_that_the_user_reads(self, reader, family, figure, shown):
        PersonFactory(family=family)
        for model in OF_A_FAMILY:
            if model.__name__ in ("Visit", "CourtReport"):
                record(model, family, DAY)
        page = reader.get(f"/dane/{figure}/?okres=2024")
        assert ("Kowalscy" in page.content.decode()) == shown
        assert page.status_code == (200 if shown else 403)
        assert ("której Twoja rola nie czyta" in words(page)) == (not shown)

    @pytest.mark.parametrize(("role", "shown"), [("manager", True), ("director", True), ("assistant", False)])
    def test_facts_about_the_staff_are_for_those_who_lead_it(self, db, role, shown):
        CentreFactory()
        colleague = AssistantFactory(last_name="Koleżańska")
        Training.objects.create(assistant=colleague, title="Superwizja", kind="supervision", held_on=DAY)
        Post.objects.create(assistant=colleague, funding=Funding.objects.first(), fraction=1, starts_on=DAY)
        client = signed_in(UserFactory(role=role))
        found = [f"/dane/{table}/{row.key}/" for table, row in staff_rows()]
        pages = "".join(client.get(address, {"okres": "2024"}).content.decode() for address in found)
        assert ("Koleżańska" in pages) == shown


def test_terms_of_a_social_worker_are_those_of_plans_and_referrals(reader, family):
    plan = Plan.objects.create(case=family.cases.get(), agreed_on=DAY, valid_until=date(2024, 9, 1))
    PlanGoal.objects.create(plan=plan, goal="Cel")
    record_of_letter = next(model for model in OF_A_FAMILY if model.__name__ == "CourtReport")
    record_of_letter.objects.create(family=family, kind="opinion", due_on=date(2024, 6, 1))
    Referral.objects.create(family=family, source="family", referred_on=date(2024, 5, 2), decision="waiting")
    page = words(page_of(reader, family))
    assert "Nowy plan pracy" in page and "Okresowa ocena sytuacji rodziny" in page
    assert "Przydzielenie asystenta z listy oczekujących: wniosek rodziny" in page
    assert "Pismo do sądu" not in page and "Kontakt z rodziną" not in page
