"""Handing families over from one assistant to another."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.assignments.cap import NoFreePlace
from assistants.assignments.services import assign
from assistants.handover.services import hand_over
from assistants.models import Appointment, Assignment, Substitution
from cases.models import Plan, PlanGoal
from familycare.jobs.models import Job
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, UserFactory, VisitFactory
from tests.html_pages import words
from tests.pdf_pages import text_of_pdf

FROM = date(2024, 5, 6)

pytestmark = pytest.mark.django_db


def assigned(assistant, count=1):
    return [
        assign(case=CaseFactory(opened_on=date(2023, 1, 2)), assistant=assistant, starts_on=date(2023, 1, 2))
        for _number in range(count)
    ]


def test_the_former_assistant_has_them_until_the_day_before():
    old, new = AssistantFactory(), AssistantFactory()
    before = assigned(old, 2)
    after = hand_over(assignments=before, to=new, starts_on=FROM)
    assert {each.assistant for each in after} == {new}
    assert {each.starts_on for each in after} == {FROM}
    assert {each.ends_on for each in old.assignments.all()} == {FROM - timedelta(days=1)}


def test_a_substitution_ends_with_the_assignment():
    assignment = assigned(AssistantFactory())[0]
    for first, last in ((date(2024, 5, 1), date(2024, 5, 20)), (date(2024, 6, 1), date(2024, 6, 9))):
        Substitution.objects.create(assignment=assignment, substitute=AssistantFactory(), starts_on=first, ends_on=last)
    hand_over(assignments=[assignment], to=AssistantFactory(), starts_on=FROM)
    assert [each.ends_on for each in Substitution.objects.all()] == [FROM - timedelta(days=1)]


def test_hands_over_nothing_without_room_for_all():
    old, new = AssistantFactory(), AssistantFactory(max_families=1)
    with pytest.raises(NoFreePlace):
        hand_over(assignments=assigned(old, 2), to=new, starts_on=FROM)
    assert Assignment.objects.filter(assistant=old, ends_on=None).count() == 2
    assert not new.assignments.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"starts_on": date(2023, 1, 2)}, "Podaj późniejszy dzień."),
        ({"assignments": []}, "Wybierz co najmniej jedną rodzinę"),
    ],
)
def test_invalid_handover_is_refused(change, message):
    given = {"assignments": assigned(AssistantFactory()), "to": AssistantFactory(), "starts_on": FROM}
    with pytest.raises(ValidationError, match=message):
        hand_over(**given | change)


def test_not_to_the_same_assistant():
    old = AssistantFactory()
    with pytest.raises(ValidationError, match="jest już asystentem"):
        hand_over(assignments=assigned(old), to=old, starts_on=FROM)


def test_a_diary_entry_stays_within_its_assignment():
    """A visit lies within an assignment of its case to its author."""
    old = AssistantFactory(first_name="Ewa", last_name="Żak")
    (assignment,) = assigned(old)
    VisitFactory(case=assignment.case, assistant=old, visited_on=FROM)
    given = {"assignments": [assignment], "to": AssistantFactory()}
    with pytest.raises(ValidationError, match="Ewa Żak ma w dzienniku wpis"):
        hand_over(**given, starts_on=FROM)
    hand_over(**given, starts_on=FROM + timedelta(days=1))


def test_each_refused_family_has_its_message():
    old = AssistantFactory()
    assignments = assigned(old, 2)
    with pytest.raises(ValidationError) as refused:
        hand_over(assignments=assignments, to=AssistantFactory(), starts_on=date(2023, 1, 2))
    sentences = refused.value.message_dict["starts_on"]
    assert [assignment.family.number in sentence for assignment, sentence in zip(assignments, sentences, strict=True)]


@pytest.mark.parametrize("employed", [{"employed_to": date(2024, 12, 31)}, {"employed_from": date(2024, 6, 1)}])
def test_not_to_an_assistant_who_does_not_work_all_that_time(employed):
    with pytest.raises(ValidationError, match="pracuje (tylko do|dopiero od)"):
        hand_over(assignments=assigned(AssistantFactory()), to=AssistantFactory(**employed), starts_on=FROM)


def test_later_appointments_go_to_the_new_assistant():
    old, new = AssistantFactory(), AssistantFactory()
    (assignment,) = assigned(old)
    meetings = [
        Appointment.objects.create(family=assignment.family, assistant=old, planned_on=FROM + timedelta(days=days))
        for days in (-1, 0, 7)
    ]
    hand_over(assignments=[assignment], to=new, starts_on=FROM)
    assert [Appointment.objects.get(pk=each.pk).assistant for each in meetings] == [old, new, new]


class TestPack:
    def test_shows_terms_and_appointments(self, staff, time_machine, monkeypatch):
        time_machine.move_to("2024-05-20 12:00")
        old = AssistantFactory(first_name="Ewa", last_name="Żak")
        (assignment,) = assigned(old)
        family, case = assignment.family, assignment.case
        family.address = "ul. Lipowa 3"
        family.save()
        plan = Plan.objects.create(case=case, agreed_on=date(2024, 1, 10), valid_until=date(2024, 7, 1))
        PlanGoal.objects.create(plan=plan, goal="Spłata czynszu", action="Ugoda", due_on=date(2024, 6, 1))
        PlanGoal.objects.create(plan=plan, goal="Lekarz", due_on=date(2024, 5, 19))
        VisitFactory(case=case, assistant=old, visited_on=date(2024, 5, 14), summary="Ustalono termin ugody.")
        Appointment.objects.create(family=family, assistant=old, planned_on=date(2024, 6, 3), place="szkoła")
        hand_over(assignments=[assignment], to=AssistantFactory(last_name="Lis"), starts_on=date(2024, 5, 27))
        printed = []
        monkeypatch.setattr("reporting.pdf_answers.pdf_of", lambda source: printed.append(source) or b"%PDF")
        staff.get(reverse("handover_pack"), {"rodzina": family.number})
        text = words(printed[0])
        for part in (
            "ul. Lipowa 3",
            "02.01.2023–26.05.2024",
            "od 27.05.2024",
            "Nowy plan pracy",
            "Spłata czynszu (do 1 czerwca 2024)",
            "Lekarz (do 19 maja 2024, po terminie)",
            "Ugoda",
            "Ustalono termin ugody.",
            "3 czerwca 2024",
            "Lis, szkoła",
        ):
            assert part in text

    def test_keeps_a_person_and_a_deadline_on_one_line(self, staff, time_machine):
        time_machine.move_to("2024-05-20 12:00")
        family = assigned(AssistantFactory())[0].family
        PersonFactory(family=family, first_name="Jan", last_name="Sowa", role="child", sex="M", birth_date="2015-05-01")
        printed = text_of_pdf(staff.get(reverse("handover_pack"), {"rodzina": family.number}))
        lines = [" ".join(line.split()) for line in printed.splitlines()]
        assert "Jan Sowa syn, ur. 01.05.2015" in lines
        assert [line for line in lines if line.startswith("Kontakt z rodziną") and line.endswith("po terminie")]

    def test_has_a_sheet_for_each_visible_family(self, staff):
        numbers = [CaseFactory().family.number for _n in range(2)]
        answer = staff.get(reverse("handover_pack"), {"rodzina": numbers})
        assert text_of_pdf(answer).count("strona 1 z 1") == 2

    def test_is_not_given_any_more_when_a_family_is_out_of_reach(self, staff):
        families = [CaseFactory().family for _n in range(2)]
        assert staff.get(reverse("handover_pack"), {"rodzina": [each.number for each in families]}).status_code == 200
        file = reverse("job_file", args=[Job.objects.get().pk])
        assert staff.get(file)["Content-Disposition"].startswith("inline")
        families[0].is_restricted = True
        families[0].save()
        assert staff.get(file).status_code == 404

    def test_hidden_families_are_not_found(self):
        client = signed_in(UserFactory(role="assistant"))
        assert client.get(reverse("handover_pack"), {"rodzina": FamilyFactory().number}).status_code == 404

    def test_is_refused_without_access_to_the_diary(self):
        worker = UserFactory(role="social_worker")
        family = FamilyFactory(social_worker=worker)
        assert signed_in(worker).get(reverse("handover_pack"), {"rodzina": family.number}).status_code == 403

    @pytest.mark.parametrize("numbers", [[], ["nie-ma"], ["\0"]])
    def test_nonsense_is_not_found(self, staff, numbers):
        assert staff.get(reverse("handover_pack"), {"rodzina": numbers}).status_code == 404
