"""A case that was closed on a wrong day or for a wrong reason, or not to be closed at all."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.absences.substitutions import end_substitutions
from assistants.assignments.cap import NoFreePlace, free_place, place_constraint_messages
from assistants.assignments.closing import CLOSING_FIELDS, also_restore, check_closing, restore_case
from assistants.assignments.monitoring import monitoring_substitutions
from assistants.assignments.services import employment_problem
from assistants.choices import VisitKind
from assistants.corrections.traces import check_reason, leave_trace
from assistants.models import Substitution, Visit
from cases.locking import lock_family
from cases.models import Case
from familycare.lib.polish import date_in_digits, date_in_words


@transaction.atomic
def correct_closing(*, case, closed_on, closing_reason, reason, by, closing_words="", confirmed=False):
    """Correct the last day of a closed case, and why it was closed. Return the Case.

    Assignments that ended with the case end with it again; those of a shorter case, and their substitutions, are cut.
    Without a change nothing is saved. `by` is the user, `reason` is why they correct it.

    Raise ValidationError by field: those of `check_closing`; "closed_on" if another case, an entry about monitoring, an
    assistant's employment or limit of families is in the way; "reason" and "confirmed".
    """
    lock_family(case.family)
    case = Case.objects.get(pk=case.pk)
    if case.closed_on is None:
        raise ValidationError("To wsparcie trwa, więc nie ma zakończenia do poprawienia.")
    was, before = case.closed_on, _closing(case)
    check_closing(case, closed_on, closing_reason, closing_words)
    if message := _lengthening_problem(case, closed_on):
        raise ValidationError({"closed_on": message})
    case.closed_on, case.closing_reason, case.closing_words = closed_on, closing_reason, closing_words.strip()
    if _closing(case) == before:
        return case
    reason = check_reason(reason, sorted((was, closed_on)), confirmed=confirmed)
    _move_ends(case, was)
    case.save(update_fields=CLOSING_FIELDS)
    leave_trace(
        family=case.family,
        sentence=f"Zakończenie wsparcia {case.number}: było {before}, jest {_closing(case)}.",
        reason=reason,
        by=by,
    )
    return case


@transaction.atomic
def take_back_closing(*, case, reason, by, confirmed=False):
    """Let a case go on that should not have been closed. Return the Case; an open case is returned unchanged.

    Raise the errors of `restore_case`, and ValidationError at "reason" and "confirmed".
    """
    lock_family(case.family)
    case = Case.objects.get(pk=case.pk)
    if case.closed_on is None:
        return case
    before = _closing(case)
    reason = check_reason(reason, (case.closed_on, timezone.localdate()), confirmed=confirmed)
    case = restore_case(case)
    sentence = f"Wsparcie {case.number} trwa dalej. Cofnięto zakończenie: {before}."
    leave_trace(family=case.family, sentence=sentence, reason=reason, by=by)
    return case


def _closing(case):
    """Return the last day of the case and the reason for closing it, in words."""
    return ", ".join(filter(None, (date_in_digits(case.closed_on), case.closing_in_words)))


def _lengthening_problem(case, day):
    """Return why the closed case could not have lasted until `day`, or ""."""
    if day <= case.closed_on:
        return ""
    others = Case.objects.filter(family=case.family_id, kind=case.kind).exclude(pk=case.pk)
    if other := others.filter(opened_on__gte=case.closed_on, opened_on__lt=day).order_by("opened_on").first():
        return (
            f"Od {date_in_words(other.opened_on)} trwa następne wsparcie tego rodzaju, {other.number}. "
            "Podaj ten dzień albo wcześniejszy."
        )
    monitored = Visit.objects.filter(case=case, kind=VisitKind.MONITORING, visited_on__lte=day)
    if first := monitored.order_by("visited_on").first():
        return (
            f"Z {date_in_words(first.visited_on)} jest wpis z monitorowania, a ono zaczyna się po zakończeniu. "
            "Podaj wcześniejszy dzień albo poproś autora, by zmienił rodzaj wpisu."
        )
    return ""


def _move_ends(case, was):
    """Move the ends of the assignments and substitutions with the last day of the case, which was `was`."""
    day = case.closed_on
    monitoring = list(monitoring_substitutions(case))  # they follow the assignments, whose ends move
    standing_in = Substitution.objects.filter(assignment__case=case, starts_on__lte=was, ends_on__gt=day)
    cut = case.assignments.filter(ends_on__gt=day).exclude(ends_on=was)
    also_restore(Case.objects.get(pk=case.pk), [*cut, *standing_in])
    end_substitutions(substitutions=standing_in, last_day=day)
    for assignment in case.assignments.select_related("assistant").filter(ends_on__gte=min(day, was)):
        if assignment.ends_on <= day and assignment.ends_on != was:
            continue
        if problem := employment_problem(assignment.assistant, assignment.starts_on, day):
            raise ValidationError({"closed_on": problem})
        _end_on(assignment, day)
    for named in monitoring:
        _begin_after(named, day)


def _end_on(assignment, day):
    """End the assignment on the day, in another place if its own is taken on the added days."""
    assistant = assignment.assistant
    try:
        with place_constraint_messages(assistant):
            assignment.place = free_place(assistant, assignment.family_id, assignment.starts_on, day)
            assignment.ends_on = day
            assignment.save(update_fields=["ends_on", "place"])
    except NoFreePlace as refused:
        raise ValidationError({"closed_on": str(refused)}) from None


def _begin_after(named, day):
    """Let the substitution for monitoring begin after the day, at the earliest."""
    if named.ends_on <= day:
        named.delete()
    elif named.starts_on <= day:
        named.starts_on = day + timedelta(days=1)
        named.save(update_fields=["starts_on"])
