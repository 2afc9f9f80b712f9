"""The list of participants of a workshop, and the list to sign."""

from datetime import date

import pytest
from django.urls import reverse
from page import validate_pdf

from assistants.assignments.services import assign
from assistants.models import Attendance, Enrolment, Workshop
from assistants.workshops.services import save_participants
from familycare.audit.models import Reading
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
)
from tests.html_forms import errors_of, fields_of
from tests.html_pages import select, words
from tests.pdf_pages import text_of_pdf

TODAY = date(2024, 5, 20)
TICKS = "form.entry"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def school():
    return Workshop.objects.create(title="Szkoła dla rodziców", kind="workshop", aim="Spokojne granice")


@pytest.fixture
def anna():
    family = FamilyFactory(name="Wierzbiccy")
    return PersonFactory(family=family, first_name="Anna", last_name="Wierzbicka", birth_date=date(1990, 1, 1))


@pytest.fixture
def jan(anna):
    return PersonFactory(family=anna.family, first_name="Jan", last_name="Ćwik", birth_date=date(2015, 1, 1))


def list_of(workshop):
    return reverse("participants", args=[workshop.number])


def sheet_of(workshop):
    return reverse("attendance_sheet", args=[workshop.number])


def enrol(client, workshop, *persons, text="wierzb"):
    """Look for the family and tick these persons."""
    found = client.post(
        list_of(workshop), fields_of(client.get(list_of(workshop)), TICKS) | {"szukaj": text, "znajdz": 1}
    )
    return client.post(list_of(workshop), fields_of(found, TICKS) | {"osoba": [each.pk for each in persons]})


def enrolled():
    return {*Enrolment.objects.values_list("person", flat=True)}


def sheet(client, workshop, **query):
    """The text of the list to sign."""
    return " ".join(text_of_pdf(client.get(sheet_of(workshop), query)).replace("\xa0", " ").split())


class TestParticipants:
    def test_are_found_by_name_and_offered_on_each_day(self, manager, school, anna, jan):
        assert enrol(manager, school, anna).url == reverse("workshop", args=[school.number])
        assert enrolled() == {anna.pk} and not Attendance.objects.exists()
        assert "Na liście: 1 osoba." in words(manager.get(reverse("workshop", args=[school.number]))).replace(
            "\xa0", " "
        )
        day = manager.get(reverse("attendance", args=[school.number, TODAY.isoformat()]))
        assert "Anna Wierzbicka" in words(day) and "Jan" not in words(day)
        assert not select(day, "[name=osoba][checked]")

    def test_who_left_the_family_meanwhile_is_named_and_the_others_stay_ticked(self, manager, school, anna, jan):
        at = list_of(school)
        found = manager.post(at, fields_of(manager.get(at), TICKS) | {"szukaj": "wierzb", "znajdz": 1})
        jan.left_on = date(2024, 5, 1)
        jan.save()
        page = manager.post(at, fields_of(found, TICKS) | {"osoba": [anna.pk, jan.pk]})
        assert "Jan Ćwik: " in words(page)
        assert len(select(page, "[name=osoba][checked]")) == 2
        assert not enrolled()

    def test_are_taken_off_the_list(self, manager, school, anna, jan):
        save_participants(workshop=school, today=TODAY, enrolled=[anna, jan])
        manager.post(list_of(school), fields_of(manager.get(list_of(school)), TICKS) | {"osoba": [jan.pk]})
        assert enrolled() == {jan.pk}

    def test_a_double_click_makes_one(self, manager, school, anna):
        enrol(manager, school, anna)
        assert enrol(manager, school, anna).status_code == 302
        assert Enrolment.objects.count() == 1

    def test_who_has_left_the_family_stays_on_the_list_and_is_not_put_on_it(self, manager, school, anna, jan):
        save_participants(workshop=school, today=TODAY, enrolled=[anna])
        page = manager.post(
            list_of(school), fields_of(manager.get(list_of(school)), TICKS) | {"szukaj": "wierzb", "znajdz": 1}
        )
        for person in (anna, jan):
            person.left_on = TODAY
            person.save()
        page = manager.post(list_of(school), fields_of(page, TICKS) | {"osoba": [anna.pk, jan.pk]})
        assert "Jan Ćwik: Tego dnia ta osoba nie należała do rodziny." in words(page)
        assert "Anna Wierzbicka: Tego" not in words(page) and enrolled() == {anna.pk}

    def test_two_people_who_tick_at_once_do_not_undo_one_another(self, manager, school, anna, jan):
        opened = fields_of(manager.get(list_of(school)), TICKS)
        save_participants(workshop=school, today=TODAY, enrolled=[anna])
        manager.post(list_of(school), opened | {"osoba": [jan.pk]})
        assert enrolled() == {anna.pk, jan.pk}

    def test_an_assistant_sees_and_changes_only_their_own_families(self, school, anna):
        ewa = AssistantFactory(account=StaffFactory(role="assistant"))
        mine = PersonFactory(family=FamilyFactory(name="Wierzbowie"), first_name="Iga")
        assign(case=CaseFactory(family=mine.family, opened_on=TODAY), assistant=ewa, starts_on=TODAY)
        save_participants(workshop=school, today=TODAY, enrolled=[anna])
        phone = signed_in(ewa.account)
        assert "Anna" not in words(phone.get(list_of(school)))
        enrol(phone, school, mine)
        phone.post(list_of(school), {"pokazana": [anna.pk], "byla": [anna.pk]})
        assert enrolled() == {anna.pk, mine.pk}

    def test_the_manager_learns_how_many_are_hidden(self, manager, school, anna):
        save_participants(workshop=school, today=TODAY, enrolled=[anna])
        anna.family.is_restricted = True
        anna.family.save()
        page = words(manager.get(list_of(school))).replace("\xa0", " ")
        assert "Anna" not in page and "Oprócz tego 1 osoba" in page

    def test_the_director_only_reads(self, school, anna):
        save_participants(workshop=school, today=TODAY, enrolled=[anna])
        director = signed_in(UserFactory(role="director"))
        page = director.get(list_of(school))
        assert "Anna Wierzbicka" in words(page) and not select(page, "[name=szukaj]")
        assert director.post(list_of(school), {}).status_code == 403

    def test_is_recorded(self, manager, school):
        manager.get(list_of(school))
        assert Reading.objects.filter(what="uczestnicy zajęć").exists()


