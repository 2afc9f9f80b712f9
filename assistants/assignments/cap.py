"""The cap: an assistant has at most `max_families` families on a day (at most 15: UWRiSPZ art. 15 ust. 4).

Each assignment takes one of the assistant's numbered places. The database keeps two families from one place on one day
(migration `0002_places`); this module finds a free place and turns the database's refusal into a message. The number 15
is MOST_FAMILIES in `assistants/models/assistant.py`.
"""

from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError

from assistants.models import MOST_FAMILIES, Assignment, Assistant
from familycare.audit.services import record_bulk
from familycare.centre.law.reading import read_law
from familycare.centre.models import LegalTerm
from familycare.lib.constraints import constraint_messages

LONG_AGO = date(1000, 1, 1).toordinal()


class NoFreePlace(ValueError):
    """The assistant already has the maximum number of families on a day of the assignment."""

    def __init__(self, assistant, most=None):
        most = most or assistant.max_families
        super().__init__(f"{assistant} ma już tyle rodzin, ile może mieć naraz ({most}).")


def free_place(assistant, family, starts_on, ends_on=None):
    """Return the place for the family from `starts_on` to `ends_on` (both included; None: open-ended).

    Prefer the place that the family already has, if it is free of other families on all these days; else take the
    lowest free place. Raise NoFreePlace if there is none, or if the law of the first day allows fewer families than the
    assistant's own limit. If another transaction takes the place meanwhile, the database refuses.
    """
    law = read_law()(LegalTerm.MOST_FAMILIES, starts_on)
    if law < assistant.max_families:
        there = Assignment.objects.of_assistant_in(assistant, starts_on, starts_on).exclude(family=family)
        if there.order_by().values("family").distinct().count() >= law:
            raise NoFreePlace(assistant, law)
    sharing = Assignment.objects.of_assistant_in(assistant, starts_on, ends_on)
    others = set(sharing.exclude(family=family).values_list("place", flat=True))
    own = set(sharing.filter(family=family).values_list("place", flat=True))
    free = [place for place in range(1, assistant.max_families + 1) if place not in others]
    if not free:
        raise NoFreePlace(assistant)
    return min(own.intersection(free) or free)


@contextmanager
def place_constraint_messages(assistant):
    """Run a write and translate the database's refusals.

    Raise NoFreePlace for one family too many and ValidationError if the case already has an assistant on one of the
    days.
    """
    try:
        with constraint_messages(assignment_overlaps="W tych dniach rodzina ma już asystenta w tej sprawie."):
            yield
    except IntegrityError as error:
        if "assignment_place_taken" in str(error) or "assignment_within_limit" in str(error):
            raise NoFreePlace(assistant) from error
        raise


def allocate_places(spans, most):
    """Allocate places for all assignments of one assistant, using as few places as possible.

    `spans`: (first day, last day, family, key), last day included, `date.max` if open-ended. Overlapping spans of one
    family share a place. `most` is the number of places. Return ({key: place}, [keys that found no place]).
    """
    taken_until = {}  # place -> (last day, family)
    places, refused = {}, []
    for start, end, family, key in sorted(spans, key=lambda span: (span[0], span[1], str(span[3]))):
        own = [p for p, (until, who) in taken_until.items() if who == family and until >= start]
        free = (p for p in range(1, most + 1) if p not in taken_until or taken_until[p][0] < start)
        place = own[0] if own else next(free, None)
        if place is None:
            refused.append(key)
            continue
        places[key] = place
        taken_until[place] = (max(end, taken_until.get(place, (end,))[0]) if own else end, family)
    return places, refused


