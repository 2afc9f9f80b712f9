"""The families of an assistant on a day, their number, and free places."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, Exists, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from assistants.models import Assignment, Substitution, Visit
from cases.choices import CaseKind
from cases.models import Family
from cases.spans import holds_in
from familycare.lib.ordering import polish_order


def load_on(day):
    """Return an expression for the number of families on `day` (a date or an expression).

    The outer query must be annotated with `assistant_key`, the assistant's pk.
    """
    there = Assignment.objects.filter(holds_in("starts_on", "ends_on", day, day), assistant=OuterRef("assistant_key"))
    families = there.order_by().values("assistant").annotate(number=Count("family", distinct=True)).values("number")
    return Coalesce(Subquery(families), 0)


def with_load(assistants, day):
    """Annotate the assistants with their numbers of families on `day` (a date or an expression).

    `load` counts their own, `substituted` those in which they replace a colleague and that are not their own.
    """
    substituted = standing_in(day).filter(substitute=OuterRef("assistant_key")).order_by().values("substitute")
    substituted = substituted.annotate(number=Count("assignment__family", distinct=True)).values("number")
    assistants = assistants.annotate(assistant_key=F("pk"))
    return assistants.annotate(load=load_on(day), substituted=Coalesce(Subquery(substituted), 0))


def standing_in(day):
    """Return the substitutions of the day in families that the substitute does not have anyway.

    Monitoring after the end of a case is not among them: it takes no place.
    """
    own = Assignment.objects.active_on(day).filter(
        assistant=OuterRef("substitute"), family=OuterRef("assignment__family")
    )
    lasting = holds_in("assignment__starts_on", "assignment__ends_on", day, day)
    return Substitution.objects.active_on(day).filter(lasting, ~Exists(own))


def most_families(assistant, first, last, families=()):
    """Return the largest number of families on a day from `first` to `last`: own, substituted, and `families` (pks)."""
    own = Assignment.objects.of_assistant_in(assistant, first, last).values_list("starts_on", "ends_on", "family")
    others = assistant.substitutions.filter(starts_on__lte=last, ends_on__gte=first)
    others = others.exclude(assignment__ends_on__lt=F("starts_on"))  # monitoring takes no place
    spans = [*own, *others.values_list("starts_on", "ends_on", "assignment__family")]
    spans += [(first, last, family) for family in families]
    return _largest_number(spans, first, last)


def largest_load_from(assistant, first):
    """Return the largest number of the assistant's own families on a day from `first` on."""
    own = Assignment.objects.of_assistant_in(assistant, first, None).values_list("starts_on", "ends_on", "family")
    return _largest_number([*own], first, date.max)


def _largest_number(spans, first, last):
    """Return the largest number of families on a day from `first` to `last`.

    `spans`: (first day, last day or None, family).
    """
    days = {first, *(begins for begins, _ends, _family in spans if first < begins <= last)}
    return max(
        len({family for begins, ends, family in spans if begins <= day and (ends is None or day <= ends)})
        for day in days
    )


@dataclass(frozen=True)
class AssignedFamily:
    """A family of an assistant: since when, whether a case is „Za życiem”, and the last contact (None: never)."""

    family: Family
    since: date
    is_za_zyciem: bool
    last_contact: date | None


def families_of(assistant, day, user):
    """Return the assistant's families on the day that `user` may see, as AssignedFamily, in order of name.

    The last contact is that of anybody from the centre.
    """
    contacts = Visit.objects.with_the_family().filter(case__family=OuterRef("family")).order_by()
    assignments = (
        Assignment.objects.active_on(day)
        .filter(assistant=assistant, family__in=Family.objects.visible_to(user))
        .annotate(last_contact=Subquery(contacts.values("case__family").annotate(day=Max("visited_on")).values("day")))
        .select_related("family", "case")
        .order_by(polish_order("family__name"), "family__number", "starts_on", "pk")
    )
    return [_assigned_family(list(own)) for _family, own in groupby(assignments, key=attrgetter("family_id"))]


def _assigned_family(assignments):
    first = assignments[0]
    is_za_zyciem = any(assignment.case.kind == CaseKind.ZA_ZYCIEM for assignment in assignments)
    return AssignedFamily(first.family, first.starts_on, is_za_zyciem, first.last_contact)


def assignments_from(day):
    """Return the assignments that end on `day` or later."""
    return Assignment.objects.exclude(ends_on__lt=day)


def next_free_places(assistants, day):
    """Return {assistant's pk: the first day (`day` at the earliest) from which a place stays free; None: no such
    day}."""
    return {assistant: min(days, default=None) for assistant, days in free_places(assistants, day).items()}


def free_places(assistants, day, taken=None):
    """Return {assistant's pk: [first day from which each place stays free, `day` at the earliest]}, ascending.

    Days after the last day of employment are left out, and nobody gets places above their own limit. `taken` may be the
    result of `assignments_from(day)`; otherwise it is queried.
    """
    free = {assistant.pk: dict.fromkeys(range(1, assistant.max_families + 1), day) for assistant in assistants}
    if taken is None:
        taken = assignments_from(day).filter(assistant__in=free).order_by()
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
