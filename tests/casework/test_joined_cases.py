"""What is left of a case after another one, opened twice, was joined with it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assistants.assignments.closing import close_case
from assistants.assignments.services import assign
from assistants.choices import VisitKind
from assistants.corrections.closing_day import correct_closing, take_back_closing
from assistants.corrections.mistaken_case import join_cases
from assistants.models import Substitution
from cases.models import Case
from tests.casework.days import TODAY
from tests.factories import AssistantFactory, CaseFactory, VisitFactory

WHY = {"reason": "Założono dwa razy", "by": None, "confirmed": True}


@pytest.fixture
def first(family, ewa):
    """An earlier case of the family, closed in the browser on the day before the other one opened."""
    first = CaseFactory(family=family, opened_on=date(2023, 3, 1), closed_on=TODAY, number="S11")
    Case.objects.exclude(pk=first.pk).update(closed_on=TODAY)
    Case.objects.filter(pk=first.pk).update(closed_on=None)
    assign(case=first, assistant=ewa, starts_on=date(2023, 3, 1))
    close_case(case=first, closed_on=date(2023, 10, 31), closing_reason="moved_away")
    Case.objects.exclude(pk=first.pk).update(closed_on=None)
    return first


def test_can_be_closed_again_and_go_on(case, first):
    joined = join_cases(case=case, into=first, **WHY)
    assert joined.closed_on is None
    close_case(case=joined, closed_on=date(2024, 4, 30), closing_reason="moved_away")
    again = take_back_closing(case=joined, **WHY)
    assert (again.closed_on, again.assignments.get().ends_on) == (None, None)


def test_keeps_its_own_reason_when_both_ended_on_the_same_day(case, first):
    Case.objects.update(closed_on=TODAY)
    Case.objects.filter(pk=case.pk).update(closing_reason="no_results")
    joined = join_cases(case=case, into=first, **WHY)
    assert (joined.closed_on, joined.closing_reason) == (TODAY, "moved_away")


def test_not_with_an_entry_about_monitoring_within_the_other(case, first, ewa):
    """The register refuses such an entry: monitoring is after the end of a case."""
    VisitFactory(case=first, assistant=ewa, visited_on=date(2023, 11, 20), kind=VisitKind.MONITORING)
    with pytest.raises(ValidationError, match="monitorowania"):
        join_cases(case=case, into=first, **WHY)


def test_taking_a_closing_back_restores_what_its_correction_shortened(case):
    """The substitution was over when the case closed, and lasted longer than the corrected last day."""
    substitution = Substitution.objects.create(
        assignment=case.assignments.get(),
        substitute=AssistantFactory(),
        starts_on=date(2024, 4, 1),
        ends_on=date(2024, 4, 26),
    )
    close_case(case=case, closed_on=date(2024, 4, 30), closing_reason="moved_away")
    correct_closing(case=case, closed_on=date(2024, 4, 12), closing_reason="moved_away", **WHY)
    assert Substitution.objects.get().ends_on == date(2024, 4, 12)
    take_back_closing(case=case, **WHY)
    assert Substitution.objects.get().ends_on == substitution.ends_on


@pytest.fixture
def substitutions(case, first):
    """Of both assignments, on the same days: an absence gave each of them a substitute."""
    days = {"starts_on": date(2023, 10, 2), "ends_on": date(2023, 10, 6), "substitute": AssistantFactory()}
    assignments = [first.assignments.get(), case.assignments.get()]
    return [Substitution.objects.create(assignment=each, **days) for each in assignments]


def test_has_a_substitution_of_both_once(case, first, substitutions):
    join_cases(case=case, into=first, **WHY)
    assert Substitution.objects.get() == substitutions[0]


def test_not_with_two_substitutes_on_a_day(case, first, substitutions):
    Substitution.objects.filter(pk=substitutions[1].pk).update(substitute=AssistantFactory())
    with pytest.raises(ValidationError, match="różne zastępstwa"):
        join_cases(case=case, into=first, **WHY)