def move_to_lowest_places(assistant):
    """Give the assistant's families the lowest places that are possible, before a limit is lowered. Returns nothing.

    Those that last longest come first, so that present and future families have no higher place than there are of them
    at once. Needs a transaction; the log gets one entry. Raise NoFreePlace if there is no such order.
    """
    assignments = list(assistant.assignments.order_by("pk"))
    # From the end to the beginning: of two days the later one is the smaller number.
    spans = [(-_ordinal(each.ends_on), -each.starts_on.toordinal(), each.family_id, each.pk) for each in assignments]
    places, refused = allocate_places(spans, MOST_FAMILIES)
    if refused:
        raise NoFreePlace(assistant)
    moving = [each for each in assignments if places[each.pk] != each.place]
    if not moving:
        return
    with record_bulk(text="Miejsca asystenta przed zmianą limitu rodzin") as written:
        # The limit is lowered afterwards; past assignments may have been above an earlier one.
        Assistant.objects.filter(pk=assistant.pk).update(max_families=MOST_FAMILIES)
        with park_assignments(Assignment.objects.filter(pk__in=[each.pk for each in moving])):
            for each in moving:
                Assignment.objects.filter(pk=each.pk).update(place=places[each.pk])
        written.count("przydzielenia", len(moving))


def _ordinal(day):
    return (day or date.max).toordinal()


def join_places(family):
    """Give a family with two places of one assistant on the same days a single place.

    A place is possible if no other family has it on all these days; otherwise the family keeps both. Return
    [(assignment, previous place)] of the changes.
    """
    changes = []
    for assignment in family.assignments.select_related("assistant").order_by("starts_on", "pk"):
        sharing = _overlapping(assignment)
        if not sharing.filter(family=family).exclude(place=assignment.place).exists():
            continue
        before, others = assignment.place, set(sharing.exclude(family=family).values_list("place", flat=True))
        own = set(sharing.filter(family=family).values_list("place", flat=True)) | {before}
        assignment.place = min(place for place in own if place not in others)
        if assignment.place != before:
            assignment.save(update_fields=["place"])
            changes.append((assignment, before))
    return changes


def separate_places(family, leaving, before):
    """Give the assignments of the cases `leaving` (pks) places of their own before the family is split in two.

    `before` is {assignment's pk: previous place}; previous places are preferred if they are free. Raise NoFreePlace.
    """
    assignments = list(family.assignments.select_related("assistant").order_by("starts_on", "pk"))
    for assignment in assignments:
        place = before.get(assignment.pk, assignment.place)
        if not _overlapping(assignment).filter(place=place).exclude(family=family).exists():
            _take_place(assignment, place)
    for assignment in assignments:
        if assignment.case_id in leaving:
            taken = set(_overlapping(assignment).exclude(case__in=leaving).values_list("place", flat=True))
            if assignment.place in taken:
                free = [place for place in range(1, assignment.assistant.max_families + 1) if place not in taken]
                if not free:
                    raise NoFreePlace(assignment.assistant)
                _take_place(assignment, free[0])


@contextmanager
def park_assignments(assignments):
    """Context manager: allow the family of the assignments to change inside. Needs a transaction; bypasses the audit
    log.

    The database checks each row separately: while only one of two assignments in a place has changed, it would see two
    families there. Meanwhile the assignments have unused dates in the distant past, one day each.
    """
    assignments = list(assignments.order_by("pk"))
    for day, assignment in enumerate(assignments, LONG_AGO):
        there = date.fromordinal(day)
        Assignment.objects.filter(pk=assignment.pk).update(starts_on=there, ends_on=there)
    yield
    for assignment in assignments:
        Assignment.objects.filter(pk=assignment.pk).update(starts_on=assignment.starts_on, ends_on=assignment.ends_on)


def _overlapping(assignment):
    """Return the other assignments of the same assistant that share a day with this one."""
    sharing = Assignment.objects.of_assistant_in(assignment.assistant, assignment.starts_on, assignment.ends_on)
    return sharing.exclude(pk=assignment.pk).order_by()


def _take_place(assignment, place):
    if place != assignment.place:
        assignment.place = place
        assignment.save(update_fields=["place"])
