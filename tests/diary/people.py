"""Assistants with accounts, their families, and the goals of the families."""

from datetime import date

from assistants.assignments.services import assign
from cases.models import Plan, PlanGoal
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, UserFactory

TODAY = date(2023, 6, 20)  # a Tuesday
SINCE = date(2023, 3, 1)


def create_assistant(email, **fields):
    """Create an assistant who signs in with this address."""
    return AssistantFactory(account=UserFactory(email=email, role="assistant"), **fields)


def create_family(assistant, name, number, **dates):
    """Create a family whose open case is assigned to the assistant, by default since SINCE."""
    case = CaseFactory(family=FamilyFactory(name=name, number=number))
    assign(case=case, assistant=assistant, **{"starts_on": SINCE, **dates})
    return case.family


def create_goals(family, *goals, **fields):
    """Create a plan in force with these goals, and return them."""
    plan = Plan.objects.create(case=family.cases.get(), agreed_on=SINCE)
    return [PlanGoal.objects.create(plan=plan, goal=goal, status="in_progress", **fields) for goal in goals]
