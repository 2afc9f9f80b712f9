"""What changes the diary: entries are logged, corrected and deleted here."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.choices import AppointmentState, VisitKind
from assistants.diary.appointments import plan_appointment, settle_appointment
from assistants.diary.rules import check_goals, check_numbers, duties, duty_of, twins
from assistants.models import Appointment, Visit, VisitGoal
from cases.locking import lock_family
from cases.models import Family

NOT_TODAY = "Wpis można usunąć tylko tego dnia, w którym powstał. Później można go poprawić."


class AlreadySaved(Exception):
    """The form was saved before, with other contents: both are to be shown."""

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
    next_appointment=None,
    confirmed=False,
):
    """Writes an entry of the diary and returns it. The same form (`client_key`, a UUID), sent again, returns the same.

    `visited_on` is a past day or today on which the assistant had the family, or stood in (kind `monitoring`: after
    the case closed). `minutes` 1–1440, not needed for an attempted visit. `case`: which, where the family has two.
    `next_appointment`: a Next, or None. Appointments planned with the family for that day are thereby settled.
    Whoever calls has made sure that the assistant may see the family.
    Raises ValidationError by fields, at `confirmed` for a second entry of the same day, kind and minutes unless
    `confirmed`, and without a field when the family has just been merged into another one; AlreadySaved when the form
    was saved before with other contents.
    """
    # One entry of a family at a time: the same form sent twice, or two alike, must see one another.
    lock_family(family)
    contents = {
        "visited_on": visited_on,
        "kind": kind,
        "minutes": minutes,
        "advice_count": advice_count,
        "institution": institution,
        "summary": summary,
    }
    if saved := Visit.objects.filter(client_key=client_key).select_related("case__family", "institution").first():
        return _the_same(saved, assistant, family, contents, goals)
    duty = _checked(assistant, family, contents, goals, case)
    if not confirmed and twins(duty, visited_on, kind, minutes).exists():
        message = "Taki wpis już jest: ta sama rodzina, dzień, rodzaj i czas. Jeśli to druga taka wizyta, potwierdź."
        raise ValidationError({"confirmed": message})
    visit = Visit.objects.create(
        case=duty.case,
        assistant=duty.assistant,
        substitute=duty.substitute,
        client_key=client_key,
        entered_at=timezone.now(),
        **contents,
    )
    _touch(visit, goals)
    _settle_appointments(assistant, family, visited_on, kind)
    if next_appointment:
        plan_appointment(assistant=assistant, family=family, agreed=next_appointment)
    return visit


@transaction.atomic
def log_visits(*, assistant, families, client_key, **contents):
    """The same entry for each of the families, all or none: after a workshop, say. Returns the entries.

    Raises ValidationError as `log_visit`, with the family's name; AlreadySaved.
    """
    lock_family(*families)
    entries = []
    for family in families:
        own_key = _key_of(client_key, family)
        try:
            entries.append(log_visit(assistant=assistant, family=family, client_key=own_key, **contents))
        except ValidationError as error:
            raise _named(error, family) from None
    return entries


def _named(error, family):
    """The ValidationError with the family's name: it is about this one, not about the others."""
    if not hasattr(error, "error_dict"):
        return ValidationError([f"{family.name}: {message}" for message in error.messages])
    return ValidationError(
        {field: [f"{family.name}: {each}" for each in messages] for field, messages in error.message_dict.items()}
    )


def _key_of(client_key, family):
    """The key of the form's entry about the family; where the entry is saved, that by which it was: the family may have
    had another number then, of those that were merged into it."""
    numbers = Family.objects.filter(pk__in=Family.objects.filter(pk=family.pk).with_absorbed())
    keys = [uuid.uuid5(client_key, number) for number in numbers.values_list("number", flat=True)]
    saved = Visit.objects.filter(client_key__in=keys).values_list("client_key", flat=True).order_by("pk").first()
    return saved or uuid.uuid5(client_key, family.number)


