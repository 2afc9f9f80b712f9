"""A family with records of all kinds, of any size; all people are invented."""

from datetime import date, timedelta

from assistants.assignments.services import assign
from assistants.models import Visit
from cases.choices import DocumentKind
from cases.models import (
    Attachment,
    BlueCard,
    Condition,
    CourtOrder,
    CourtReport,
    FamilyProblem,
    Help,
    Outcome,
    Placement,
    Plan,
    PlanGoal,
    Referral,
    ZaZyciem,
)
from familycare.centre.models import HelpKind, OutcomeKind, Problem
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, UserFactory
from tests.records import complete

LONG_NAME = "Anna-Maria O’Neill-d'Arc Brzęczyszczykiewicz-Chrząszczyżewoszycka z Łękołodów 80"
OPENED = date(2024, 3, 1)


def crowded_family(number, children, visits):
    """Create a family with a case since March 2024 and a record of each kind per child, half of them ended."""
    family = FamilyFactory(number=number, name=LONG_NAME)
    case = CaseFactory(family=family, opened_on=OPENED, basis="court_order")
    assistant = AssistantFactory()
    assign(case=case, assistant=assistant, starts_on=OPENED)
    BlueCard.objects.create(family=family, opened_on=OPENED)
    ZaZyciem.objects.create(family=family, entitlement="ill_child", benefit_granted_on=OPENED)
    PersonFactory(family=family, role="parent", main_carer=True, first_name=LONG_NAME, birth_date=None)
    PersonFactory(family=family, role="partner", left_on=OPENED)
    added_by = UserFactory()
    for n in range(children):
        over_on = OPENED + timedelta(days=9) if n % 2 else None
        born = None if n % 5 == 4 else date(2010, 1, 1) + timedelta(days=400 * n)
        child = PersonFactory(family=family, first_name=LONG_NAME, birth_date=born)
        Placement.objects.create(person=child, form="specialist_institution", starts_on=OPENED, over_on=over_on)
        Condition.objects.create(person=child, condition="disability", since_on=OPENED, over_on=over_on)
        plan = Plan.objects.create(case=case, agreed_on=OPENED + timedelta(days=n), valid_until=date(2024, 9, 1))
        PlanGoal.objects.create(plan=plan, goal="Cel " * 100, due_on=date(2024, 6, 1), status="in_progress")
        Outcome.objects.create(case=case, outcome=OutcomeKind.objects.all()[n], achieved_on=OPENED, persons=2)
        FamilyProblem.objects.create(
            family=family, problem=Problem.objects.all()[n], identified_on=OPENED, resolved_on=over_on
        )
        Help.objects.create(
            family=family,
            person=child,
            kind=HelpKind.objects.all()[n % 5],
            form="group",
            starts_on=OPENED,
            over_on=over_on,
        )
        CourtOrder.objects.create(
            family=family, kind="curator_supervision", court="Sąd", issued_on=OPENED, in_force_until=over_on
        )
        CourtReport.objects.create(family=family, kind="opinion", due_on=date(2024, 6, 1))
        Attachment.objects.create(
            family=family,
            kind=DocumentKind.values[n % 6],
            person=child if n % 2 else None,
            title="Dokument " * 12,
            dated_on=OPENED,
            valid_until=date(2024, 9, 1),
            stored_as=f"{number}-{n}",
            format="pdf",
            size=123_456,
            uploaded_by=added_by,
            uploaded_on=OPENED,
        )
        Referral.objects.create(family=family, source="family", referred_on=date(2024, 3, 2), decision="waiting")
    Visit.objects.bulk_create(
        Visit(
            case=case,
            assistant=assistant,
            visited_on=OPENED + timedelta(days=n % 60),
            kind="home_visit",
            minutes=60,
            summary=f"Notatka {n}.",
        )
        for n in range(visits)
    )
    complete(family, OPENED)
    return family
