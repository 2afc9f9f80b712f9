"""Day-care centres: entered, shown, corrected, closed and deleted."""

from datetime import date

import pytest

from cases.models import DayCareCapacity, DayCareCentre, DayCareCost, DayCareOutsiders, DayCareStay, Family
from familycare.audit.models import Change
from tests.clients import signed_in
from tests.factories import CaseFactory, FamilyFactory, PersonFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

LIST, NEW, PAGE = (f"/placowki-wsparcia-dziennego/{rest}" for rest in ("", "nowa/", "D5/"))
TYPED = {
    "name": "Klub „Iskra”",
    "form": "combined",
    "run_by": "commissioned",
    "operator": "Fundacja",
    "permit": "UM/7",
    "permit_until": "31.12.2025",
    "starts_on": "2.4.2024",
    "places": "20",
    "educators": "2",
}
RECORD = "/rodziny/R12/zapisy/placowka-wsparcia-dziennego/"


def test_a_day_care_centre_is_entered_once_however_often_the_form_is_sent(desk):
    for _twice in range(2):
        answer = send(desk, NEW, **TYPED)
    saved = DayCareCentre.objects.get()
    assert answer.url == f"{LIST}{saved.number}/"
    capacity = DayCareCapacity.objects.get()
    assert (capacity.starts_on, capacity.places, capacity.educators) == (date(2024, 4, 2), 20, 2)
    assert "Klub „Iskra” w połączonych formach Fundacja 20 0 20" in words(desk.get(LIST))
    page = words(desk.get(answer.url))
    assert "podmiot, któremu zlecono to zadanie: Fundacja" in page
    assert "UM/7, do 31.12.2025" in page
    assert "Dziś: 20 miejsc, 0 dzieci, 20 miejsc wolnych." in page.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "field, typed, sentence",
    [
        ("name", " ", "Wpisz nazwę placówki."),
        ("name", "x" * 10_000, "może mieć najwyżej 120 znaków"),
        ("form", "", "Wybierz formę."),
        ("run_by", "", "Wybierz, kto prowadzi placówkę."),
        ("operator", "", "Wpisz, jaki podmiot prowadzi placówkę."),
        ("starts_on", "31.2.2024", "Nie ma takiego dnia."),
        ("ends_on", "1.4.2024", "Ostatni dzień placówki jest wcześniejszy niż pierwszy."),
        ("places", "", "Wpisz liczbę miejsc albo usuń liczbę wychowawców."),
        ("places", "-1", "0"),
        ("places", "9" * 30, "9 999"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(desk, field, typed, sentence):
    page = send(desk, NEW, **TYPED | {field: typed})
    assert sentence in errors_of(page)[field].replace("\u00a0", " ")
    assert (fields_of(page)[field] or "").strip() == typed.strip()
    assert not DayCareCentre.objects.exists()


def test_its_stays_end_with_it_once_somebody_has_said_so(desk, stay):
    page = send(desk, f"{PAGE}popraw/", ends_on="30.4.2024")
    assert "chodzi jeszcze do placówki 1 dziecko" in errors_of(page)["ends_stays"].replace("\u00a0", " ")
    assert fields_of(page)["ends_on"] == "30.4.2024"
    stay.refresh_from_db()
    assert stay.over_on is None
    assert DayCareCentre.objects.get().ends_on is None
    send(desk, f"{PAGE}popraw/", ends_on="30.4.2024", ends_stays="on")
    stay.refresh_from_db()
    assert stay.over_on == date(2024, 5, 1)
    assert Change.objects.filter(kind="changed", object_type="cases.daycarestay").count() == 1
    assert "Już nie działają (1)" in words(desk.get(LIST))
    assert "Łucja Wierzbicka 01.03.2024–30.04.2024" in words(desk.get(PAGE))


def test_a_last_day_without_stays_after_it_asks_nothing(desk, stay):
    DayCareStay.objects.update(over_on=date(2024, 4, 1))
    assert "ends_stays" not in fields_of(desk.get(f"{PAGE}popraw/"))
    assert send(desk, f"{PAGE}popraw/", ends_on="31.3.2024").url == PAGE


def test_one_that_is_open_no_more_cannot_be_chosen(desk, child, day_care):
    assert "Promyk" in words(desk.get(f"{RECORD}nowy/"))
    DayCareCentre.objects.update(ends_on=date(2024, 5, 19))
    assert "Promyk" not in words(desk.get(f"{RECORD}nowy/"))
    page = send(
        desk, f"{RECORD}nowy/", person=str(child.pk), day_care=str(day_care.pk), basis="court", starts_on="1.3.2024"
    )
    assert "day_care" in errors_of(page)
    assert desk.get(f"{PAGE}dzieci/").url == PAGE
    assert desk.get("/osoby/O7/placowki-wsparcia-dziennego/D5/").url == PAGE
    assert not DayCareStay.objects.exists()


def test_who_attended_it_stays_there_when_the_record_is_corrected(desk, stay):
    DayCareStay.objects.update(over_on=date(2024, 5, 1))
    DayCareCentre.objects.update(ends_on=date(2024, 4, 30))
    send(desk, f"{RECORD}{stay.pk}/", basis="court")
    stay.refresh_from_db()
    assert (stay.basis, stay.day_care.number) == ("court", "D5")


@pytest.mark.parametrize(
    "typed, field, sentence",
    [
        ({"starts_on": "2.3.2024"}, "starts_on", "Pobyt dziecka wpisano już od 01.03.2024."),
        ({"ends_on": "29.2.2024"}, "ends_on", "Pobyt dziecka wpisano od 01.03.2024."),
        ({"ends_on": "31.3.2024", "ends_stays": "on"}, "ends_on", "Wpisano koszty albo liczbę dzieci za kwiecień 2024"),
    ],
)
def test_it_is_open_on_the_days_of_its_children_and_costs(desk, stay, typed, field, sentence):
    DayCareCost.objects.create(day_care=stay.day_care, month=date(2024, 4, 1), means="own", amount=100)
    desk.get(f"{PAGE}popraw/")
    assert sentence in errors_of(send(desk, f"{PAGE}popraw/", **typed))[field]
    stay.refresh_from_db()
    assert stay.over_on is None


def test_the_first_number_of_places_moves_with_the_first_day(desk, capacity):
    send(desk, f"{PAGE}popraw/", starts_on="1.2.2024")
    capacity.refresh_from_db()
    assert capacity.starts_on == date(2024, 2, 1)


def test_two_people_correct_it_at_once(desk, day_care):
    opened = desk.get(f"{PAGE}popraw/")
    send(desk, f"{PAGE}popraw/", address="Lipowa 3")
    page = desk.post(f"{PAGE}popraw/", fields_of(opened) | {"address": "Lipowa 4"})
    assert "Ktoś zmienił te dane" in words(page)
    assert DayCareCentre.objects.get().address == "Lipowa 3"


def test_only_what_was_entered_by_mistake_is_deleted(desk, capacity, stay):
    assert not select(desk.get(f"{PAGE}popraw/"), "main a[href$='usun/']")
    assert "nie można jej usunąć" in words(desk.post(f"{PAGE}usun/", follow=True))
    stay.delete()
    assert desk.post(f"{PAGE}usun/").url == LIST
    assert desk.post(f"{PAGE}usun/").url == LIST  # a double click
    assert not DayCareCentre.objects.exists()


@pytest.mark.parametrize("number", ["D6", "x" * 10_000, "%00"])
def test_no_such_day_care_centre(desk, day_care, number):
    for rest in ("", "popraw/", "dzieci/", "miejsca/nowe/"):
        assert desk.get(f"{LIST}{number}/{rest}").status_code == 404
    assert desk.get(f"/osoby/O7/placowki-wsparcia-dziennego/{number}/").status_code == 404


def test_a_contract_that_is_over_is_pointed_out(desk, day_care):
    DayCareCentre.objects.update(permit_until=date(2024, 5, 19))
    assert "skończyło się 19.05.2024" in words(desk.get(PAGE))
    DayCareCentre.objects.update(permit_until=date(2024, 5, 20))
    assert "skończyło się" not in words(desk.get(PAGE))


def test_places_and_educators_are_of_one_that_is_open(desk, capacity):
    DayCareCapacity.objects.update(educators=1)
    assert "najwyżej 15 dzieci" in words(desk.get(PAGE))
    DayCareCentre.objects.update(ends_on=date(2024, 5, 19))
    assert "najwyżej 15 dzieci" not in words(desk.get(PAGE))


class TestPlaces:
    def test_they_are_dated(self, desk, capacity):
        send(desk, f"{PAGE}miejsca/nowe/", starts_on="1.6.2024", places="45", educators="3")
        page = words(desk.get(PAGE)).replace("\u00a0", " ")
        assert "Dziś: 30 miejsc" in page
        assert "od 01.06.2024: 45 miejsc, 3 wychowawców" in page
        DayCareCapacity.objects.filter(places=45).update(starts_on=date(2024, 5, 20))
        assert "Dziś: 45 miejsc" in words(desk.get(PAGE)).replace("\u00a0", " ")

    def test_fewer_than_children_are_saved_and_pointed_out(self, desk, capacity, stay):
        DayCareOutsiders.objects.create(day_care=stay.day_care, month=date(2024, 4, 1), children=12)
        answer = send(desk, f"{PAGE}miejsca/nowe/", starts_on="2.5.2024", places="10")
        page = words(desk.get(answer.url)).replace("\u00a0", " ")
        assert "Miejsc od 02.05.2024 jest 10, a tego dnia do placówki chodzi 13 dzieci." in page
        assert "Do placówki chodzi 13 dzieci, a miejsc jest 10." in page
        assert "brakuje 3" in words(desk.get(LIST))
        assert DayCareCapacity.objects.get(starts_on=date(2024, 5, 2)).places == 10

    def test_more_than_the_educators_may_look_after_are_pointed_out(self, desk, capacity):
        assert "15 dzieci" not in words(desk.get(PAGE))
        send(desk, f"{PAGE}miejsca/{capacity.pk}/", places="31")
        assert "2 wychowawców to najwyżej 30, a miejsc jest 31" in words(desk.get(PAGE)).replace("\u00a0", " ")

    @pytest.mark.parametrize(
        "typed, field, sentence",
        [
            ({"starts_on": "14.2.2024"}, "starts_on", "działa dopiero od 15.02.2024"),
            ({"starts_on": "15.2.2024"}, "starts_on", "Liczbę miejsc od tego dnia już wpisano."),
            ({"starts_on": "1.7.2024"}, "starts_on", "działa do 30.06.2024"),
            ({"places": ""}, "places", "Wpisz liczbę miejsc."),
            ({"places": "9" * 30}, "places", "9 999"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field(self, desk, capacity, typed, field, sentence):
        DayCareCentre.objects.update(ends_on=date(2024, 6, 30))
        page = send(desk, f"{PAGE}miejsca/nowe/", **{"starts_on": "1.5.2024", "places": "5"} | typed)
        assert sentence in errors_of(page)[field].replace("\u00a0", " ")
        assert fields_of(page)[field] == typed[field] or not typed[field]
        assert DayCareCapacity.objects.count() == 1

    def test_a_number_entered_by_mistake_is_deleted_and_that_before_it_holds_on(self, desk, capacity):
        wrong = DayCareCapacity.objects.create(day_care=capacity.day_care, starts_on=date(2024, 5, 1), places=3)
        for _twice in range(2):
            assert desk.post(f"{PAGE}miejsca/{wrong.pk}/usun/").url == PAGE
        assert "Dziś: 30 miejsc" in words(desk.get(PAGE)).replace("\u00a0", " ")


def test_an_assistant_reads_of_own_families_by_name_and_of_others_how_many(stay):
    other = PersonFactory(family=CaseFactory(family=FamilyFactory(name="Kosowie")).family, last_name="Kos")
    DayCareStay.objects.create(person=other, day_care=stay.day_care, basis="court", starts_on=date(2024, 3, 1))
    DayCareCost.objects.create(day_care=stay.day_care, month=date(2024, 4, 1), means="own", amount=100)
    browser = signed_in(UserFactory(role="assistant"))
    page = words(browser.get(PAGE)).replace("\u00a0", " ")
    assert "Chodzi tu też 2 dzieci z rodzin poza Twoim zakresem." in page
    assert "Wierzbick" not in page
    assert "Koszty" not in page
    assert "opiekuńcza gmina – 2 –" in words(browser.get(LIST))


def test_a_protected_family_is_no_more_than_a_number_to_the_manager(desk, stay):
    Family.objects.update(is_restricted=True)
    assert "Wierzbick" not in words(desk.get(PAGE))
    assert "Chodzi tu też 1 dziecko" in words(desk.get(PAGE)).replace("\u00a0", " ")