@transaction.atomic
def correct_visit(*, visit, assistant, reason="", **contents):
    """Writes other contents into the assistant's own entry; the family stays. On the day on which it was entered
    freely, later with a `reason`, which stays with the entry (the log of changes keeps what it said before).

    `contents` as of `log_visit`: visited_on, kind, minutes, advice_count, institution, summary, goals, case.
    Raises PermissionDenied for somebody else's entry, ValidationError by fields (`reason` when it is missing).
    """
    lock_family(visit.case.family)
    visit = Visit.objects.select_related("case__family").get(pk=visit.pk)
    _check_author(visit, assistant)
    family, goals, case = visit.case.family, contents.pop("goals"), contents.pop("case")
    if not entered_today(visit) and not reason.strip():
        message = "Podaj powód poprawki, bo wpis nie jest z dzisiaj. Powód zostanie przy wpisie."
        raise ValidationError({"reason": message})
    if case is None and visit.case in {duty.case for duty in duties(assistant, family, contents["visited_on"])}:
        case = visit.case
    duty = _checked(assistant, family, contents, goals, case)
    visit.case, visit.assistant, visit.substitute = duty.case, duty.assistant, duty.substitute
    for field, value in contents.items():
        setattr(visit, field, value)
    if not entered_today(visit):
        visit.corrected_at, visit.correction_reason = timezone.now(), reason.strip()
    visit.save()
    _touch(visit, goals)
    return visit


@transaction.atomic
def delete_visit(*, visit, assistant):
    """Deletes the assistant's own entry, on the day on which it was entered; deleted twice it is deleted once. Raises
    PermissionDenied otherwise."""
    lock_family(visit.case.family)
    visit = Visit.objects.filter(pk=visit.pk).first()
    if visit is None:
        return
    _check_author(visit, assistant)
    if not entered_today(visit):
        raise PermissionDenied(NOT_TODAY)
    _touch(visit, [])
    visit.delete()


def entered_today(visit):
    """Whether the entry was typed today; of one that came in with a register nobody knows, so it was not."""
    return visit.entered_at is not None and timezone.localdate(visit.entered_at) == timezone.localdate()


def _checked(assistant, family, contents, goals, case):
    """The Duty under which the contents go. Raises ValidationError with all that is wrong with them."""
    wrong = {}
    try:
        check_numbers(contents["kind"], contents["minutes"], contents["advice_count"])
    except ValidationError as error:
        wrong |= error.error_dict
    try:
        duty = duty_of(assistant, family, contents["visited_on"], contents["kind"], case)
        check_goals(goals, duty.case)
    except ValidationError as error:
        wrong |= error.error_dict
    if wrong:
        raise ValidationError(wrong)
    return duty


def _check_author(visit, assistant):
    if visit.author != assistant:
        raise PermissionDenied("Wpis poprawia i usuwa tylko jego autor.")


def _the_same(saved, assistant, family, contents, goals):
    """The entry that the form became when it was sent before."""
    if saved.author != assistant or saved.case.family != family:
        message = (
            "Ten formularz zapisano już dla innej rodziny albo innej osoby. Otwórz nowy i przepisz do niego tekst."
        )
        raise ValidationError(message)
    touched = {touched.goal_id for touched in saved.touched.all()}
    if any(getattr(saved, field) != value for field, value in contents.items()) or touched != {g.pk for g in goals}:
        raise AlreadySaved(saved)
    return saved


def _touch(visit, goals):
    """Makes these the goals that the visit moved; one by one, so that each is in the log of changes."""
    wanted = {goal.pk: goal for goal in goals}
    for touched in visit.touched.all():
        if touched.goal_id not in wanted:
            touched.delete()
        wanted.pop(touched.goal_id, None)
    for goal in wanted.values():
        VisitGoal.objects.create(visit=visit, goal=goal)


def _settle_appointments(assistant, family, day, kind):
    state = AppointmentState.MISSED if kind == VisitKind.ATTEMPTED_VISIT else AppointmentState.KEPT
    for appointment in Appointment.objects.planned().kept_by(assistant).filter(family=family, planned_on=day):
        settle_appointment(appointment=appointment, state=state)
