"""Taking assistants on, changing their record, ending their employment."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.absences.services import record_absence
from assistants.assignments.services import assign
from assistants.models import Appointment, Assistant
from assistants.staff.employment import change_assistant, left_open
from familycare.centre.models import Funding
from tests.factories import AssistantFactory, CaseFactory, VisitFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

TODAY = date(2024, 5, 20)
DAY = timedelta(days=1)
NEW = reverse("new_assistant")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def ewa():
    return AssistantFactory(first_name="Ewa", last_name="Żak", number="A7", employed_from=date(2020, 1, 1))


def data_of(assistant):
    return reverse("edit_assistant", args=[assistant.number])


def end_of(assistant):
    return reverse("end_employment", args=[assistant.number])


def give(assistant, number=1, **dates):
    return [
        assign(case=CaseFactory(opened_on=date(2023, 1, 1)), assistant=assistant, **{"starts_on": TODAY} | dates)
        for _n in range(number)
    ]


class TestTakingOn:
    def test_a_new_assistant_may_have_families(self, manager):
        answer = send(manager, NEW, first_name="Anna", last_name="Nowa", employed_from="20.05.2024")
        anna = Assistant.objects.get()
        assert answer.url == reverse("assistant", args=[anna.number])
        assert (str(anna), anna.employed_from, anna.max_families) == ("Anna Nowa", TODAY, 15)
        assert give(anna)

    def test_a_double_click_makes_one(self, manager):
        page = fields_of(manager.get(NEW)) | {"first_name": "Anna", "last_name": "Nowa", "employed_from": "20.05.2024"}
        assert manager.post(NEW, page).url == manager.post(NEW, page).url
        assert Assistant.objects.count() == 1

    def test_a_number_is_given_once(self, manager, ewa):
        page = send(manager, NEW, number="A7", first_name="Anna", last_name="Nowa", employed_from="20.05.2024")
        assert "Ten numer ma już inny asystent" in errors_of(page)["number"]
        assert Assistant.objects.get() == ewa

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            ("first_name", "", "Wypełnij pole „Imię”."),
            ("employed_from", "", "Wypełnij pole „Pracuje od”."),
            ("employed_from", "31.02.2024", "Nie ma takiego dnia."),
            ("employed_from", "20.05.2204", "To ponad rok naprzód."),
            ("max_families", "16", "art. 15 ust. 4"),
            ("max_families", "-1", "nie mniejszą niż 0"),
        ],
    )
    def test_bad_input_is_explained_and_kept(self, manager, field, typed, said):
        good = {"first_name": "Anna", "last_name": "Nowa", "employed_from": "20.05.2024"}
        page = send(manager, NEW, **good | {field: typed})
        assert said in errors_of(page)[field]
        assert fields_of(page)["last_name"] == "Nowa"
        assert not Assistant.objects.exists()


class TestChanging:
    def test_name_contract_and_limit(self, manager, ewa):
        send(manager, data_of(ewa), last_name="Żak-Nowa", contract="service", max_families="10")
        ewa.refresh_from_db()
        assert (ewa.last_name, ewa.contract, ewa.max_families) == ("Żak-Nowa", "service", 10)

    def test_a_limit_under_what_is_held_is_refused(self, manager, ewa):
        give(ewa, 3)
        page = send(manager, data_of(ewa), max_families="2")
        assert "Ma dziś albo będzie mieć 3 rodziny." in errors_of(page)["max_families"]

    def test_a_limit_under_what_is_agreed_for_later_is_refused(self, ewa):
        give(ewa, 1, ends_on=TODAY + 9 * DAY)
        give(ewa, 2, starts_on=TODAY + 5 * DAY)
        with pytest.raises(ValidationError, match="3.+rodziny"):
            change_assistant(assistant=ewa, today=TODAY, max_families=2)
        change_assistant(assistant=ewa, today=TODAY + 10 * DAY, max_families=2)

    def test_a_limit_may_be_lowered_to_what_is_held_whichever_places_they_have(self, ewa):
        """The first families have left, so those that stay have high places."""
        give(ewa, 12, starts_on=TODAY - 20 * DAY, ends_on=TODAY - DAY)
        staying = give(ewa, 3, starts_on=TODAY - 10 * DAY)
        assert {each.place for each in staying} == {13, 14, 15}
        change_assistant(assistant=ewa, today=TODAY, max_families=3)
        assert {each.place for each in ewa.assignments.filter(ends_on=None)} == {1, 2, 3}
        assert ewa.assignments.filter(starts_on=TODAY - 20 * DAY, ends_on=TODAY - DAY).count() == 12
        change_assistant(assistant=ewa, today=TODAY, max_families=4)
        give(ewa)

    def test_the_first_day_is_not_after_the_first_work(self, manager, ewa):
        give(ewa, starts_on=date(2023, 3, 1))
        page = send(manager, data_of(ewa), employed_from="02.03.2023")
        assert "Pierwsze przydzielenie jest z 1 marca 2023." in errors_of(page)["employed_from"]

    def test_what_an_import_left_outside_does_not_keep_the_name_from_being_corrected(self, manager):
        former = AssistantFactory(employed_to=TODAY - DAY)
        former.trainings.create(title="FASD", kind="training", held_on=TODAY)
        former.posts.create(funding=Funding.objects.first(), fraction=1, starts_on=former.employed_from - DAY)
        assert send(manager, data_of(former), last_name="Nowa").status_code == 302
        former.refresh_from_db()
        assert former.last_name == "Nowa" and former.posts.get().ends_on is None
        page = send(manager, data_of(former), employed_to=f"{TODAY - 2 * DAY:%d.%m.%Y}")
        assert "Wpisano udział w szkoleniu" in errors_of(page)["employed_to"]

    def test_of_two_people_the_second_sees_both_versions(self, manager, ewa):
        opened = fields_of(manager.get(data_of(ewa)))
        send(manager, data_of(ewa), max_families="9")
        page = manager.post(data_of(ewa), opened | {"max_families": "8"})
        assert "Ktoś zmienił te dane" in words(page)
        ewa.refresh_from_db()
        assert ewa.max_families == 9

    def test_who_comes_back_has_no_last_day(self, manager):
        former = AssistantFactory(employed_to=TODAY - DAY)
        send(manager, data_of(former), employed_to="")
        former.refresh_from_db()
        assert former.employed_to is None


class TestEnding:
    def test_with_families_it_leads_to_the_handover(self, manager, ewa):
        give(ewa, 2)
        page = send(manager, end_of(ewa), employed_to="31.05.2024")
        assert "Po tym dniu ma jeszcze 2 rodziny." in errors_of(page)["employed_to"]
        assert select(page, f'a[href="{reverse("handover", args=["A7"])}?od=2024-06-01"]')
        ewa.refresh_from_db()
        assert ewa.employed_to is None

    def test_what_lasts_longer_ends_with_it(self, manager, ewa):
        (assignment,) = give(ewa, ends_on=TODAY)
        funding = Funding.objects.first()
        ewa.posts.create(funding=funding, fraction=1, starts_on=date(2020, 1, 1))
        ewa.posts.create(funding=funding, fraction="0.5", starts_on=TODAY + 3 * DAY)
        record_absence(assistant=ewa, kind="leave", starts_on=TODAY, ends_on=TODAY + 9 * DAY)
        Appointment.objects.create(assistant=ewa, family=assignment.family, planned_on=TODAY + 3 * DAY)
        assert "2 etaty" in words(manager.get(end_of(ewa)))
        send(manager, end_of(ewa), employed_to="21.05.2024")
        last = TODAY + DAY
        ewa.refresh_from_db()
        assert ewa.employed_to == last
        assert [*ewa.posts.values_list("ends_on", flat=True)] == [last]
        assert ewa.absences.get().ends_on == last
        assert Appointment.objects.get().state == "cancelled"
        nothing = left_open(ewa, last)
        assert not any((nothing.families, nothing.posts, nothing.absences, nothing.appointments))

    def test_not_before_an_entry_of_the_diary(self, manager, ewa):
        (assignment,) = give(ewa, ends_on=TODAY)
        VisitFactory(case=assignment.case, assistant=ewa, visited_on=TODAY)
        page = send(manager, end_of(ewa), employed_to="19.05.2024")
        said = errors_of(page)["employed_to"]
        assert "Po tym dniu ma jeszcze 1 rodzinę." in said and "W dzienniku jest wpis z 20 maja 2024." in said

    def test_not_while_standing_in_for_somebody(self, ewa):
        other = AssistantFactory()
        (assignment,) = give(other)
        assignment.substitutions.create(substitute=ewa, starts_on=TODAY, ends_on=TODAY + 5 * DAY)
        with pytest.raises(ValidationError, match="zastępuje kogoś w 1.+rodzinie"):
            change_assistant(assistant=ewa, today=TODAY, employed_to=TODAY)

    def test_not_before_the_first_day(self, manager, ewa):
        page = send(manager, end_of(ewa), employed_to="31.12.2019")
        assert "wcześniejszy niż pierwszy dzień pracy" in errors_of(page)["employed_to"]


class TestEmployer:
    def test_is_an_organisation_or_the_centre(self, manager, ewa):
        send(manager, data_of(ewa), employer="  Fundacja „Dom”  ")
        ewa.refresh_from_db()
        assert ewa.employer == "Fundacja „Dom”"
        assert "Zatrudnia Fundacja „Dom”" in words(manager.get(reverse("assistant", args=[ewa.number])))
        assert "Fundacja „Dom”" in words(manager.get(reverse("assistants")))
        send(manager, data_of(ewa), employer="")
        assert "Zatrudnia ośrodek" in words(manager.get(reverse("assistant", args=[ewa.number])))

    def test_those_in_use_are_suggested(self, manager, ewa):
        for name in ("Źródło", "Dom & Ja", "Źródło"):
            AssistantFactory(employer=name)
        suggested = select(manager.get(data_of(ewa)), "datalist option")
        assert [each.get("value") for each in suggested] == ["Dom & Ja", "Źródło"]

    def test_too_long_a_name_is_explained_and_kept(self, manager, ewa):
        page = send(manager, data_of(ewa), employer="Ż" * 10_000)
        assert "najwyżej 200" in errors_of(page)["employer"].replace("\xa0", " ")
        assert len(fields_of(page)["employer"]) == 10_000
