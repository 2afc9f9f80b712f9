"""Somebody writes into a family that was merged into another one since they opened it."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from assistants.diary.appointments import AppointmentDetails, plan_appointment
from assistants.diary.services import log_visit, log_visits
from assistants.merging.services import merge_families
from assistants.models import Assistant
from cases.drafts import save_draft
from cases.families.services import add_person
from cases.models import DraftForm, Family, Person
from cases.records.services import save_record
from cases.records.situation import ProblemForm
from cases.referrals.services import file_referral
from familycare.centre.models import Problem
from tests.attachments.made import attached
from tests.merging.twins import TODAY, same_persons, whole_database


def add_somebody(family, _user):
    add_person(person=Person(family=family, role="child"), form_key="a")


def find_a_problem(family, _user):
    form = ProblemForm({"problem": Problem.objects.last().pk, "identified_on": "06.05.2024"}, family=family)
    assert form.is_valid()
    save_record(form)


def ask_for_an_assistant(family, user):
    file_referral(family=family, filed_by=user, source="family", referred_on=TODAY, form_key="a")


def agree_to_meet(family, _user):
    plan_appointment(assistant=Assistant.objects.get(), family=family, details=AppointmentDetails(TODAY))


def log_a_visit(family, _user):
    log_visit(
        assistant=Assistant.objects.get(),
        family=family,
        visited_on=TODAY,
        kind="home_visit",
        minutes=60,
        client_key=uuid.uuid4(),
    )


def log_for_several(family, _user):
    families = [family, Family.objects.get(number="R1")]
    log_visits(
        assistant=Assistant.objects.get(),
        families=families,
        visited_on=TODAY,
        kind="home_visit",
        minutes=60,
        client_key=uuid.uuid4(),
    )


def type_an_entry(family, user):
    save_draft(
        user=user,
        form=DraftForm.VISIT,
        family=family,
        key=uuid.uuid4(),
        writer=uuid.uuid4(),
        data={"summary": ["Rozmowa"]},
    )


WRITERS = [
    add_somebody,
    find_a_problem,
    attached,
    ask_for_an_assistant,
    agree_to_meet,
    log_a_visit,
    log_for_several,
    type_an_entry,
]


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITERS)
def test_what_is_written_into_a_family_that_was_merged_meanwhile_is_refused(write, kept, absorbed, manager):
    stale = Family.objects.get(pk=absorbed.pk)
    merge_families(kept=kept, absorbed=absorbed, persons=same_persons(kept, absorbed), by=manager)
    left = whole_database()
    with pytest.raises(ValidationError, match="ktoś właśnie scalił"):
        write(stale, manager)
    assert whole_database() == left
