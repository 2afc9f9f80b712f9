"""Trainings and supervisions: one entry for all who took part."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assistants.models import Training
from tests.clients import signed_in
from tests.factories import AssistantFactory, UserFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

LIST, NEW = reverse("trainings"), reverse("new_training")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def team():
    names = [("Ewa", "Żak"), ("Ola", "Ćwik"), ("Jan", "Dąb")]
    return [AssistantFactory(first_name=first, last_name=last, employed_from=date(2020, 1, 1)) for first, last in names]


def enter(client, participants, **changes):
    return send(client, NEW, **usual(participants) | changes)


def usual(participants):
    return {
        "title": "Dialog motywujący",
        "kind": "training",
        "held_on": "13.05.2024",
        "hours": "6,5",
        "participants": [each.pk for each in participants],
    }


def address(training):
    return reverse("edit_training", args=[training.pk])


class TestEntering:
    def test_one_entry_for_many_is_counted_as_one_event(self, manager, team):
        assert enter(manager, team).url == f"{LIST}?rok=2024"
        assert [*Training.objects.values_list("hours", flat=True)] == [Decimal("6.50")] * 3
        rows = figures("trainings", "2024")
        assert (rows["training.events"], rows["training.hours"], rows["assistants"]) == (1, Decimal("19.50"), 3)
        shown = words(manager.get(LIST)).replace("\xa0", " ")
        assert "szkolenie, 13.05.2024, 6 godz. 30 min; 3 osoby: Ola Ćwik, Jan Dąb, Ewa Żak" in shown

    def test_a_double_click_makes_one(self, manager, team):
        enter(manager, team)
        enter(manager, team)
        assert Training.objects.count() == 3

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            ("title", "", "Wpisz temat"),
            ("kind", "", "Zaznacz rodzaj."),
            ("held_on", "21.05.2024", "jeszcze nie nadszedł"),
            ("hours", "-1", "nie mniejszą niż 0"),
            ("hours", "dużo", "liczb"),
            ("participants", [], "Zaznacz, kto wziął udział."),
            ("participants", ["9" * 25], "nie ma na liście"),
        ],
    )
    def test_bad_input_is_explained_and_kept(self, manager, team, field, typed, said):
        page = send(manager, NEW, **usual(team) | {field: typed})
        assert said in errors_of(page)[field]
        if field != "title":
            assert fields_of(page)["title"] == "Dialog motywujący"
        assert not Training.objects.exists()

    def test_who_was_not_there_yet_is_named_and_nothing_is_saved(self, manager, team):
        new = AssistantFactory(first_name="Iga", last_name="Nowa", employed_from=date(2024, 5, 14))
        page = enter(manager, [*team, new])
        assert "Iga Nowa pracuje dopiero od 14 maja 2024." in errors_of(page)["participants"]
        assert not Training.objects.exists()

    def test_who_left_may_have_taken_part_before(self, manager, team):
        enter(manager, team)
        team[0].employed_to = date(2024, 5, 14)
        team[0].save()
        event = Training.objects.first()
        page = send(manager, address(event), held_on="15.05.2024")
        assert "Ewa Żak pracuje tylko do 14 maja 2024." in errors_of(page)["participants"]
        assert send(manager, address(event), held_on="14.05.2024").status_code == 302


class TestCorrecting:
    def test_changes_it_for_all(self, manager, team):
        enter(manager, team)
        send(manager, address(Training.objects.first()), title="Dialog", kind="supervision", hours="")
        assert {*Training.objects.values_list("title", "kind", "hours")} == {("Dialog", "supervision", None)}

    def test_adds_and_takes_out_who_took_part(self, manager, team):
        enter(manager, team[:2])
        before = Training.objects.get(assistant=team[1]).pk
        send(manager, address(Training.objects.first()), participants=[team[1].pk, team[2].pk])
        assert {*Training.objects.values_list("assistant", flat=True)} == {team[1].pk, team[2].pk}
        assert Training.objects.get(assistant=team[1]).pk == before

    def test_leaves_those_with_other_hours_alone(self, manager, team):
        enter(manager, team[:2])
        enter(manager, team[2:], hours="3")
        send(manager, address(Training.objects.first()), title="Dialog")
        assert Training.objects.get(assistant=team[2]).title == "Dialog motywujący"

    def test_of_two_people_the_second_sees_both_versions(self, manager, team):
        enter(manager, team)
        event = Training.objects.first()
        opened = fields_of(manager.get(address(event)))
        send(manager, address(event), hours="5")
        page = manager.post(address(event), opened | {"hours": "4"})
        assert "Ktoś zmienił te dane" in words(page)
        assert {*Training.objects.values_list("hours", flat=True)} == {5}

    def test_is_deleted_for_all_and_once(self, manager, team):
        enter(manager, team)
        remove = reverse("remove_training", args=[Training.objects.first().pk])
        assert "Zniknie u każdej z tych osób" in words(manager.get(remove))
        assert manager.post(remove).url == manager.post(remove).url
        assert not Training.objects.exists()


class TestList:
    def test_of_another_year(self, manager, team):
        enter(manager, team, held_on="12.12.2022")
        page = manager.get(LIST)
        assert "W 2024 r. nie wpisano" in words(page)
        assert select(page, 'a[href="?rok=2022"]')
        assert "Dialog motywujący" in words(manager.get(f"{LIST}?rok=2022"))
        assert "W 2024 r." in words(manager.get(f"{LIST}?rok=x"))

    def test_the_director_only_reads(self, manager, team):
        enter(manager, team)
        page = signed_in(UserFactory(role="director")).get(LIST)
        assert "Dialog motywujący" in words(page)
        for offered in (NEW, address(Training.objects.first())):
            assert not select(page, f'a[href="{offered}"]')
