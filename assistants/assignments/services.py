"""What changes assignments, who stands in for whom, and whose account belongs to which assistant."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assistants.assignments.places import free_place, refusal_in_words
from assistants.models import Assignment
from cases.locking import lock_family
from cases.models import Case
from familycare.lib.polish import date_in_digits, date_in_words


@transaction.atomic
def assign(*, case, assistant, starts_on, ends_on=None):
    """Gives the case to the assistant from `starts_on` to `ends_on` (both included; None: until further notice).

    Raises NoFreePlace when the assistant already has as many families as allowed on one of these days
    (UWRiSPZ art. 15 ust. 4), ValidationError when the days lie outside of the case or of the employment (by field:
    "assistant"), or somebody has the case on one of them.
    """
    # Locked, so that of two who assign the same case at once the second one sees the first.
    lock_family(case.family)
    case = Case.objects.get(pk=case.pk)
    if starts_on < case.opened_on or (case.closed_on and (ends_on is None or ends_on > case.closed_on)):
        raise ValidationError("Przydzielenie musi mieścić się w czasie objęcia rodziny wsparciem.")
    if problem := against_employment(assistant, starts_on, ends_on):
        raise ValidationError({"assistant": problem})
    _check_alone(case, starts_on, ends_on)
    with refusal_in_words(assistant):
        return Assignment.objects.create(
            case=case,
            family_id=case.family_id,
            assistant=assistant,
            place=free_place(assistant, case.family_id, starts_on, ends_on),
            starts_on=starts_on,
            ends_on=ends_on,
        )


@transaction.atomic
def assign_anew(*, case, assistant, starts_on):
    """Gives a case that has nobody to the assistant from `starts_on` (included) to the day before somebody else has it,
    or until further notice. Sent twice it is done once. Returns the Assignment, raises what `assign` raises."""
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


def _check_alone(case, starts_on, ends_on):
    sharing = Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), case=case)
    if ends_on:
        sharing = sharing.filter(starts_on__lte=ends_on)
    if other := sharing.select_related("assistant").first():
        until = date_in_digits(other.ends_on) if other.ends_on else "nadal"
        raise ValidationError(
            "W tych dniach rodzina ma już asystenta w tej sprawie: "
            f"{other.assistant} ({date_in_digits(other.starts_on)}–{until})."
        )


def against_employment(assistant, starts_on, ends_on):
    """Why the assistant cannot have a family on these days (both included; None: until further notice), in a sentence,
    or ""."""
    if starts_on < assistant.employed_from:
        day = date_in_words(assistant.employed_from)
        return f"{assistant} pracuje dopiero od {day}."
    if assistant.employed_to and (ends_on is None or ends_on > assistant.employed_to):
        day = date_in_words(assistant.employed_to)
        return f"{assistant} pracuje tylko do {day}."
    return ""
