"""An assistant who handed a family over reads nothing that came into its file afterwards, by a merge or by an entry,
whatever days it names."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from lxml import html

from assistants.assignments.services import assign
from assistants.merging.services import merge_families, undo_merge
from assistants.models import Substitution, Visit
from cases.family_page.as_of import ALWAYS, DATES
from cases.family_page.file import FamilyFile
from cases.models import Attachment, Case, Condition, CourtOrder, Family, FamilyProblem, Person
from familycare.audit.services import record_bulk
from familycare.centre.models import Problem
from tests.access.handed_over import AFTER, BEGAN, HORIZON, OF_A_FAMILY, WORD
from tests.clients import queries_of, signed_in
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
from tests.html_pages import parsed, select, words
from tests.records import record

TODAY = "2024-06-20 12:00"


@pytest.fixture(autouse=True)
def first_day(time_machine):
    time_machine.move_to(f"{BEGAN} 12:00")


@pytest.fixture
def manager(db):
    CentreFactory()
    return StaffFactory()


@pytest.fixture
def ewa(manager):
    return AssistantFactory(account=UserFactory(role="assistant"))


def helped(assistant, number, name="Kowalscy", kind="difficulties", ends_on=HORIZON):
    """A family with a mother, whom the assistant helped."""
    family = FamilyFactory(name=name, number=number, structure="")
    case = CaseFactory(family=family, kind=kind, opened_on=BEGAN)
    assign(case=case, assistant=assistant, starts_on=BEGAN, ends_on=ends_on)
    PersonFactory(
        family=family, role="parent", main_carer=True, first_name="Anna", last_name=name, birth_date=None, number=name
    )
    FamilyProblem.objects.create(family=family, problem=Problem.objects.all()[len(name) % 5], identified_on=BEGAN)
    return family


@pytest.fixture
def family(ewa):
    family = helped(ewa, "R90701")
    VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=BEGAN, summary="Nasza rozmowa.")
    return family


@pytest.fixture
def other(manager):
    """Another assistant's family, with WORD in each of its texts."""
    assistant = AssistantFactory(account=UserFactory(role="assistant"), last_name=f"{WORD}Asystent")
    family = helped(assistant, "R90702", WORD, kind="za_zyciem")
    mother, case = family.persons.get(), family.cases.get()
    Person.objects.filter(pk=mother.pk).update(birth_date=date(1990, 5, 14))
    Family.objects.filter(pk=family.pk).update(structure="single_mother", district=WORD)
    VisitFactory(case=case, assistant=assistant, visited_on=BEGAN, summary=WORD)
    Condition.objects.create(person=mother, condition="disability", since_on=BEGAN)
    CourtOrder.objects.create(family=family, kind="curator_supervision", issued_on=BEGAN)
    Substitution.objects.create(
        assignment=case.assignments.get(), substitute=assistant_named("Zastępca"), starts_on=BEGAN, ends_on=AFTER
    )
    return family


def assistant_named(name):
    return AssistantFactory(last_name=f"{WORD}{name}")


def merge(kept, absorbed, manager, same=None):
    """The FamilyMerge, in which each person of `absorbed` is the person `same` of the kept family, or none of it."""
    persons = dict.fromkeys([person.pk for person in absorbed.persons.all()], same)
    return merge_families(kept=kept, absorbed=absorbed, persons=persons, by=manager)


def address(family, **query):
    return reverse("family", args=[family.number], query={"strona": "wszystko", **query})


def html_of(client, family, **query):
    """The HTML of the page without CSRF tokens, which change each time."""
    page = parsed(client.get(address(family, **query)))
    for token in select(page, "[name=csrfmiddlewaretoken]"):
        token.drop_tree()
    return html.tostring(page, encoding="unicode")


def known(family, reader=None, day=HORIZON):
    """{model: keys of its records} in the file of that day."""
    file = FamilyFile(Family.objects.get(pk=family.pk), date(2024, 6, 20), as_of=day, reader=reader)
    records = {model: {each.pk for each in file.records[model]} for model in DATES if DATES[model] is not ALWAYS}
    return records | {Visit: {*file.visits.values_list("pk", flat=True)}}


