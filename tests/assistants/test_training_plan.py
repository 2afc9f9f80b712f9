"""The plan of trainings of a year beside what was held; organisers and certificates."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assistants.models import PlannedTraining, Training
from assistants.trainings.services import save_event
from tests.clients import signed_in
from tests.factories import AssistantFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

LIST, NEW, PLAN = reverse("trainings"), reverse("new_training"), reverse("plan_training")
DIALOG = {
    "year": "2024",
    "title": "Dialog motywujący",
    "kind": "training",
    "persons": "3",
    "hours": "6,5",
    "month": "5",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def team():
    names = [("Ewa", "Żak"), ("Ola", "Ćwik"), ("Jan", "Dąb"), ("Iga", "Łoś")]
    return [AssistantFactory(first_name=first, last_name=last) for first, last in names]


@pytest.fixture
def dialog(manager):
    send(manager, PLAN, **DIALOG)
    return PlannedTraining.objects.get()


def hold(planned, participants, **changes):
    usual = {"title": "Dialog", "kind": "training", "held_on": date(2024, 5, 13), "hours": Decimal("6.5")}
    return save_event(participants=participants, **usual | {"planned": planned} | changes)


def said(client, address=LIST):
    return words(client.get(address)).replace("\xa0", " ")


class TestPlan:
    def test_is_entered_and_waits(self, manager, dialog):
        assert (dialog.year, dialog.persons, dialog.hours, dialog.month) == (2024, 3, Decimal("6.5"), 5)
        assert "maj 3 0 19,5 0 jeszcze się nie odbyło" in said(manager)

    def test_says_what_was_not_held(self, manager, dialog, time_machine):
        time_machine.move_to("2024-06-01 12:00")
        page = said(signed_in(UserFactory(role="manager")))
        assert "nie odbyło się" in page and "jeszcze się nie" not in page

    def test_what_was_held_as_planned(self, manager, dialog, team):
        hold(dialog, team[:3])
        assert "maj 3 3 19,5 19,5 odbyło się zgodnie z planem" in said(manager)

    @pytest.mark.parametrize(
        ("number", "difference"),
        [(2, "o 1 osobę mniej, o 6 godz. 30 min mniej"), (4, "o 1 osobę więcej, o 6 godz. 30 min więcej")],
    )
    def test_the_difference_in_words_and_numbers(self, manager, dialog, team, number, difference):
        hold(dialog, team[:number])
        assert difference in said(manager)

    def test_who_came_twice_counts_once_and_their_hours_twice(self, manager, dialog, team):
        hold(dialog, team[:3], hours=Decimal(3))
        hold(dialog, team[:3], hours=Decimal(4), held_on=date(2024, 5, 14))
        assert "3 3 19,5 21 o 1 godz. 30 min więcej" in said(manager)

    def test_what_was_held_is_entered_from_the_plan(self, manager, dialog, team):
        (link,) = select(manager.get(LIST), f'a[href="{NEW}?plan={dialog.number}"]')
        form = manager.get(link.get("href"))
        assert fields_of(form)["title"] == "Dialog motywujący" and fields_of(form)["hours"] == "6,5"
        manager.post(NEW, fields_of(form) | {"participants": [team[0].pk]})
        assert Training.objects.get().planned == dialog

    def test_what_was_held_beside_it_is_marked(self, manager, dialog, team):
        hold(None, team[:1])
        assert "poza planem" in said(manager)

    def test_of_another_year_is_refused(self, manager, dialog, team):
        page = send(
            manager,
            NEW,
            title="Dialog",
            kind="training",
            held_on="13.12.2023",
            planned=dialog.pk,
            participants=[team[0].pk],
        )
        assert "To jest w planie na 2024 r., a dzień jest z 2023 r." in errors_of(page)["planned"].replace("\xa0", " ")
        hold(dialog, team[:1])
        page = send(manager, reverse("edit_planned", args=[dialog.number]), year="2025")
        assert "w innym roku" in errors_of(page)["year"]

    def test_next_year_can_be_planned(self, manager):
        assert select(manager.get(LIST), 'a[href="?rok=2025"]')
        assert fields_of(manager.get(f"{PLAN}?rok=2025"))["year"] == "2025"

    def test_a_double_click_makes_one(self, manager, dialog):
        send(manager, PLAN, **DIALOG)
        assert PlannedTraining.objects.count() == 1

    def test_of_two_people_the_second_sees_both_versions(self, manager, dialog):
        address = reverse("edit_planned", args=[dialog.number])
        opened = fields_of(manager.get(address))
        send(manager, address, persons="5")
        assert "Ktoś zmienił te dane" in words(manager.post(address, opened | {"persons": "4"}))

    def test_is_deleted_only_while_nothing_was_held(self, manager, dialog, team):
        hold(dialog, team[:1])
        address = reverse("remove_planned", args=[dialog.number])
        assert "coś się już odbyło" in words(manager.post(address, follow=True))
        for row in Training.objects.all():
            row.delete()
        assert manager.post(address).url == manager.post(address).url == f"{LIST}?rok=2024"
        assert not PlannedTraining.objects.exists()

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("title", ""),
            ("title", "a" * 10_000),
            ("kind", ""),
            ("year", "24"),
            ("year", "dwa"),
            ("persons", "0"),
            ("persons", "1000"),
            ("hours", "-1"),
            ("hours", "dużo"),
            ("month", "13"),
        ],
    )
    def test_bad_input_is_explained_and_kept(self, manager, field, typed):
        page = send(manager, PLAN, **DIALOG | {field: typed})
        assert errors_of(page)[field]
        assert fields_of(page)["persons"] == (typed if field == "persons" else "3")
        assert not PlannedTraining.objects.exists()

    def test_the_director_only_reads(self, manager, dialog):
        director = signed_in(UserFactory(role="director"))
        page = director.get(LIST)
        assert "Dialog motywujący" in words(page) and not select(page, f'a[href^="{NEW}"]')
        assert director.get(PLAN).status_code == 403


class TestCertificates:
    def test_each_participant_has_their_own(self, manager, team):
        first, second = hold(None, team[:2], organiser="Fundacja „Dom”")
        address = reverse("certificates", args=[first.pk])
        send(manager, address, **{f"ma_{first.pk}": "on", f"numer_{second.pk}": "7/2024"})
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.certificate, first.certificate_number) == (True, "")
        assert (second.certificate, second.certificate_number) == (True, "7/2024")
        assert "Fundacja „Dom”; 2 osoby: Ola Ćwik, Ewa Żak; 2 zaświadczenia" in said(manager)
        assert "zaświadczenie 7/2024" in said(manager, reverse("assistant", args=[team[1].number]))

    def test_a_correction_of_the_event_keeps_them(self, manager, team):
        (row,) = hold(None, team[:1])
        send(manager, reverse("certificates", args=[row.pk]), **{f"numer_{row.pk}": "7/2024"})
        send(manager, reverse("edit_training", args=[row.pk]), organiser="Fundacja")
        row.refresh_from_db()
        assert (row.organiser, row.certificate_number) == ("Fundacja", "7/2024")

    def test_a_number_too_long_is_explained_and_kept(self, manager, team):
        (row,) = hold(None, team[:1])
        page = send(manager, reverse("certificates", args=[row.pk]), **{f"numer_{row.pk}": "7" * 81})
        assert errors_of(page)[f"numer_{row.pk}"] and fields_of(page)[f"numer_{row.pk}"] == "7" * 81

    def test_of_two_people_the_second_sees_both_versions(self, manager, team):
        (row,) = hold(None, team[:1])
        address = reverse("certificates", args=[row.pk])
        opened = fields_of(manager.get(address))
        send(manager, address, **{f"numer_{row.pk}": "1"})
        assert "Ktoś zmienił te dane" in words(manager.post(address, opened | {f"numer_{row.pk}": "2"}))
