"""The numbered places of an assistant: which one a new assignment takes, and what a refusal means.

The database keeps the rule (migration `0002_places`); this module finds a free place, and turns a refusal
by the database into a sentence.
"""

from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError

from assistants.models import Assignment
from familycare.lib.constraints import refused_in_words

LONG_AGO = date(1000, 1, 1).toordinal()


class NoFreePlace(ValueError):
    """The assistant already has as many families as allowed on a day of the assignment."""

    def __init__(self, assistant):
        super().__init__(f"{assistant} ma już tyle rodzin, ile może mieć naraz ({assistant.max_families}).")


def free_place(assistant, family, starts_on, ends_on=None):
    """The place for the family from `starts_on` to `ends_on` (both included; None: without end).

    The place in which the family already sits, if that one is its own for all these days; else the lowest
    free one. Raises NoFreePlace. Another transaction may take the place in the meantime: the database then refuses.
    """
    sharing = Assignment.objects.of_assistant_in(assistant, starts_on, ends_on)
    others = set(sharing.exclude(family=family).values_list("place", flat=True))
    own = set(sharing.filter(family=family).values_list("place", flat=True))
    free = [place for place in range(1, assistant.max_families + 1) if place not in others]
    if not free:
        raise NoFreePlace(assistant)
    return min(own.intersection(free) or free)


@contextmanager
def refusal_in_words(assistant):
    """Runs a write; instead of the database's refusal NoFreePlace for one family too many, ValidationError for a case
    that somebody has on one of the days."""
    try:
        with refused_in_words(assignment_overlaps="W tych dniach rodzina ma już asystenta w tej sprawie."):
            yield
    except IntegrityError as error:
        if "assignment_place_taken" in str(error) or "assignment_within_limit" in str(error):
            raise NoFreePlace(assistant) from error
        raise


def colour(spans, most):
    """Places for the assignments of one assistant, all at once: as few places as any sharing could do with.

    `spans`: (first day, last day, family, key) with the last day included, `date.max` for none; one family's
    spans that share days share a place. Returns ({key: place}, [key of each span for which there was none]).
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


def seat_together(family):
    """Seats a family that has two places of an assistant on the same days in one of them, where one is its own on all
    these days; else it keeps both. Returns the changes as (assignment, place before)."""
    changes = []
    for assignment in family.assignments.select_related("assistant").order_by("starts_on", "pk"):
        sharing = _sharing(assignment)
        if not sharing.filter(family=family).exclude(place=assignment.place).exists():
            continue
        before, others = assignment.place, set(sharing.exclude(family=family).values_list("place", flat=True))
        own = set(sharing.filter(family=family).values_list("place", flat=True)) | {before}
        assignment.place = min(place for place in own if place not in others)
        if assignment.place != before:
            assignment.save(update_fields=["place"])
            changes.append((assignment, before))
    return changes


def seat_apart(family, leaving, before):
    """Prepares a family for becoming two: the assignments of the cases `leaving` (keys) get places of their own, those
    that they had (`before`: {key of an assignment: place}) where these are still free. Raises NoFreePlace."""
    assignments = list(family.assignments.select_related("assistant").order_by("starts_on", "pk"))
    for assignment in assignments:
        place = before.get(assignment.pk, assignment.place)
        if not _sharing(assignment).filter(place=place).exclude(family=family).exists():
            _seat(assignment, place)
    for assignment in assignments:
        if assignment.case_id in leaving:
            taken = set(_sharing(assignment).exclude(case__in=leaving).values_list("place", flat=True))
            if assignment.place in taken:
                free = [place for place in range(1, assignment.assistant.max_families + 1) if place not in taken]
                if not free:
                    raise NoFreePlace(assignment.assistant)
                _seat(assignment, free[0])


@contextmanager
def set_aside(assignments):
    """Lets the family of the assignments become another one inside: written past the log, in a transaction.

    The database looks at each row by itself, and would take two of one place, of which only one has changed, for two
    families. In between they are on days of long ago, one each, on which nobody has anybody.
    """
    assignments = list(assignments.order_by("pk"))
    for day, assignment in enumerate(assignments, LONG_AGO):
        there = date.fromordinal(day)
        Assignment.objects.filter(pk=assignment.pk).update(starts_on=there, ends_on=there)
    yield
    for assignment in assignments:
        Assignment.objects.filter(pk=assignment.pk).update(starts_on=assignment.starts_on, ends_on=assignment.ends_on)


def _sharing(assignment):
    """The other assignments of the same assistant that share a day with this one."""
    sharing = Assignment.objects.of_assistant_in(assignment.assistant, assignment.starts_on, assignment.ends_on)
    return sharing.exclude(pk=assignment.pk).order_by()


def _seat(assignment, place):
    if place != assignment.place:
        assignment.place = place
        assignment.save(update_fields=["place"])
