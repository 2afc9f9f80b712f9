"""What users write into a family while another user merges it."""

import uuid

from assistants.diary.appointments import AppointmentDetails, plan_appointment
from assistants.diary.services import log_visit, log_visits
from assistants.models import Assistant
from cases.drafts import save_draft
from cases.families.services import add_person
from cases.models import DraftForm, Family, Person
from cases.records.services import save_record
from cases.records.situation import ProblemForm
from cases.referrals.services import file_referral
from familycare.centre.models import Problem
from tests.attachments.made import attached
from tests.merging.twins import TODAY


def register_a_person(family, _user):
    add_person(person=Person(family=family, role="child"), form_key="a")


def record_a_problem(family, _user):
    form = ProblemForm({"problem": Problem.objects.last().pk, "identified_on": "06.05.2024"}, family=family)
    assert form.is_valid()
    save_record(form)


def file_a_referral(family, user):
    file_referral(family=family, filed_by=user, source="family", referred_on=TODAY, form_key="a")


def plan_a_meeting(family, _user):
    plan_appointment(assistant=Assistant.objects.get(last_name="Żak"), family=family, details=AppointmentDetails(TODAY))


def log_a_visit(family, _user):
    log_visit(
        assistant=Assistant.objects.get(last_name="Żak"),
        family=family,
        visited_on=TODAY,
        kind="home_visit",
        minutes=60,
        client_key=uuid.uuid4(),
    )


def log_a_group_visit(family, _user):
    families = [family, Family.objects.get(number="R1")]
    log_visits(
        assistant=Assistant.objects.get(last_name="Żak"),
        families=families,
        visited_on=TODAY,
        kind="home_visit",
        minutes=60,
        client_key=uuid.uuid4(),
    )


def keep_a_draft(family, user):
    save_draft(
        user=user,
        form=DraftForm.VISIT,
        family=family,
        key=uuid.uuid4(),
        writer=uuid.uuid4(),
        data={"summary": ["Rozmowa"]},
    )


WRITERS = [
    register_a_person,
    record_a_problem,
    attached,
    file_a_referral,
    plan_a_meeting,
    log_a_visit,
    log_a_group_visit,
    keep_a_draft,
]
