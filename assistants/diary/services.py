"""Services that log, correct and delete diary entries."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.choices import AppointmentState, VisitKind
from assistants.diary.appointments import plan_appointment, settle_appointment
from assistants.diary.rules import (
    NO_REASON,
    check_goals,
    check_numbers,
    day_of_work_question,
    duties,
    find_duty,
    second_entry_question,
)
from assistants.models import Appointment, Visit, VisitGoal
from cases.families.distinct_names import distinct_name
from cases.locking import lock_family
from cases.models import Family

NOT_TODAY = "Wpis można usunąć tylko tego dnia, w którym powstał. Później można go poprawić."


class AlreadySaved(Exception):
    """The same form was saved before with other contents. `visit` is the saved entry."""

    def __init__(self, visit):
        super().__init__(str(visit))
        self.visit = visit


@transaction.atomic
def log_visit(
    *,
    assistant,
    family,
    visited_on,
    kind,
    client_key,
    minutes=None,
    advice_count=None,
    institution=None,
    goals=(),
    summary="",
    case=None,
    event="",
    next_appointment=None,
    confirmed=False,
):
    """Save a diary entry and return the Visit. The same form (`client_key`, a UUID) sent again returns the saved Visit.

    `visited_on` is today or a past day on which the assistant had the family or was a substitute (kind `monitoring`:
    after the case was closed). `minutes` is 1–1440, optional for an attempted visit. `case` is needed if the family has
    two. Entries about several families on one occasion have the same `event`. `next_appointment` is an
    AppointmentDetails or None. Appointments planned with the family for `visited_on` are settled. The caller checks
    that the assistant may see the family.

    Raise ValidationError by field; at `confirmed`, unless `confirmed`, for a second entry of the same day, kind and
    minutes and for a day of more than 24 hours; without a field if the family has just been merged into another one.
    Raise AlreadySaved if the form was saved with other contents.
    """
    # Locked, so that a form sent twice, or two similar entries, cannot miss each other.
    lock_family(family)
    contents = {
        "visited_on": visited_on,
        "kind": kind,
        "minutes": minutes,
        "advice_count": advice_count,
        "institution": institution,
        "summary": summary,
        "event": event,
    }
    if saved := Visit.objects.filter(client_key=client_key).select_related("case__family", "institution").first():
        return _already_saved(saved, assistant, family, contents, goals)
    duty = checked_duty(assistant, family, contents, goals, case)
    if not confirmed:
        ask(second_entry_question(duty, contents), day_of_work_question(duty, contents))
    visit = Visit.objects.create(
        case=duty.case,
        assistant=duty.assistant,
        substitute=duty.substitute,
        client_key=client_key,
        entered_at=timezone.now(),
        **contents,
    )
    set_goals(visit, goals)
    settle_appointments(assistant, family, visited_on, kind)
    if next_appointment:
        plan_appointment(assistant=assistant, family=family, details=next_appointment)
    return visit


@transaction.atomic
def log_visits(*, assistant, families, client_key, **contents):
    """Save the same entry for each of the families, all or none, for example after a workshop. Return the Visits.

    They are one occasion, whose time counts once.
    Raise ValidationError as `log_visit` does, with the family's name in the message, and AlreadySaved.
    """
    lock_family(*families)
    entries, event = [], str(client_key) if len(families) > 1 else ""
    for family in families:
        own_key = _key_of(client_key, family)
        try:
            entries.append(log_visit(assistant=assistant, family=family, client_key=own_key, event=event, **contents))
        except ValidationError as error:
            raise _with_family_name(error, family) from None
    return entries


def _with_family_name(error, family):
    """Return the ValidationError with the family's name in each message."""
    name = distinct_name(family)
    if not hasattr(error, "error_dict"):
        return ValidationError([f"{name}: {message}" for message in error.messages])
    return ValidationError(
        {field: [f"{name}: {each}" for each in messages] for field, messages in error.message_dict.items()}
    )


def _key_of(client_key, family):
    """Return the key of the form's entry about the family.

    If an entry was saved before the family was merged, its key was made from the number of the absorbed family.
    """
    numbers = Family.objects.filter(pk__in=Family.objects.filter(pk=family.pk).with_absorbed())
    keys = [uuid.uuid5(client_key, number) for number in numbers.values_list("number", flat=True)]
    saved = Visit.objects.filter(client_key__in=keys).values_list("client_key", flat=True).order_by("pk").first()
    return saved or uuid.uuid5(client_key, family.number)


