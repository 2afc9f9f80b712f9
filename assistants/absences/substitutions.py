"""Services that appoint substitutes for absent assistants and end substitutions."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.absences.services import absence_in_words
from assistants.models import Assignment, Substitution
from assistants.staff.caseload import most_families
from cases.families.distinct_names import distinct_name
from cases.locking import lock_family
from cases.spans import days_of
from familycare.audit.services import lock_changes
from familycare.lib.polish import counted, date_in_digits, joined


@transaction.atomic
def appoint_substitute(*, assignments, substitute, starts_on, ends_on, over_limit_reason=""):
    """Give `substitute` access to the families of `assignments` from `starts_on` to `ends_on` (both included).

    All assignments belong to one assistant. Return the Substitutions.

    Raise ValidationError by field ("substitute", "starts_on", "ends_on", "assignments") if the substitute is that
    assistant, is not employed or is absent on one of the days, an assignment does not cover all days, or another
    substitution overlaps. The substitute may go over their limit only with an `over_limit_reason`, which is kept.
    """
    # Locked, so that two substitutes appointed at the same moment cannot both find the days free.
    lock_family(*(assignment.family for assignment in assignments))
    assignments = list(
        Assignment.objects.filter(pk__in=[assignment.pk for assignment in assignments]).select_related("family")
    )
    if problems := substitution_problems(assignments, substitute, starts_on, ends_on):
        raise ValidationError(problems)
    over = over_limit_message(assignments, substitute, starts_on, ends_on)
    if over and not over_limit_reason.strip():
        raise ValidationError({"over_limit_reason": f"{over} Napisz, dlaczego mimo to."})
    given = {"substitute": substitute, "starts_on": starts_on, "ends_on": ends_on}
    reason = over_limit_reason.strip() if over else ""
    return [Substitution.objects.create(assignment=each, over_limit_reason=reason, **given) for each in assignments]


def over_limit_message(assignments, substitute, starts_on, ends_on):
    """Return a sentence if the substitute would work with more families on some day than their limit allows, or ""."""
    together = most_families(substitute, starts_on, ends_on, {each.family_id for each in assignments})
    if together <= substitute.max_families:
        return ""
    families = counted(together, "rodzinę", "rodziny", "rodzin")
    return f"Razem z zastępstwami {substitute} ma w tym czasie {families}, a limit to {substitute.max_families}."


def substitution_problems(assignments, substitute, starts_on, ends_on):
    """Return {field: message} if the assistant cannot be the substitute on these days (both included), else {}."""
    if ends_on < starts_on:
        return {"ends_on": "Ostatni dzień zastępstwa jest wcześniejszy niż pierwszy."}
    if any(each.assistant_id == substitute.pk for each in assignments):
        return {"substitute": "Nikt nie zastępuje samego siebie. Wybierz inną osobę."}
    if not _lasts(substitute, starts_on, ends_on):
        return {"substitute": f"{substitute} nie pracuje przez cały ten czas."}
    if away := substitute.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first():
        return {
            "substitute": (
                f"{substitute} ma w tym czasie nieobecność: {absence_in_words(away)}. Wybierz inną osobę albo inne dni."
            )
        }
    if not assignments:
        return {"assignments": "W tym czasie nie ma rodziny, w której można by kogoś zastąpić."}
    if outside := [each for each in assignments if not _lasts(each, starts_on, ends_on)]:
        return {"assignments": f"Rodzina nie jest przydzielona przez cały ten czas: {_named(outside)}."}
    taken = Substitution.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on, assignment__in=assignments)
    if others := list(taken.select_related("assignment__family", "substitute")):
        families = _named(one.assignment for one in others)
        days = f"{date_in_digits(others[0].starts_on)}–{date_in_digits(others[0].ends_on)}"
        return {"assignments": f"Jest już zastępstwo w tych dniach: {families} ({others[0].substitute}, {days})."}
    return {}


def _lasts(record, starts_on, ends_on):
    first, last = days_of(record)
    return first <= starts_on and (last is None or ends_on <= last)


def _named(assignments):
    return joined(dict.fromkeys(distinct_name(assignment.family) for assignment in assignments))


@transaction.atomic
def end_substitutions(*, substitutions, last_day):
    """End the substitutions on `last_day`; delete those that start later."""
    lock_changes()
    # Always in the same order, so that this and the preview of a handover cannot deadlock.
    ending = Substitution.objects.filter(pk__in=[each.pk for each in substitutions]).order_by("assignment", "pk")
    for substitution in ending:
        if substitution.starts_on > last_day:
            substitution.delete()
        elif substitution.ends_on > last_day:
            substitution.ends_on = last_day
            substitution.save(update_fields=["ends_on"])
