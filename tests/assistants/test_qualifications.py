"""What the law requires of an assistant, what confirms it, and what is missing."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.choices import EducationWay, Requirement
from assistants.models import Qualification
from assistants.qualifications.checklist import checklist, lack_of, lacks_on
from assistants.qualifications.services import save_qualification
from familycare.audit.models import Change
from tests.clients import signed_in
from tests.factories import AssistantFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

TODAY = date(2024, 5, 20)
ALWAYS = {each for each in Requirement if each not in (Requirement.TRAINING, Requirement.EXPERIENCE)}
LIST = "/asystenci/A7/wymagania/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def ewa():
    return AssistantFactory(first_name="Ewa", last_name="Żak", number="A7")


def new(requirement):
    return reverse("add_qualification", args=["A7", requirement])


def confirm(assistant, *requirements, **changes):
    for requirement in requirements:
        way = EducationWay.FIELD if requirement == Requirement.EDUCATION else ""
        usual = {"way": way, "confirmed_on": date(2024, 1, 2), "proof": "akta", "renew_on": None}
        save_qualification(assistant=assistant, requirement=requirement, **usual | changes)


def missing(assistant):
    lines = checklist(assistant.qualifications.all(), TODAY)
    return {line.requirement for line in lines if line.is_missing}


def said(page):
    return words(page).replace("\xa0", " ")


class TestChecklist:
    def test_lists_what_each_must_meet(self, ewa):
        assert missing(ewa) == ALWAYS

    def test_who_studied_something_else_needs_a_training_and_years_of_work(self, ewa):
        confirm(ewa, *ALWAYS)
        assert not missing(ewa)
        for way in (EducationWay.OTHER_HIGHER, EducationWay.SECONDARY):
            confirm(ewa, Requirement.EDUCATION, way=way, confirmed_on=TODAY)
            assert missing(ewa) == {Requirement.TRAINING, Requirement.EXPERIENCE}
        confirm(ewa, Requirement.TRAINING, Requirement.EXPERIENCE)
        assert not missing(ewa)

    def test_the_latest_confirmation_counts(self, ewa):
        confirm(ewa, *ALWAYS)
        confirm(ewa, Requirement.OFFENDERS, renew_on=date(2024, 5, 19), confirmed_on=date(2023, 5, 19))
        assert not lack_of(ewa, checklist(ewa.qualifications.all(), TODAY))
        confirm(ewa, Requirement.OFFENDERS, renew_on=date(2024, 5, 19), confirmed_on=date(2024, 2, 1))
        lack = lack_of(ewa, checklist(ewa.qualifications.all(), TODAY))
        assert lack.late == [Requirement.OFFENDERS.label] and not lack.missing

    def test_is_late_from_the_day_after(self, ewa):
        confirm(ewa, *ALWAYS, renew_on=TODAY)
        assert not lacks_on(TODAY)
        assert len(lacks_on(date(2024, 5, 21))[0].late) == len(ALWAYS)

    def test_of_those_who_work(self, ewa):
        AssistantFactory(employed_to=date(2024, 5, 19))
        AssistantFactory(employed_from=date(2024, 5, 21))
        assert [lack.assistant for lack in lacks_on(TODAY)] == [ewa]


class TestEntering:
    def test_education_with_its_kind(self, manager, ewa):
        answer = send(manager, new("education"), way="secondary", confirmed_on="1.06.2015", proof="Świadectwo nr 7")
        assert answer.url == LIST
        saved = ewa.qualifications.get()
        assert (saved.requirement, saved.way, saved.proof) == ("education", "secondary", "Świadectwo nr 7")
        page = said(manager.get(LIST))
        assert "Świadectwo nr 7 (popraw) średnie 01.06.2015" in page
        assert "Brakuje potwierdzenia: szkolenie z zakresu pracy" in page

    def test_a_check_to_be_done_again(self, manager, ewa):
        send(manager, new("offenders"), confirmed_on="2.01.2024", proof="wydruk", renew_on="2.01.2025")
        assert "do 2 stycznia 2025" in said(manager.get(LIST))

    def test_a_double_click_makes_one(self, manager, ewa):
        for _twice in range(2):
            send(manager, new("authority"), confirmed_on="2.01.2024", proof="oświadczenie")
        assert Qualification.objects.count() == 1

    def test_is_corrected_and_two_people_see_both_versions(self, manager, ewa):
        confirm(ewa, Requirement.AUTHORITY)
        address = f"{LIST}{Qualification.objects.get().pk}/"
        opened = fields_of(manager.get(address))
        send(manager, address, proof="oświadczenie z akt")
        assert Qualification.objects.get().proof == "oświadczenie z akt"
        assert "Ktoś zmienił te dane" in words(manager.post(address, opened | {"proof": "inne"}))

    def test_is_deleted_once(self, manager, ewa):
        confirm(ewa, Requirement.AUTHORITY)
        address = f"{LIST}{Qualification.objects.get().pk}/usun/"
        assert "Usuwa się tylko wpis błędny" in words(manager.get(address))
        assert manager.post(address).url == manager.post(address).url == LIST
        assert not Qualification.objects.exists()

    @pytest.mark.parametrize(
        ("requirement", "field", "typed", "message"),
        [
            ("education", "way", "", "Zaznacz rodzaj wykształcenia."),
            ("authority", "confirmed_on", "", "Podaj datę dokumentu"),
            ("authority", "confirmed_on", "21.05.2024", "jeszcze nie nadszedł"),
            ("authority", "proof", "", "Wpisz, jaki dokument"),
            ("authority", "proof", "a" * 10_000, "200"),
            ("authority", "renew_on", "1.01.2024", "wcześniejszy niż data dokumentu"),
        ],
    )
    def test_bad_input_is_explained_and_kept(self, manager, ewa, requirement, field, typed, message):
        usual = {"confirmed_on": "2.01.2024", "proof": "akta"} | (
            {"way": "field"} if requirement == "education" else {}
        )
        page = send(manager, new(requirement), **usual | {field: typed})
        assert message in errors_of(page)[field]
        assert fields_of(page)["confirmed_on"] == (typed if field == "confirmed_on" else "2.01.2024")
        assert not Qualification.objects.exists()

    def test_an_unknown_requirement_and_that_of_somebody_else_are_not_found(self, manager, ewa):
        confirm(AssistantFactory(number="A8"), Requirement.AUTHORITY)
        assert manager.get(new("x")).status_code == 404
        assert manager.get(f"{LIST}{Qualification.objects.get().pk}/").status_code == 404

    def test_the_log_does_not_say_what_the_proof_is(self, manager, ewa):
        send(manager, new("no_conviction"), confirmed_on="2.01.2024", proof="zapytanie KRK 77")
        assert not [each for each in Change.objects.all() if "KRK 77" in str(each.contents)]


class TestReading:
    def test_what_is_missing_stands_where_the_manager_looks(self, manager, ewa):
        assert "Brakuje potwierdzenia: wykształcenie" in said(manager.get("/asystenci/A7/"))
        assert "Żak Ewa (lista wymagań) Brakuje potwierdzenia: wykształcenie" in said(
            manager.get(reverse("inspection"))
        )
        assert "wymagania do potwierdzenia" in said(manager.get(reverse("board")))
        confirm(ewa, *ALWAYS)
        assert "Wszystko, czego wymaga ustawa, jest potwierdzone." in said(manager.get("/asystenci/A7/"))
        assert "Wymagania wobec wszystkich, którzy pracują, są potwierdzone." in said(
            manager.get(reverse("inspection"))
        )
        assert "wymagania do potwierdzenia" not in said(manager.get(reverse("board")))

    def test_before_somebody_is_taken_on(self, manager):
        page = said(manager.get(reverse("new_assistant")))
        assert "Rejestr Sprawców Przestępstw na Tle Seksualnym (ustawa z 13 maja 2016 r., art. 21 ust. 2)" in page

    def test_assistants_do_not_read_it_even_their_own(self, ewa):
        ewa.account = StaffFactory(role="assistant")
        ewa.save()
        phone = signed_in(ewa.account)
        assert "wymagani" not in said(phone.get("/asystenci/A7/")).lower()
        assert phone.get(LIST).status_code == 403

    def test_the_director_only_reads(self, ewa):
        confirm(ewa, Requirement.AUTHORITY)
        director = signed_in(UserFactory(role="director"))
        page = director.get(LIST)
        assert "akta" in words(page) and not select(page, "main a[href*='wymagania/']")
        assert director.get(new("authority")).status_code == 403
