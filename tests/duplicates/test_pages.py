"""The register of suspected duplicates: renewed by a command, read and decided by the manager."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.duplicates.pairs import open_pairs
from assistants.merging.services import undo_merge
from assistants.models import SuspectedDuplicate
from cases.models import Family, FamilyMerge, NamedReader, Person
from cases.privacy.retention import anonymise
from familycare.audit.models import Change, Reading
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_forms import errors_of, fields_of
from tests.html_pages import links_of, words
from tests.merging.twins import merge

pytestmark = pytest.mark.django_db
TODAY, BORN = date(2024, 5, 20), date(2015, 3, 14)
LIST = "/mozliwe-duplikaty/"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00", tick=False)
    CentreFactory()


@pytest.fixture
def manager():
    return StaffFactory(first_name="Maria", last_name="Kierownik")


@pytest.fixture
def client(manager):
    return signed_in(manager)


@pytest.fixture
def twins():
    """Two families with the same child."""
    families = [FamilyFactory(name=name, number=number) for name, number in (("Sowa", "R1"), ("Sowa-Wilk", "R2"))]
    for family in families:
        PersonFactory(family=family, role="child", first_name="Jan", last_name="Sowa", birth_date=BORN)
    return families


def search():
    call_command("find_duplicates")
    return SuspectedDuplicate.objects.open()


@pytest.fixture
def pair(twins):
    return search().get()


def page_of(pair):
    return reverse("suspected_duplicate", args=[pair.pk])


class TestTheCommand:
    def test_saves_a_pair_once_and_says_how_many(self, twins, capsys):
        assert search().count() == search().count() == 1
        said = capsys.readouterr().err.replace("\xa0", " ").splitlines()
        assert said == [
            "Możliwe duplikaty: 1 para do rozstrzygnięcia (nowe: 1, znów podobne: 0, już niepodobne: 0).",
            "Możliwe duplikaty: 1 para do rozstrzygnięcia (nowe: 0, znów podobne: 0, już niepodobne: 0).",
        ]

    def test_names_nobody_in_its_output_and_the_log(self, pair, capsys):
        entries = str([*Change.objects.values_list("contents", flat=True)])
        assert "możliwe duplikaty" in entries
        capsys.readouterr()
        search()
        said = "".join(capsys.readouterr())
        assert "Sowa" not in said and "R1" not in said

    def test_a_pair_that_is_no_longer_alike_vanishes(self, pair):
        Person.objects.filter(family=pair.other).update(birth_date=date(2016, 1, 1))
        assert not search().exists()
        assert not SuspectedDuplicate.objects.exists()

    def test_more_in_common_makes_it_likelier(self, pair):
        for family in pair.families:
            PersonFactory(family=family, role="child", first_name="Ola", last_name="Sowa", birth_date=date(2017, 1, 1))
        (again,) = search()
        assert (again.pk, len(again.grounds)) == (pair.pk, 2)
        assert again.strength > pair.strength


class TestTheList:
    def test_shows_both_families_and_why(self, client, pair):
        page = client.get(LIST)
        assert links_of(page, "main table a") == {"Sowa (R1) i Sowa-Wilk (R2)": page_of(pair)}
        assert "Jan Sowa: to samo imię i nazwisko, ta sama data urodzenia" in words(page, "main table")
        assert Reading.objects.filter(what="możliwe duplikaty").exists()

    def test_says_when_there_is_none(self, client):
        assert "Nie ma pary do rozstrzygnięcia." in words(client.get(LIST))

    def test_takes_few_queries_for_many_pairs(self, client, django_assert_max_num_queries):
        for day in range(1, 21):
            for _twice in range(2):
                PersonFactory(family=FamilyFactory(), first_name="Jan", last_name="S", birth_date=date(2015, 4, day))
                PersonFactory(first_name="Jan", last_name="Sowa", birth_date=date(2015, 4, day))
        search()
        assert queries_of(client, LIST, django_assert_max_num_queries) <= MOST_QUERIES

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has other plans")
    def test_does_not_try_all_families_with_all_others(self, manager):
        families = Family.objects.bulk_create(
            Family(number=f"R{n}", name="Sowa", structure="other") for n in range(400)
        )
        SuspectedDuplicate.objects.bulk_create(
            SuspectedDuplicate(family=one, other=other, strength=30, found_on=TODAY)
            for one, other in zip(families[:200], families[200:], strict=True)
        )
        steps = []  # a thousand of the database each
        connection.connection.set_progress_handler(lambda: steps.append(1), 1000)
        assert open_pairs(manager).count() == 200
        connection.connection.set_progress_handler(None, 0)
        assert len(steps) < 100

    def test_the_start_page_counts_the_open_pairs(self, client, pair):
        case = CaseFactory(family=pair.family)
        assistant = AssistantFactory()
        assign(case=case, assistant=assistant, starts_on=case.opened_on)
        VisitFactory(case=case, assistant=assistant)
        assert links_of(client.get(reverse("home")), "[aria-labelledby=mozliwe-duplikaty] a") == {"1 para rodzin": LIST}
        client.post(page_of(pair), {"reason": "Kuzyni."})
        assert not links_of(client.get(reverse("home")), "[aria-labelledby=mozliwe-duplikaty] a")


class TestProtectedFamilies:
    """A pair with a family that the reader must not see is as if it did not exist."""

    @pytest.fixture
    def restricted(self, pair):
        Family.objects.filter(pk=pair.other_id).update(is_restricted=True)
        return pair

    @pytest.mark.parametrize("place", [0, 1])
    def test_is_counted_and_listed_for_nobody_else_whichever_of_the_two_it_is(self, client, pair, place):
        VisitFactory(case=CaseFactory(family=pair.families[1 - place]))  # the start page has something to show
        Family.objects.filter(pk=pair.families[place].pk).update(is_restricted=True)
        assert "duplikat" not in words(client.get(reverse("home")), "main").lower()
        assert "Nie ma pary do rozstrzygnięcia." in words(client.get(LIST))
        assert client.get(page_of(pair)).status_code == 404

    def test_is_shown_nowhere_to_a_manager_who_is_not_named(self, client, restricted):
        assert "Nie ma pary do rozstrzygnięcia." in words(client.get(LIST))
        assert client.get(page_of(restricted)).status_code == 404
        assert client.post(page_of(restricted), {"reason": "Kuzyni."}).status_code == 404
        assert SuspectedDuplicate.objects.get().decision == ""

    def test_is_shown_to_the_named_one(self, client, manager, restricted):
        for family in restricted.families:
            NamedReader.objects.create(family=family, user=manager)
        assert client.get(page_of(restricted)).status_code == 200
        assert "R2" in words(client.get(LIST))

    def test_the_history_of_the_other_file_says_nothing_of_it(self, client, restricted):
        search()
        SuspectedDuplicate.objects.get().save()
        assert "R2" not in words(client.get(reverse("family_history", args=["R1"])))

    @pytest.mark.parametrize("role", ["assistant", "social_worker", "director", "auditor", "admin"])
    def test_the_list_is_for_the_manager_alone(self, pair, role):
        client = signed_in(UserFactory(role=role))
        for path in (LIST, page_of(pair)):
            assert client.get(path).status_code == 403


class TestNotTheSame:
    REASON = "Jan mieszka raz u matki, raz u ojca."

    @pytest.fixture
    def decided(self, client, pair):
        answer = client.post(page_of(pair), {"reason": self.REASON}, follow=True)
        assert "Zapisano, że to nie ta sama rodzina." in words(answer)
        return SuspectedDuplicate.objects.get()

    def test_keeps_who_said_it_when_and_why(self, client, manager, decided):
        assert (decided.decision, decided.reason) == ("different", self.REASON)
        assert (decided.decided_by, decided.decided_on) == (manager, TODAY)
        assert self.REASON in words(client.get(LIST), "#rozne")
        assert self.REASON in words(client.get(page_of(decided)))
        assert self.REASON not in str([*Change.objects.values_list("contents", flat=True)])

    def test_needs_a_reason_and_loses_nothing(self, client, pair):
        page = client.post(page_of(pair), {"reason": "  "})
        assert errors_of(page) == {"reason": "Napisz, skąd to wiadomo."}
        page = client.post(page_of(pair), {"reason": "x" * 301})
        assert fields_of(page, "main form")["reason"] == "x" * 301
        assert SuspectedDuplicate.objects.get().decision == ""

    def test_is_not_offered_again(self, decided):
        assert not search().exists()
        assert SuspectedDuplicate.objects.get().reason == self.REASON

    def test_is_offered_again_when_more_is_alike(self, decided):
        for family in decided.families:
            PersonFactory(family=family, role="child", first_name="Ola", last_name="Sowa", birth_date=date(2017, 1, 1))
        (again,) = search()
        assert (again.decision, again.reason, again.decided_by) == ("", "", None)

    def test_is_not_when_less_is(self, decided):
        Person.objects.filter(family=decided.other).update(first_name="Jana")
        assert not search().exists()

    def test_can_be_taken_back(self, client, decided):
        client.post(page_of(decided), {"ponownie": "1"})
        assert SuspectedDuplicate.objects.open().exists()

    def test_somebody_else_was_faster(self, client, pair, decided):
        page = client.post(page_of(pair), {"reason": "Kuzyni."})
        assert "Tę parę ktoś już rozstrzygnął" in words(page)
        assert SuspectedDuplicate.objects.get().reason == self.REASON


class TestTheSame:
    def test_the_page_leads_to_merging_and_keeps_the_family_with_support(self, client, pair):
        CaseFactory(family=pair.other)
        path = links_of(client.get(page_of(pair)))["Połącz"]
        assert path == "/rodziny/R2/scal/?rodzina=R1"
        assert "Scalić rodzinę R1 z rodziną R2?" in words(client.get(path))

    def test_a_merged_pair_vanishes_and_comes_back_with_its_undoing(self, client, manager, pair):
        made = merge(*pair.families, manager)
        assert not SuspectedDuplicate.objects.open().exists()
        assert not search().exists()
        done = SuspectedDuplicate.objects.get()
        assert (done.decision, done.decided_by, done.decided_on) == ("merged", manager, TODAY)
        assert client.get(page_of(pair)).status_code == 404
        undo_merge(merge=FamilyMerge.objects.get(pk=made.pk), by=manager)
        assert SuspectedDuplicate.objects.open().get() == pair

    def test_whoever_an_undone_merge_took_away_is_not_named(self, client, manager, twins):
        third = FamilyFactory(name="Wilk", number="R3")
        PersonFactory(family=third, first_name="Ola", last_name="Wilk", birth_date=BORN)
        PersonFactory(family=twins[1], first_name="Ola", last_name="Wilk", birth_date=BORN)
        made = merge(twins[0], third, manager)
        found = search().get()
        assert "Ola Wilk" in words(client.get(LIST), "main table")
        undo_merge(merge=FamilyMerge.objects.get(pk=made.pk), by=manager)
        assert "Ola Wilk" not in words(client.get(LIST), "main table")
        assert "R3" not in words(client.get(page_of(found)))

    def test_pairs_of_the_absorbed_family_are_hidden(self, manager, pair):
        third = FamilyFactory(name="Sowa", number="R3")
        PersonFactory(family=third, role="child", first_name="Jan", last_name="Sowa", birth_date=BORN)
        assert search().count() == 3
        merge(*pair.families, manager)
        assert [str(each) for each in SuspectedDuplicate.objects.open()] == ["R1, R3"]

    def test_somebody_of_both_families_is_joined_first(self, client, pair):
        links = links_of(client.get(page_of(pair)))
        one, other = (family.persons.get() for family in pair.families)
        assert links["Jan Sowa"] == reverse("same_person", args=[one.number])
        client.post(links["Jan Sowa"], {"number": other.number})
        other.refresh_from_db()
        assert other.individual == Person.objects.get(pk=one.pk).individual
        assert not search().exists()


def test_anonymisation_of_either_family_deletes_the_pair(twins, client, manager):
    for family in twins:
        SuspectedDuplicate.objects.all().delete()
        search()
        assert SuspectedDuplicate.objects.exists()
        anonymise(Family.objects.filter(pk=family.pk), day=TODAY)
        assert not SuspectedDuplicate.objects.exists()
        Family.objects.filter(pk=family.pk).update(anonymised_on=None)
        Person.objects.filter(family=family).update(first_name="Jan", last_name="Sowa")