class TestLaterMerges:
    def test_bring_nothing(self, family, other, ewa, manager, time_machine):
        document = record(Attachment, other, BEGAN, WORD)
        time_machine.move_to(TODAY)
        client, before = signed_in(ewa.account), known(family, ewa.account)
        page = html_of(client, family)
        merge(family, other, manager)
        assert WORD not in html_of(client, family)
        assert html_of(client, family) == page
        assert known(family, ewa.account) == known(family) == before
        assert client.get(reverse("document", args=[family.number, document.pk])).status_code == 404
        assert client.get(reverse("family", args=[other.number])).status_code == 404

    def test_a_manager_reads_both(self, family, other, manager):
        merge(family, other, manager)
        client = signed_in(manager)
        assert WORD in words(client.get(address(family)))
        assert client.get(reverse("family", args=[other.number])).url == reverse("family", args=[family.number])

    def test_bring_nothing_about_a_person_in_both(self, family, other, ewa, manager, time_machine):
        time_machine.move_to(TODAY)
        client, before = signed_in(ewa.account), known(family, ewa.account)
        page = html_of(client, family)
        merge(family, other, manager, same=family.persons.get())
        assert family.persons.get().birth_date == date(1990, 5, 14)
        assert known(family, ewa.account) == before
        assert html_of(client, family) == page

    def test_bring_nothing_by_way_of_another(self, family, other, ewa, manager, time_machine):
        third = helped(assistant_named("Trzeci"), "R90703", f"{WORD}Inni", kind="difficulties")
        Case.objects.filter(family=third).update(closed_on=HORIZON, closing_reason="goals_achieved")
        time_machine.move_to(TODAY)
        client, before = signed_in(ewa.account), known(family, ewa.account)
        merge(other, third, manager)
        merge(family, other, manager)
        assert known(family, ewa.account) == before
        for number in (other.number, third.number):
            assert client.get(reverse("family", args=[number])).status_code == 404

    def test_the_assistant_of_the_other_family_reads_that_one(self, family, other, manager, time_machine):
        assistant = other.assignments.get().assistant.account
        time_machine.move_to(TODAY)
        before = known(other, assistant)
        merge(family, other, manager)
        client = signed_in(assistant)
        assert client.get(reverse("family", args=[other.number])).url == reverse("family", args=[family.number])
        page = client.get(address(family))
        assert f"{WORD}Zastępca" in words(page)
        assert "Nasza rozmowa" not in page.content.decode()
        assert known(family, assistant) == before

    def test_bring_nothing_after_undoing(self, family, other, ewa, manager, time_machine):
        time_machine.move_to(TODAY)
        before = known(family, ewa.account)
        undo_merge(merge=merge(family, other, manager), by=manager)
        assert known(family, ewa.account) == before
        assert signed_in(ewa.account).get(reverse("family", args=[other.number])).status_code == 404

    def test_before_the_handover_are_known(self, family, other, ewa, manager, time_machine):
        time_machine.move_to(f"{HORIZON} 23:30+02:00")
        merge(family, other, manager)
        time_machine.move_to(TODAY)
        client = signed_in(ewa.account)
        assert WORD in words(client.get(address(family)))
        assert client.get(reverse("family", args=[other.number])).url == reverse("family", args=[family.number])


class TestLaterEntries:
    @pytest.mark.parametrize("model", OF_A_FAMILY, ids=lambda model: model.__name__)
    def test_are_not_known(self, model, family, time_machine):
        if model.__name__ == "Assignment":  # a case has one at a time
            family.assignments.all().delete()
        time_machine.move_to(f"{HORIZON + timedelta(days=1)} 00:10+02:00")
        made = record(model, family, BEGAN, WORD)
        see = "see `Later` in cases/family_page/later_entries.py, and whether the log of changes watches the model."
        label = model._meta.label
        assert made.pk not in known(family)[model], f"A {label} that was entered after the handover is read: {see}"
        assert made.pk in known(family, day=HORIZON + timedelta(days=1))[model], f"A {label} is not read: {see}"

    def test_are_on_no_page(self, family, ewa, time_machine):
        time_machine.move_to(TODAY)
        client = signed_in(ewa.account)
        page = html_of(client, family)
        late = [model for model in OF_A_FAMILY if model not in (Case, Family.assignments.rel.related_model)]
        made = {model: record(model, family, BEGAN, WORD) for model in late}
        assert html_of(client, family) == page
        for part in ("dziennik", "sytuacja", "sad", "pomoc"):
            assert WORD not in html_of(client, family, co=part)
        document = reverse("document", args=[family.number, made[Attachment].pk])
        assert client.get(document).status_code == 404

    def test_of_the_last_evening_are_known(self, family, time_machine):
        time_machine.move_to(f"{HORIZON} 23:50+02:00")
        made = record(FamilyProblem, family, BEGAN)
        assert made.pk in known(family)[FamilyProblem]

    def test_by_the_reader_are_known(self, family, ewa, time_machine):
        """Where the handover is written down only afterwards, with an earlier day."""
        time_machine.move_to(f"{AFTER} 12:00")
        sent = {"identified_on": "29.04.2024", "problem": Problem.objects.last().pk}
        Visit.objects.all().delete()
        family.assignments.update(ends_on=None)
        address = reverse("add_record", args=[family.number, "problem"])
        assert signed_in(ewa.account).post(address, sent).status_code == 302
        family.assignments.update(ends_on=HORIZON)
        assert len(known(family, ewa.account)[FamilyProblem]) == 2
        assert len(known(family)[FamilyProblem]) == 1

    def test_of_an_import_are_known_by_their_days(self, family, time_machine):
        """An imported register is read by the days in it."""
        time_machine.move_to(TODAY)
        with record_bulk():
            made = record(FamilyProblem, family, BEGAN)
            late = record(FamilyProblem, family, AFTER)
        assert made.pk in known(family)[FamilyProblem] and late.pk not in known(family)[FamilyProblem]

    def test_of_own_support_are_known(self, ewa, time_machine):
        time_machine.move_to(TODAY)
        family = helped(ewa, "R90704")
        assert f"Rodzinie pomaga {ewa}" in words(signed_in(ewa.account).get(address(family)))
        assert not known(family, ewa.account)[FamilyProblem]


def test_takes_as_many_queries_however_much_came_later(
    family, other, ewa, manager, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(TODAY)
    client = signed_in(ewa.account)
    merge(family, other, manager)
    few = queries_of(client, address(family), django_assert_max_num_queries)
    for model in (FamilyProblem, CourtOrder, Visit) * 3:
        record(model, family, BEGAN, WORD)
    assert queries_of(client, address(family), django_assert_max_num_queries) <= few
