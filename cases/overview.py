"""The summary of a family in lists, read for many families in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, F, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from cases.deadlines import assessment_due_after
from cases.models import Assessment, Case, Person
from cases.models_above import Assignment, Visit
from cases.spans import days_of, holds_on
from cases.states import FamilyState, state_of, waiting_referrals


@dataclass(frozen=True)
class Overview:
    """The summary of a family as of a day.

    `since` and `until` are the first and the last day (included) of the current support, or of the last one if there
    is none. `assessment_due` is the last day for the next assessment.
    """

    state: FamilyState
    assistants: tuple
    children: int
    since: date | None
    until: date | None
    last_contact: date | None
    assessment_due: date | None


def with_last_contact(cases, day):
    """Annotate the cases with `last_contact_on`, the last day up to `day` when the assistant spoke with the family."""
    contacts = Visit.objects.with_the_family().filter(case=OuterRef("pk"), visited_on__lte=day).order_by("-visited_on")
    return cases.annotate(last_contact_on=Subquery(contacts.values("visited_on")[:1]))


def with_assessment_due(cases, day):
    """Annotate the cases with `assessment_due`, the last day for the next assessment of the family's situation.

    It is counted from the last assessment up to `day`, or from the opening.
    """
    held = Assessment.objects.filter(case=OuterRef("pk"), held_on__lte=day, held_on__gte=OuterRef("opened_on"))
    assessed_on = Subquery(held.order_by("-held_on").values("held_on")[:1])
    return cases.annotate(assessment_due=assessment_due_after(Coalesce(assessed_on, "opened_on")))


def by_last_contact(families, descending, day):
    """Order the families by last contact; those without any come first, because they have waited longest."""
    cases = with_last_contact(Case.objects.filter(family=OuterRef("pk")), day).order_by(
        F("last_contact_on").desc(nulls_last=True)
    )
    families = families.annotate(last_contact_on=Subquery(cases.values("last_contact_on")[:1]))
    day = F("last_contact_on")
    return families.order_by(day.desc(nulls_last=True) if descending else day.asc(nulls_first=True), "pk")


def by_first_day(families, descending):
    """Order the families by the first day of their last case; those without a case come last."""
    opened = Case.objects.filter(family=OuterRef("pk")).order_by().values("family")
    families = families.annotate(supported_on=Subquery(opened.annotate(day=Max("opened_on")).values("day")))
    day = F("supported_on")
    return families.order_by(day.desc(nulls_last=True) if descending else day.asc(nulls_last=True), "pk")


def overviews(families, day):
    """Return pairs (family, Overview as of `day`) in the order of `families`, a list of records.

    Three queries for any number of families.
    """
    cases, assistants = defaultdict(list), defaultdict(list)
    of_cases, of_assignments, of_children, of_waiting = (
        records.filter(family__in=[family.pk for family in families]) for records in _records(day)
    )
    for case in of_cases:
        cases[case.family_id].append(case)
    for assignment in of_assignments:
        assistants[assignment.family_id].append(assignment.assistant)
    children, waiting = {}, set()
    for family, number in of_children.union(of_waiting, all=True):
        if number == WAITS:
            waiting.add(family)
        else:
            children[family] = number
    return [
        (
            family,
            overview(cases[family.pk], assistants[family.pk], children.get(family.pk, 0), family.pk in waiting, day),
        )
        for family in families
    ]


WAITS = -1  # marks a waiting family in place of a number of children


@lru_cache(maxsize=2)
def _records(day):
    """Return the querysets for an Overview. Cached for a day: building them takes as long as running them."""
    return (
        with_assessment_due(with_last_contact(Case.objects.all(), day), day),
        Assignment.objects.active_on(day).select_related("assistant"),
        Person.objects.children_on(day).order_by().values_list("family").annotate(Count("pk")),
        waiting_referrals(day).values_list("family", Value(WAITS)),
    )


def overview(cases, assistants, children, waits, day):
    """Return the Overview of one family as of `day`.

    `cases` are ordered by first day and annotated with `last_contact_on` and `assessment_due`; `assistants` are
    those of the day, `children` is their number, `waits` says whether a referral is waiting.
    """
    known = [case for case in cases if case.opened_on <= day]
    now = [case for case in known if holds_on(case, day)]
    present = now or known[-1:]
    return Overview(
        state=state_of(cases, waits, day),
        assistants=tuple(dict.fromkeys(assistants)),
        children=children,
        since=min((case.opened_on for case in present), default=None),
        until=None if now else max((days_of(case)[1] for case in present), default=None),
        last_contact=max(filter(None, (case.last_contact_on for case in known)), default=None),
        assessment_due=min((case.assessment_due for case in now), default=None),
    )
