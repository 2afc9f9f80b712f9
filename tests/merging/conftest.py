"""A family that was registered twice, with a record of each kind that leads to a family or a person."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from assistants.assignments.services import assign
from assistants.models import Appointment, Attendance, Correction, Enrolment, MovedVisit, Workshop
from cases.models import (
    Attachment,
    BlueCard,
    CareCharge,
    Condition,
    CourtOrder,
    CourtReport,
    Draft,
    FamilyProblem,
    Help,
    NamedReader,
    Placement,
    Plan,
    PlanSignature,
    Referral,
    StayStart,
    ZaZyciem,
)
from familycare.centre.models import HelpKind, Problem
from reporting.papers.models import Paper
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    VisitFactory,
)
from tests.merging.twins import DAY, TODAY, merge
from tests.records import complete


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00", tick=False)


@pytest.fixture
def manager(db):
    CentreFactory()
    return StaffFactory(first_name="Maria", last_name="Kierownik")


@pytest.fixture
def client(manager):
    return signed_in(manager)


@pytest.fixture
def assistant(db):
    return AssistantFactory(last_name="Żak")


@pytest.fixture
def kept(manager, assistant):
    """Sowa, with a mother, a child, and a case of a kind that the other registration lacks."""
    family = FamilyFactory(name="Sowa", number="R1", structure="", district="Zdrój")
    PersonFactory(
        family=family, number="O1", role="parent", main_carer=True, first_name="Ewa", last_name="Sowa", birth_date=None
    )
    PersonFactory(family=family, number="O2", first_name="Jan", last_name="Sowa", birth_date=date(2015, 5, 1))
    case = CaseFactory(family=family, number="S1", kind="za_zyciem", basis="application")
    assign(case=case, assistant=assistant, starts_on=DAY)
    return family


@pytest.fixture
def absorbed(kept, manager, assistant):
    """The same family again, with a record of each kind."""
    family = FamilyFactory(
        name="Sowa-Wilk", number="R2", address="Lipowa 3", district="Centrum", registered_on=DAY, social_worker=manager
    )
    mother = PersonFactory(
        family=family,
        number="O11",
        role="parent",
        main_carer=True,
        first_name="Ewa",
        last_name="Sowa",
        birth_date=date(1990, 5, 14),
        sex="F",
        pesel="90051412343",
    )
    PersonFactory(family=family, number="O12", first_name="Jan", last_name="Sowa", birth_date=date(2015, 5, 1))
    baby = PersonFactory(family=family, number="O13", first_name="Ola", last_name="Sowa", birth_date=date(2022, 5, 1))
    case = CaseFactory(family=family, number="S2")
    assign(case=case, assistant=assistant, starts_on=DAY)
    VisitFactory(case=case, assistant=assistant, summary="Rozmowa o szkole.")
    plan = Plan.objects.create(case=case, agreed_on=DAY)
    PlanSignature.objects.create(plan=plan, person=mother, given_on=DAY)
    for person in (mother, baby):
        Condition.objects.create(person=person, condition="disability", since_on=DAY)
        Help.objects.create(
            family=family, person=person, kind=HelpKind.objects.get(pk="mediation"), form="group", starts_on=DAY
        )
        Placement.objects.create(person=person, form="specialist_institution", starts_on=DAY, over_on=TODAY)
        CareCharge.objects.create(person=person, month=date(2023, 6, 1), total_cost="1234.50")
        StayStart.objects.create(person=person, in_care_on=DAY, counted_from=DAY, reason="Ustalono z powiatem.")
        workshop = Workshop.objects.get_or_create(title="Razem", kind="workshop")[0]
        Attendance.objects.create(person=person, workshop=workshop, attended_on=DAY)
        Enrolment.objects.create(person=person, workshop=workshop)
        Attachment.objects.create(
            family=family,
            person=person,
            kind="certificate",
            title="Orzeczenie",
            dated_on=DAY,
            format="pdf",
            size=1,
            stored_as=person.number,
            uploaded_by=manager,
            uploaded_on=DAY,
        )
    Paper.objects.create(
        family=family,
        kind="karta-rodziny",
        dated_on=DAY,
        attachment=Attachment.objects.create(
            family=family,
            kind="letter",
            title="Karta rodziny",
            dated_on=DAY,
            format="pdf",
            size=1,
            stored_as="karta",
            uploaded_by=manager,
            uploaded_on=DAY,
        ),
        docx=b"PK",
        made_by=manager,
        made_at=timezone.now(),
    )
    FamilyProblem.objects.create(family=family, problem=Problem.objects.first(), identified_on=DAY)
    BlueCard.objects.create(family=family, opened_on=DAY)
    order = CourtOrder.objects.create(family=family, kind="curator_supervision", issued_on=DAY)
    CourtReport.objects.create(family=family, kind="periodic", requested_on=DAY)
    Referral.objects.create(
        family=family,
        source="family",
        referred_on=DAY,
        court_order=order,
        decided_on=DAY,
        decision="assigned",
        case=case,
    )
    Draft.objects.create(form="referral", family=family, user=manager, data={"reasons": ["cisza"]})
    ZaZyciem.objects.create(family=family, entitlement="pregnancy")
    NamedReader.objects.create(family=family, user=manager)
    Appointment.objects.create(family=family, assistant=assistant, planned_on=TODAY)
    Correction.objects.create(family=family, sentence="Poprawiono", reason="pomyłka", corrected_on=DAY)
    MovedVisit.objects.create(family=family, visited_on=DAY, moved_on=DAY)
    Draft.objects.create(form="visit", family=family, user=manager, key=uuid.uuid4(), writer=uuid.uuid4())
    complete(family, DAY)
    return family


@pytest.fixture
def elsewhere(absorbed):
    """The record of the mother in a third family, joined by hand with that in the family registered twice."""
    mother = absorbed.persons.get(number="O11")
    return PersonFactory(role="parent", first_name="Ewa", birth_date=None, same_as=mother)


@pytest.fixture
def merged(kept, absorbed, manager):
    """The FamilyMerge of the two families."""
    return merge(kept, absorbed, manager)
