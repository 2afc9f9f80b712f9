"""Services that assign a case to an assistant."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assistants.assignments.cap import free_place, place_constraint_messages
from assistants.models import Assignment
from cases.locking import lock_family
from cases.models import Case
from familycare.lib.polish import date_in_digits, date_in_words


@transaction.atomic
def assign(*, case, assistant, starts_on, ends_on=None):
    """Assign the case to the assistant from `starts_on` to `ends_on` (both included; None: open-ended).

    Return the Assignment. Raise NoFreePlace if the assistant already has the maximum number of families on one of these
    days (UWRiSPZ art. 15 ust. 4). Raise ValidationError if the days are outside the case or the employment (field
    "assistant"), or somebody else has the case on one of them.
    """
    # Locked, so that two simultaneous assignments of one case cannot miss each other.
    lock_family(case.family)
    case = Case.objects.get(pk=case.pk)
    if starts_on < case.opened_on or (case.closed_on and (ends_on is None or ends_on > case.closed_on)):
        raise ValidationError("Przydzielenie musi mieścić się w czasie objęcia rodziny wsparciem.")
    if problem := employment_problem(assistant, starts_on, ends_on):
        raise ValidationError({"assistant": problem})
    _check_no_overlap(case, starts_on, ends_on)
    with place_constraint_messages(assistant):
        return Assignment.objects.create(
            case=case,
            family_id=case.family_id,
            assistant=assistant,
            place=free_place(assistant, case.family_id, starts_on, ends_on),
            starts_on=starts_on,
            ends_on=ends_on,
        )


@transaction.atomic
def reassign_case(*, case, assistant, starts_on):
    """Assign a case that has no assistant, from `starts_on` (included) until the next assignment begins, or open-ended.

    Return the Assignment; if the same form is sent twice, return the existing one. Raise the same errors as `assign`.
    """
    lock_family(case.family)
    if same := case.assignments.filter(assistant=assistant, starts_on=starts_on).first():
        return same
    later = case.assignments.filter(starts_on__gt=starts_on).order_by("starts_on").first()
    if later and later.starts_on <= timezone.localdate():
        raise ValidationError(
            {
                "starts_on": (
                    f"Od {date_in_words(later.starts_on)} rodzina miała już asystenta. "
                    "Podaj dzień po zakończeniu jego pracy z rodziną."
                )
            }
        )
    ends_on = later and later.starts_on - timedelta(days=1)
    return assign(case=case, assistant=assistant, starts_on=starts_on, ends_on=ends_on)


def _check_no_overlap(case, starts_on, ends_on):
    sharing = Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), case=case)
    if ends_on:
        sharing = sharing.filter(starts_on__lte=ends_on)
    if other := sharing.select_related("assistant").first():
        first = date_in_digits(other.starts_on)
        days = f"{first}–{date_in_digits(other.ends_on)}" if other.ends_on else f"od {first}"
        raise ValidationError(f"W tych dniach rodzina ma już asystenta w tej sprawie: {other.assistant} ({days}).")


def employment_problem(assistant, starts_on, ends_on):
    """Return why the assistant cannot have a family on these days (both included; None: open-ended), or ""."""
    if starts_on < assistant.employed_from:
        day = date_in_words(assistant.employed_from)
        return f"{assistant} pracuje dopiero od {day}."
    if assistant.employed_to and (ends_on is None or ends_on > assistant.employed_to):
        day = date_in_words(assistant.employed_to)
        return f"{assistant} pracuje tylko do {day}."
    return ""
