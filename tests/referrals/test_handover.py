"""Families go over from one assistant to another."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.assignments.cap import NoFreePlace
from assistants.assignments.services import assign
from assistants.handover.services import hand_over
from assistants.models import Appointment, Assignment, Substitution
from cases.models import Plan, PlanGoal
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, UserFactory, VisitFactory

FROM = date(2024, 5, 6)

pytestmark = pytest.mark.django_db


def entrusted(assistant, count=1):
    return [
        assign(case=CaseFactory(opened_on=date(2023, 1, 2)), assistant=assistant, starts_on=date(2023, 1, 2))
        for _number in range(count)
    ]


def test_the_former_assistant_has_them_up_to_the_day_before():
    old, new = AssistantFactory(), AssistantFactory()
    before = entrusted(old, 2)
    after = hand_over(assignments=before, to=new, starts_on=FROM)
    assert {each.assistant for each in after} == {new}
    assert {each.starts_on for each in after} == {FROM}
    assert {each.ends_on for each in old.assignments.all()} == {FROM - timedelta(days=1)}


def test_a_substitution_does_not_outlive_the_assignment():
    assignment = entrusted(AssistantFactory())[0]
    for first, last in ((date(2024, 5, 1), date(2024, 5, 20)), (date(2024, 6, 1), date(2024, 6, 9))):
        Substitution.objects.create(assignment=assignment, substitute=AssistantFactory(), starts_on=first, ends_on=last)
    hand_over(assignments=[assignment], to=AssistantFactory(), starts_on=FROM)
    assert [each.ends_on for each in Substitution.objects.all()] == [FROM - timedelta(days=1)]


def test_all_or_none_when_there_is_not_room_for_all():
    old, new = AssistantFactory(), AssistantFactory(max_families=1)
    with pytest.raises(NoFreePlace):
        hand_over(assignments=entrusted(old, 2), to=new, starts_on=FROM)
    assert Assignment.objects.filter(assistant=old, ends_on=None).count() == 2
    assert not new.assignments.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"starts_on": date(2023, 1, 2)}, "Podaj późniejszy dzień."),
        ({"assignments": []}, "Wybierz co najmniej jedną rodzinę"),
    ],
)
def test_what_cannot_be_is_said(change, message):
    given = {"assignments": entrusted(AssistantFactory()), "to": AssistantFactory(), "starts_on": FROM}
    with pytest.raises(ValidationError, match=message):
        hand_over(**given | change)


def test_not_to_the_same_assistant():
    old = AssistantFactory()
    with pytest.raises(ValidationError, match="jest już asystentem"):
        hand_over(assignments=entrusted(old), to=old, starts_on=FROM)


def test_an_entry_of_the_diary_is_not_left_without_its_assistant():
    """A visit lies within an assignment of its case to its author."""
    old = AssistantFactory(first_name="Ewa", last_name="Żak")
    (assignment,) = entrusted(old)
    VisitFactory(case=assignment.case, assistant=old, visited_on=FROM)
    given = {"assignments": [assignment], "to": AssistantFactory()}
    with pytest.raises(ValidationError, match="Ewa Żak ma w dzienniku wpis"):
        hand_over(**given, starts_on=FROM)
    hand_over(**given, starts_on=FROM + timedelta(days=1))


def test_each_family_that_cannot_go_has_its_sentence():
    old = AssistantFactory()
    assignments = entrusted(old, 2)
    with pytest.raises(ValidationError) as refused:
        hand_over(assignments=assignments, to=AssistantFactory(), starts_on=date(2023, 1, 2))
    sentences = refused.value.message_dict["starts_on"]
    assert [assignment.family.number in sentence for assignment, sentence in zip(assignments, sentences, strict=True)]


@pytest.mark.parametrize("employed", [{"employed_to": date(2024, 12, 31)}, {"employed_from": date(2024, 6, 1)}])
def test_not_to_somebody_who_does_not_work_all_that_time(employed):
    with pytest.raises(ValidationError, match="pracuje (tylko do|dopiero od)"):
        hand_over(assignments=entrusted(AssistantFactory()), to=AssistantFactory(**employed), starts_on=FROM)


def test_what_is_agreed_for_later_is_then_agreed_with_the_new_assistant():
    old, new = AssistantFactory(), AssistantFactory()
    (assignment,) = entrusted(old)
    meetings = [
        Appointment.objects.create(family=assignment.family, assistant=old, planned_on=FROM + timedelta(days=days))
        for days in (-1, 0, 7)
    ]
    hand_over(assignments=[assignment], to=new, starts_on=FROM)
    assert [Appointment.objects.get(pk=each.pk).assistant for each in meetings] == [old, new, new]


class TestPack:
    def test_says_what_waits_and_what_is_agreed(self, staff, time_machine, monkeypatch):
        time_machine.move_to("2024-05-20 12:00")
        old = AssistantFactory(first_name="Ewa", last_name="Żak")
        (assignment,) = entrusted(old)
        family, case = assignment.family, assignment.case
        family.address = "ul. Lipowa 3"
        family.save()
        plan = Plan.objects.create(case=case, agreed_on=date(2024, 1, 10), valid_until=date(2024, 7, 1))
        PlanGoal.objects.create(plan=plan, goal="Spłata czynszu", action="Ugoda", due_on=date(2024, 6, 1))
        VisitFactory(case=case, assistant=old, visited_on=date(2024, 5, 14), summary="Ustalono termin ugody.")
        Appointment.objects.create(family=family, assistant=old, planned_on=date(2024, 6, 3), place="szkoła")
        hand_over(assignments=[assignment], to=AssistantFactory(last_name="Lis"), starts_on=date(2024, 5, 27))
        printed = []
        monkeypatch.setattr("reporting.letters.handover_pack.pdf_of", lambda source: printed.append(source) or b"%PDF")
        staff.get(reverse("handover_pack"), {"rodzina": family.number})
        sheet = printed[0].replace("\u00a0", " ")
        for words in (
            "ul. Lipowa 3",
            "02.01.2023–26.05.2024",
            "od 27.05.2024",
            "Nowy plan pracy",
            "Spłata czynszu (do 1 czerwca 2024)",
            "Ugoda",
            "Ustalono termin ugody.",
            "3 czerwca 2024",
            "Lis, szkoła",
        ):
            assert words in sheet

    def test_is_a_sheet_for_each_family_that_one_sees(self, staff):
        numbers = [CaseFactory().family.number for _n in range(2)]
        answer = staff.get(reverse("handover_pack"), {"rodzina": numbers})
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")

    def test_not_of_families_that_one_does_not_see(self):
        client = signed_in(UserFactory(role="assistant"))
        assert client.get(reverse("handover_pack"), {"rodzina": FamilyFactory().number}).status_code == 404

    def test_not_for_whoever_does_not_read_the_diary(self):
        worker = UserFactory(role="social_worker")
        family = FamilyFactory(social_worker=worker)
        assert signed_in(worker).get(reverse("handover_pack"), {"rodzina": family.number}).status_code == 403

    @pytest.mark.parametrize("numbers", [[], ["nie-ma"], ["\0"]])
    def test_nonsense_is_not_there(self, staff, numbers):
        assert staff.get(reverse("handover_pack"), {"rodzina": numbers}).status_code == 404