@transaction.atomic
def correct_visit(*, visit, assistant, reason="", confirmed=False, **contents):
    """Correct the assistant's own entry and return the Visit. `move_visit` changes the family.

    `reason` is required from the day after the entry was made; it is saved with the entry. The audit log keeps the
    previous contents. `contents` are those of `log_visit`: visited_on, kind, minutes, advice_count, institution,
    summary, goals, case.

    Raise PermissionDenied for an entry of somebody else and ValidationError by field; at `confirmed`, unless
    `confirmed`, if the correction makes a day of more than 24 hours.
    """
    lock_family(visit.case.family)
    visit = Visit.objects.select_related("case__family").get(pk=visit.pk)
    _check_author(visit, assistant)
    family, goals, case = visit.case.family, contents.pop("goals"), contents.pop("case")
    if not entered_today(visit) and not reason.strip():
        raise ValidationError({"reason": NO_REASON})
    if case is None and visit.case in {duty.case for duty in duties(assistant, family, contents["visited_on"])}:
        case = visit.case
    # On another day it is no longer the same occasion as the entries about other families.
    contents["event"] = visit.event if contents["visited_on"] == visit.visited_on else ""
    duty = checked_duty(assistant, family, contents, goals, case)
    if not confirmed and (contents["visited_on"], contents["minutes"]) != (visit.visited_on, visit.minutes):
        ask(day_of_work_question(duty, contents, visit))
    visit.case, visit.assistant, visit.substitute = duty.case, duty.assistant, duty.substitute
    for field, value in contents.items():
        setattr(visit, field, value)
    if not entered_today(visit):
        visit.corrected_at, visit.correction_reason = timezone.now(), reason.strip()
    visit.save()
    set_goals(visit, goals)
    return visit


@transaction.atomic
def delete_visit(*, visit, assistant):
    """Delete the assistant's own entry on the day on which it was entered. A missing entry is ignored.

    Raise PermissionDenied for an entry of somebody else or of an earlier day.
    """
    lock_family(visit.case.family)
    visit = Visit.objects.filter(pk=visit.pk).first()
    if visit is None:
        return
    _check_author(visit, assistant)
    if not entered_today(visit):
        raise PermissionDenied(NOT_TODAY)
    set_goals(visit, [])
    visit.delete()


def entered_today(visit):
    """Return whether the entry was entered today. False for imported entries, whose time of entry is unknown."""
    return visit.entered_at is not None and timezone.localdate(visit.entered_at) == timezone.localdate()


def ask(*questions):
    """Raise ValidationError at `confirmed` with the questions that are not empty."""
    if asked := [question for question in questions if question]:
        raise ValidationError({"confirmed": asked})


def checked_duty(assistant, family, contents, goals, case):
    """Return the Duty for the contents. Raise ValidationError with all problems at once."""
    wrong = {}
    try:
        check_numbers(contents["kind"], contents["minutes"], contents["advice_count"])
    except ValidationError as error:
        wrong |= error.error_dict
    try:
        duty = find_duty(assistant, family, contents["visited_on"], contents["kind"], case)
        check_goals(goals, duty.case)
    except ValidationError as error:
        wrong |= error.error_dict
    if wrong:
        raise ValidationError(wrong)
    return duty


def _check_author(visit, assistant):
    if visit.author != assistant:
        raise PermissionDenied("Wpis poprawia i usuwa tylko jego autor.")


def _already_saved(saved, assistant, family, contents, goals):
    """Return the Visit that the form was saved as. Raise AlreadySaved if its contents differ."""
    if saved.author != assistant or saved.case.family != family:
        message = (
            "Ten formularz zapisano już dla innej rodziny albo innej osoby. Otwórz nowy i przepisz do niego tekst."
        )
        raise ValidationError(message)
    saved_goals = {visit_goal.goal_id for visit_goal in saved.visit_goals.all()}
    # Families of one occasion may have been merged since; the event follows from the key anyway.
    typed = {field: value for field, value in contents.items() if field != "event"}
    if any(getattr(saved, field) != value for field, value in typed.items()) or saved_goals != {g.pk for g in goals}:
        raise AlreadySaved(saved)
    return saved


def set_goals(visit, goals):
    """Set the visit's goals, one by one, so that each change is in the audit log."""
    wanted = {goal.pk: goal for goal in goals}
    for visit_goal in visit.visit_goals.all():
        if visit_goal.goal_id not in wanted:
            visit_goal.delete()
        wanted.pop(visit_goal.goal_id, None)
    for goal in wanted.values():
        VisitGoal.objects.create(visit=visit, goal=goal)


def settle_appointments(assistant, family, day, kind):
    """Settle the appointments planned with the family for the day of an entry of this kind."""
    state = AppointmentState.MISSED if kind == VisitKind.ATTEMPTED_VISIT else AppointmentState.KEPT
    for appointment in Appointment.objects.planned().kept_by(assistant).filter(family=family, planned_on=day):
        settle_appointment(appointment=appointment, state=state)
