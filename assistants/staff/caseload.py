"""Which families an assistant has on a day, how many, and from when there is room for another."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from assistants.models import Assignment, Visit
from cases.choices import CaseKind
from cases.models import Family
from cases.spans import holds_in
from familycare.lib.ordering import polish


def load_on(day):
    """How many families the assistant of the outer query (`assistant_key`) has on `day`: a date or an expression."""
    there = Assignment.objects.filter(holds_in("starts_on", "ends_on", day, day), assistant=OuterRef("assistant_key"))
    families = there.order_by().values("assistant").annotate(number=Count("family", distinct=True)).values("number")
    return Coalesce(Subquery(families), 0)


def with_load(assistants, day):
    """The assistants, each with `load`: how many families they have on `day`, a date or an expression."""
    return assistants.annotate(assistant_key=F("pk")).annotate(load=load_on(day))


@dataclass(frozen=True)
class Entrusted:
    """A family that an assistant has: since when, whether „Za życiem” too, and when they last spoke (None: never)."""

    family: Family
    since: date
    is_za_zyciem: bool
    last_contact: date | None


def families_of(assistant, day, user):
    """The families of the assistant on the day that `user` may see, as Entrusted, in order of names.

    The last contact is anybody's of the centre with the family.
    """
    contacts = Visit.objects.with_the_family().filter(case__family=OuterRef("family")).order_by()
    assignments = (
        Assignment.objects.active_on(day)
        .filter(assistant=assistant, family__in=Family.objects.visible_to(user))
        .annotate(last_contact=Subquery(contacts.values("case__family").annotate(day=Max("visited_on")).values("day")))
        .select_related("family", "case")
        .order_by(polish("family__name"), "family__number", "starts_on", "pk")
    )
    return [_entrusted(list(own)) for _family, own in groupby(assignments, key=attrgetter("family_id"))]


def _entrusted(assignments):
    first = assignments[0]
    is_za_zyciem = any(assignment.case.kind == CaseKind.ZA_ZYCIEM for assignment in assignments)
    return Entrusted(first.family, first.starts_on, is_za_zyciem, first.last_contact)


def lasting_from(day):
    """The assignments that last on `day` or begin later."""
    return Assignment.objects.exclude(ends_on__lt=day)


def next_free_places(assistants, day):
    """{assistant's key: the first day, from `day` on, from which a place stays free without end; None: no such day}."""
    return {assistant: min(days, default=None) for assistant, days in free_places(assistants, day).items()}


def free_places(assistants, day, taken=None):
    """{assistant's key: of each place that is or becomes free for good, from which day on (`day` at the earliest)}, the
    soonest first. One query, unless the assignments that last on `day` or begin later are `taken` along.

    Whoever leaves takes no new families after the last day of work, nor anybody whose limit is zero.
    """
    free = {assistant.pk: dict.fromkeys(range(1, assistant.max_families + 1), day) for assistant in assistants}
    if taken is None:
        taken = lasting_from(day).filter(assistant__in=free).order_by()
    for assignment in taken:
        places = free.get(assignment.assistant_id, {})
        if assignment.ends_on is None:
            places.pop(assignment.place, None)
        elif assignment.place in places:
            places[assignment.place] = max(places[assignment.place], assignment.ends_on + timedelta(days=1))
    return {
        assistant.pk: sorted(
            first
            for first in free[assistant.pk].values()
            if assistant.employed_to is None or first <= assistant.employed_to
        )
        for assistant in assistants
    }