class TestSheet:
    def test_has_a_row_for_each_and_empty_ones(self, manager, school, anna, jan):
        save_participants(workshop=school, today=TODAY, enrolled=[anna, jan])
        text = sheet(manager, school, dzien="27.05.2024", wiersze="3")
        for said in ("Lista obecności", "Szkoła dla rodziców (warsztat), 27 maja 2024 r.", "Spokojne granice", "5."):
            assert said in text
        assert text.index("Jan Ćwik") < text.index("Anna Wierzbicka")
        assert Reading.objects.filter(what="lista zajęć do podpisu (PDF)").exists()

    def test_names_nobody_whom_the_reader_does_not_see(self, manager, school, anna):
        save_participants(workshop=school, today=TODAY, enrolled=[anna])
        anna.family.is_restricted = True
        anna.family.save()
        assert "Anna" not in sheet(manager, school, dzien="20.05.2024", wiersze="1")

    def test_is_accessible(self, manager, school, anna, tmp_path):
        save_participants(workshop=school, today=TODAY, enrolled=[anna])
        path = tmp_path / "lista.pdf"
        path.write_bytes(manager.get(sheet_of(school), {"dzien": "20.05.2024", "wiersze": "40"}).content)
        assert validate_pdf(path, profile="ua1").is_compliant

    def test_asks_for_the_day_first(self, manager, school):
        page = manager.get(sheet_of(school))
        assert page.status_code == 200 and fields_of(page)["dzien"] == "20.05.2024"

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"dzien": "31.02.2024", "wiersze": "3"}, "dzien"),
            ({"dzien": "", "wiersze": "3"}, "dzien"),
            ({"dzien": "20.05.2026", "wiersze": "3"}, "dzien"),
            ({"dzien": "20.05.2024", "wiersze": "61"}, "wiersze"),
            ({"dzien": "20.05.2024", "wiersze": "x"}, "wiersze"),
        ],
    )
    def test_bad_input_is_explained(self, manager, school, query, field):
        page = manager.get(sheet_of(school), query)
        assert page.status_code == 400 and errors_of(page)[field]
