"""Workshops and their attendance, entered in the browser."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Attendance, Workshop
from assistants.workshops.services import save_attendance
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
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

TODAY, DAY = date(2024, 5, 20), date(2024, 5, 13)
LIST, NEW = reverse("workshops"), reverse("new_workshop")
TICKS = "form.entry"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def school(manager):
    """„Szkoła dla rodziców”, entered in the browser."""
    send(manager, NEW, title="Szkoła dla rodziców", kind="workshop", aim="Spokojne granice")
    return Workshop.objects.get()


@pytest.fixture
def family():
    return FamilyFactory(name="Wierzbiccy", number="R12", registered_on=date(2023, 1, 1))


@pytest.fixture
def anna(family):
    return PersonFactory(family=family, first_name="Anna", last_name="Wierzbicka", birth_date=date(1990, 1, 1))


@pytest.fixture
def jan(family):
    return PersonFactory(family=family, first_name="Jan", last_name="Wierzbicki", birth_date=date(2015, 1, 1))


def day_of(workshop, day=DAY):
    return reverse("attendance", args=[workshop.number, day.isoformat()])


def look_for(client, address, text):
    """Look for a family on the page as it stands; the page that offers its members."""
    return client.post(address, fields_of(client.get(address), TICKS) | {"szukaj": text, "znajdz": "1"})


def tick(client, page, address, *persons):
    """Tick these persons on a page that offers them, and save."""
    return client.post(address, fields_of(page, TICKS) | {"osoba": [each.pk for each in persons]})


def attended(workshop, day=DAY):
    return {*Attendance.objects.filter(workshop=workshop, attended_on=day).values_list("person", flat=True)}


class TestEntering:
    def test_a_workshop_its_day_and_who_came(self, manager, school, anna, jan):
        assert (school.title, school.kind, school.aim) == ("Szkoła dla rodziców", "workshop", "Spokojne granice")
        page = reverse("workshop", args=[school.number])
        address = manager.post(page, {"day": "13.05.2024"}).url
        assert address == day_of(school)
        offered = look_for(manager, address, "wierzb")
        assert "Anna Wierzbicka" in words(offered)
        assert tick(manager, offered, address, anna, jan).url == page
        assert attended(school) == {anna.pk, jan.pk}
        assert "13 maja 2024" in words(manager.get(page)).replace("\xa0", " ")
        assert "1 dzień, ostatni 13.05.2024" in words(manager.get(LIST)).replace("\xa0", " ")
        assert figures("workshops", "2024")["events"] == 1

    def test_the_next_day_offers_those_who_came_before(self, manager, school, anna, jan):
        save_attendance(workshop=school, day=DAY, came=[anna])
        page = manager.get(day_of(school, TODAY))
        assert "Anna Wierzbicka" in words(page) and "Jan Wierzbicki" not in words(page)
        assert not select(page, "[name=osoba][checked]")
        tick(manager, page, day_of(school, TODAY), anna)
        assert attended(school, TODAY) == {anna.pk}

    def test_who_has_not_come_for_long_is_not_offered(self, manager, school, anna, jan):
        save_attendance(workshop=school, day=date(2023, 11, 1), came=[anna])
        save_attendance(workshop=school, day=date(2023, 12, 1), came=[jan])
        page = manager.get(day_of(school, TODAY))
        assert "Anna Wierzbicka" not in words(page) and "Jan Wierzbicki" in words(page)

    def test_a_double_click_makes_one(self, manager, school, anna):
        for _twice in range(2):
            send(manager, NEW, title="Szkoła dla rodziców", kind="workshop", aim="Spokojne granice")
        assert Workshop.objects.count() == 1
        page = look_for(manager, day_of(school), "wierzb")
        for _twice in range(2):
            assert tick(manager, page, day_of(school), anna).status_code == 302
        assert Attendance.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "typed", "said"), [("title", "", "Wpisz nazwę zajęć."), ("kind", "", "Zaznacz rodzaj zajęć.")]
    )
    def test_bad_input_is_explained_and_kept(self, manager, field, typed, said):
        page = send(manager, NEW, **{"title": "Szkoła", "kind": "workshop", "aim": "Granice"} | {field: typed})
        assert said in errors_of(page)[field] and fields_of(page)["aim"] == "Granice"

    @pytest.mark.parametrize("day", ["21.05.2024", "31.02.2024", ""])
    def test_a_wrong_day_is_explained(self, manager, school, day):
        assert errors_of(manager.post(reverse("workshop", args=[school.number]), {"day": day}))["day"]

    @pytest.mark.parametrize("day", ["2024-05-21", "2024-02-31", "x", "1024-01-01"])
    def test_a_wrong_address_is_not_found(self, manager, school, day):
        assert manager.get(reverse("attendance", args=[school.number, day])).status_code == 404


class TestLookingFor:
    def test_keeps_what_is_ticked(self, manager, school, anna, jan):
        page = look_for(manager, day_of(school), "wierzb")
        again = manager.post(
            day_of(school), fields_of(page, TICKS) | {"osoba": [anna.pk], "szukaj": "nikt", "znajdz": "1"}
        )
        assert "Nie ma takiej rodziny" in words(again)
        assert [box.get("value") for box in select(again, "[name=osoba][checked]")] == [str(anna.pk)]
        assert not Attendance.objects.exists()

    @pytest.mark.parametrize(
        ("text", "said"),
        [("", "Wpisz nazwisko"), ("a\0b", "nie da się"), ("a " * 500, "może mieć najwyżej")],
        ids=["nothing", "NUL", "long"],
    )
    def test_what_cannot_be_looked_for_is_explained(self, manager, school, text, said):
        page = look_for(manager, day_of(school), text)
        assert page.status_code == 200 and said in words(page)

    def test_offers_no_one_who_has_left(self, manager, school, anna, jan):
        save_attendance(workshop=school, day=date(2024, 5, 6), came=[jan])
        jan.left_on = DAY
        jan.save()
        page = look_for(manager, day_of(school), "wierzb")
        assert "Anna Wierzbicka" in words(page) and "Jan Wierzbicki" not in words(page)

    def test_shows_the_found_before_the_others(self, manager, school, anna):
        other = PersonFactory(family=FamilyFactory(name="Adamscy"), joined_on=None)
        save_attendance(workshop=school, day=TODAY, came=[other])
        page = words(look_for(manager, day_of(school), "wierzb"))
        assert page.index("Wierzbiccy (") < page.index("Adamscy (")

    def test_is_not_by_pesel_and_is_recorded(self, manager, school, anna):
        anna.pesel = "90010112345"
        anna.save()
        page = look_for(manager, day_of(school), "90010112345")
        assert "Po numerze PESEL się tu nie szuka" in words(page) and "Anna" not in words(page)
        look_for(manager, day_of(school), "wierzb")
        assert Reading.objects.filter(what="obecność na zajęciach").exclude(searched="").exists()

    def test_an_assistant_finds_and_changes_only_their_own_families(self, school, family, anna, jan):
        ewa = AssistantFactory(account=StaffFactory(role="assistant"))
        theirs = FamilyFactory(name="Wierzbowie")
        mine = PersonFactory(family=theirs, first_name="Iga")
        assign(case=CaseFactory(family=theirs, opened_on=DAY), assistant=ewa, starts_on=DAY)
        save_attendance(workshop=school, day=DAY, came=[anna])
        phone = signed_in(ewa.account)
        page = look_for(phone, day_of(school), "wierzb")
        assert "Iga" in words(page) and "Anna" not in words(page)
        tick(phone, page, day_of(school), mine, jan)
        assert attended(school) == {anna.pk, mine.pk}

    def test_nobody_sees_a_restricted_family_here(self, manager, school, family, anna):
        save_attendance(workshop=school, day=DAY, came=[anna])
        family.is_restricted = True
        family.save()
        page = manager.get(day_of(school))
        assert "Anna" not in words(page) and "Oprócz tego 1 osoba" in words(page).replace("\xa0", " ")


class TestCorrecting:
    def test_unticking_takes_out(self, manager, school, anna, jan):
        save_attendance(workshop=school, day=DAY, came=[anna, jan])
        tick(manager, manager.get(day_of(school)), day_of(school), jan)
        assert attended(school) == {jan.pk}

    def test_two_people_who_tick_at_once_do_not_undo_one_another(self, manager, school, anna, jan):
        save_attendance(workshop=school, day=TODAY, came=[anna, jan])
        opened = manager.get(day_of(school))
        save_attendance(workshop=school, day=DAY, came=[anna])
        tick(manager, opened, day_of(school), jan)
        assert attended(school) == {anna.pk, jan.pk}

    def test_who_was_not_in_the_family_is_named_and_nothing_is_saved(self, manager, school, anna, jan):
        opened = look_for(manager, day_of(school), "wierzb")
        jan.left_on = DAY
        jan.save()
        page = tick(manager, opened, day_of(school), anna, jan)
        assert "Jan Wierzbicki: Tego dnia ta osoba nie należała do rodziny." in words(page)
        assert len(select(page, "[name=osoba][checked]")) == 2
        assert not Attendance.objects.exists()

    def test_an_anonymised_family_is_left_alone(self, manager, school, family, anna):
        save_attendance(workshop=school, day=DAY, came=[anna])
        family.anonymised_on = TODAY
        family.save()
        with pytest.raises(ValidationError, match="zanonimizowano"):
            save_attendance(workshop=school, day=DAY, came=[], left_out=[anna])
        tick(manager, manager.get(day_of(school)), day_of(school))
        assert attended(school) == {anna.pk}

    def test_title_and_effect(self, manager, school):
        send(manager, reverse("edit_workshop", args=[school.number]), effect="Mniej krzyku")
        school.refresh_from_db()
        assert (school.title, school.effect) == ("Szkoła dla rodziców", "Mniej krzyku")

    def test_is_deleted_only_while_nobody_came(self, manager, school, anna):
        address = reverse("remove_workshop", args=[school.number])
        save_attendance(workshop=school, day=DAY, came=[anna])
        assert "mają już wpisane dni" in words(manager.post(address, follow=True))
        save_attendance(workshop=school, day=DAY, came=[], left_out=[anna])
        assert manager.post(address).url == manager.post(address).url == LIST
        assert not Workshop.objects.exists()


def test_the_director_only_reads(school, anna):
    save_attendance(workshop=school, day=DAY, came=[anna])
    director = signed_in(UserFactory(role="director"))
    page = director.get(day_of(school))
    assert "Anna Wierzbicka" in words(page) and not select(page, "[name=szukaj]")
    assert tick(director, page, day_of(school)).status_code == 403
    assert director.post(reverse("workshop", args=[school.number]), {"day": "13.05.2024"}).status_code == 403
    assert attended(school) == {anna.pk}
