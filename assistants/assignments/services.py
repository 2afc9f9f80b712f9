"""What changes assignments, who stands in for whom, and whose account belongs to which assistant."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.absences import in_words
from assistants.models import Assignment, Assistant, Substitution
from assistants.places import free_place, refusal_in_words
from cases.models import Case
from cases.services import lock_family
from cases.spans import days_of
from familycare.accounts.models import User
from familycare.accounts.signals import account_changed
from familycare.audit.services import lock_changes
from familycare.polish import date_in_digits, date_in_words, joined


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
        raise ValidationError(_("Przydzielenie musi mieścić się w czasie objęcia rodziny wsparciem."))
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
                "starts_on": _(
                    "Od %(day)s rodzina miała już asystenta. Podaj dzień po zakończeniu jego pracy z rodziną."
                )
                % {"day": date_in_words(later.starts_on)}
            }
        )
    ends_on = later and later.starts_on - timedelta(days=1)
    return assign(case=case, assistant=assistant, starts_on=starts_on, ends_on=ends_on)


def _check_alone(case, starts_on, ends_on):
    sharing = Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), case=case)
    if ends_on:
        sharing = sharing.filter(starts_on__lte=ends_on)
    if other := sharing.select_related("assistant").first():
        until = date_in_digits(other.ends_on) if other.ends_on else _("nadal")
        raise ValidationError(
            _("W tych dniach rodzina ma już asystenta w tej sprawie: %(assistant)s (%(first)s–%(last)s).")
            % {"assistant": other.assistant, "first": date_in_digits(other.starts_on), "last": until}
        )


def against_employment(assistant, starts_on, ends_on):
    """Why the assistant cannot have a family on these days (both included; None: until further notice), in a sentence,
    or ""."""
    if starts_on < assistant.employed_from:
        day = date_in_words(assistant.employed_from)
        return _("%(name)s pracuje dopiero od %(day)s.") % {"name": assistant, "day": day}
    if assistant.employed_to and (ends_on is None or ends_on > assistant.employed_to):
        day = date_in_words(assistant.employed_to)
        return _("%(name)s pracuje tylko do %(day)s.") % {"name": assistant, "day": day}
    return ""


@transaction.atomic
def appoint_substitute(*, assignments, substitute, starts_on, ends_on):
    """Lets the assistant `substitute` see and write the families of `assignments`, all of one assistant, from
    `starts_on` to `ends_on` (both included); returns the Substitutions.

    Raises ValidationError with messages by field ("substitute", "starts_on", "ends_on", "assignments") when the
    substitute is that assistant, is not employed all these days or absent on one of them, an assignment does not last
    all of them, or somebody else stands in on one of them.
    """
    # Locked, so that two substitutes appointed at the same moment do not both find the days free.
    lock_family(*(assignment.family for assignment in assignments))
    assignments = list(
        Assignment.objects.filter(pk__in=[assignment.pk for assignment in assignments]).select_related("family")
    )
    if problems := against_substitution(assignments, substitute, starts_on, ends_on):
        raise ValidationError(problems)
    return [
        Substitution.objects.create(assignment=each, substitute=substitute, starts_on=starts_on, ends_on=ends_on)
        for each in assignments
    ]


def against_substitution(assignments, substitute, starts_on, ends_on):
    """{field: what is wrong with it}: why the assistant cannot stand in on these days (both included)."""
    if ends_on < starts_on:
        return {"ends_on": _("Ostatni dzień zastępstwa jest wcześniejszy niż pierwszy.")}
    if any(each.assistant_id == substitute.pk for each in assignments):
        return {"substitute": _("Nikt nie zastępuje samego siebie. Wybierz inną osobę.")}
    if not _lasts(substitute, starts_on, ends_on):
        return {"substitute": _("%(name)s nie pracuje przez cały ten czas.") % {"name": substitute}}
    if away := substitute.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first():
        return {
            "substitute": _("%(name)s ma w tym czasie nieobecność: %(absence)s. Wybierz inną osobę albo inne dni.")
            % {"name": substitute, "absence": in_words(away)}
        }
    if not assignments:
        return {"assignments": _("W tym czasie nie ma rodziny, w której można by kogoś zastąpić.")}
    if outside := [each for each in assignments if not _lasts(each, starts_on, ends_on)]:
        return {"assignments": _("Rodzina nie jest przydzielona przez cały ten czas: %(families)s.") % _named(outside)}
    taken = Substitution.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on, assignment__in=assignments)
    if others := list(taken.select_related("assignment__family", "substitute")):
        days = f"{date_in_digits(others[0].starts_on)}–{date_in_digits(others[0].ends_on)}"
        return {
            "assignments": _("Jest już zastępstwo w tych dniach: %(families)s (%(substitute)s, %(days)s).")
            % {**_named(one.assignment for one in others), "substitute": others[0].substitute, "days": days}
        }
    return {}


def _lasts(record, starts_on, ends_on):
    first, last = days_of(record)
    return first <= starts_on and (last is None or ends_on <= last)


def _named(assignments):
    return {"families": joined(dict.fromkeys(str(assignment.family) for assignment in assignments))}


@transaction.atomic
def end_substitutions(*, substitutions, last_day):
    """Ends them with `last_day`; one that would not have begun by then is taken back."""
    lock_changes()
    for substitution in Substitution.objects.filter(pk__in=[each.pk for each in substitutions]):
        if substitution.starts_on > last_day:
            substitution.delete()
        elif substitution.ends_on > last_day:
            substitution.ends_on = last_day
            substitution.save(update_fields=["ends_on"])


@transaction.atomic
def connect_account(user, assistant, *, by):
    """The account sees the families of `assistant`, a record without another account, or of nobody (None).

    Raises ValidationError for "assistant" when the record has been given to another account meanwhile.
    """
    lock_changes()
    before = Assistant.objects.filter(account=user).first()
    if before == assistant:
        return
    if before:
        before.account = None
        before.save(update_fields=["account"])
    if assistant:
        free = Assistant.objects.select_for_update(of=("self",)).filter(pk=assistant.pk, account=None).first()
        if free is None:
            raise ValidationError({"assistant": _("Tej karty nie można wybrać: nie ma jej albo ma już inne konto.")})
        free.account = user
        free.save(update_fields=["account"])
    account_changed.send(User, user=user, by=by, changes={"assistant": (before, assistant)})
