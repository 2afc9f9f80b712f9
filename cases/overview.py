"""What a list says of a family: read for many families in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, OuterRef, Prefetch, Subquery
from django.utils import timezone

from cases.deadlines import next_assessment_due
from cases.models import Assessment, Case, Family, Person
from cases.spans import days_of
from cases.states import FamilyState, with_state

# The people and the diary of the floor above, reached through the reverse relations.
Assignment = Family.assignments.rel.related_model
Visit = Case.visits.rel.related_model
Assistant = Assignment._meta.get_field("assistant").related_model


@dataclass(frozen=True)
class Overview:
    """A family as of a day: its `state`, its assistants, how many children are members, first and last day of the
    present support (the last one, when there is none), the last contact, and by when it owes an assessment."""

    state: FamilyState
    assistants: tuple
    children: int
    since: date | None
    until: date | None
    last_contact: date | None
    assessment_due: date | None


def with_last_contact(cases):
    """The cases, each with `last_contact_on`: the last day on which the assistant spoke with somebody of the family."""
    contacts = Visit.objects.with_the_family().filter(case=OuterRef("pk")).order_by("-visited_on")
    return cases.annotate(last_contact_on=Subquery(contacts.values("visited_on")[:1]))


def with_last_assessment(cases, day):
    """The cases, each with `assessed_on`: the last day up to `day` on which the family's situation was assessed."""
    held = Assessment.objects.filter(case=OuterRef("pk"), held_on__lte=day, held_on__gte=OuterRef("opened_on"))
    return cases.annotate(assessed_on=Subquery(held.order_by("-held_on").values("held_on")[:1]))


def by_last_contact(families, descending):
    """The families in order of the last contact; those without any come first, as they have waited longest."""
    cases = with_last_contact(Case.objects.filter(family=OuterRef("pk"))).order_by(
        F("last_contact_on").desc(nulls_last=True)
    )
    families = families.annotate(last_contact_on=Subquery(cases.values("last_contact_on")[:1]))
    day = F("last_contact_on")
    return families.order_by(day.desc(nulls_last=True) if descending else day.asc(nulls_first=True), "pk")


def by_first_day(families, descending):
    """The families in order of the first day of their last case; those without any come last."""
    opened = Case.objects.filter(family=OuterRef("pk")).order_by().values("family")
    families = families.annotate(supported_on=Subquery(opened.annotate(day=Max("opened_on")).values("day")))
    day = F("supported_on")
    return families.order_by(day.desc(nulls_last=True) if descending else day.asc(nulls_last=True), "pk")


def with_overview(families, day):
    """The families with all that `overview` needs: four queries more, however many there are."""
    cases = with_last_assessment(with_last_contact(Case.objects.all()), day)
    assignments = Assignment.objects.active_on(day).select_related("assistant")
    return with_state(families, day).prefetch_related(
        Prefetch("cases", cases, to_attr="all_cases"),
        Prefetch("assignments", assignments, to_attr="assignments_now"),
        Prefetch("persons", Person.objects.children_on(day).order_by().only("family"), to_attr="children_now"),
    )


def overview(family, day=None):
    """The Overview of a family that comes from `with_overview`, of the same day (by default today)."""
    day = day or timezone.localdate()
    cases = [case for case in family.all_cases if case.opened_on <= day]
    now = [case for case in cases if case.closed_on is None or case.closed_on >= day]
    present = now or cases[-1:]
    return Overview(
        state=FamilyState(family.state),
        assistants=tuple(dict.fromkeys(assignment.assistant for assignment in family.assignments_now)),
        children=len(family.children_now),
        since=min((case.opened_on for case in present), default=None),
        until=None if now else max((days_of(case)[1] for case in present), default=None),
        last_contact=max(filter(None, (case.last_contact_on for case in cases)), default=None),
        assessment_due=min(map(_assessment_due, now), default=None),
    )


def _assessment_due(case):
    return next_assessment_due(case.opened_on, [case.assessed_on] if case.assessed_on else [])
