"""Taking assistants on, changing their record and ending their employment."""

from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from assistants.assignments.cap import NoFreePlace, move_to_lowest_places
from assistants.choices import AppointmentState
from assistants.diary.appointments import settle_appointment
from assistants.models import Appointment, Assignment, Assistant, MonthOfPost, Visit
from assistants.staff.caseload import largest_load_from
from cases.models import Family
from familycare.audit.services import lock_changes
from familycare.centre.law.reading import read_law
from familycare.centre.models import LegalTerm
from familycare.lib.months import Month
from familycare.lib.polish import counted, date_in_words

NUMBER_TAKEN = "Ten numer ma już inny asystent. Podaj inny."


@transaction.atomic
def take_on(*, number, **details):
    """Create an Assistant and return it. The same form, sent twice, makes one.

    `details`: first_name, last_name, employed_from, employed_to (last day; None or left out: open-ended), contract,
    employer ("": the centre), max_families.
    Raise ValidationError at "number" if somebody else has it, and at "max_families" for more than the law allows.
    """
    lock_changes()
    if same := Assistant.objects.filter(number=number).first():
        if any(getattr(same, name) != value for name, value in details.items()):
            raise ValidationError({"number": NUMBER_TAKEN})
        return same
    taken_on = Assistant(number=number, **details)
    if problem := _legal_limit_problem(taken_on, timezone.localdate()):
        raise ValidationError({"max_families": problem})
    taken_on.save()
    return taken_on


@transaction.atomic
def change_assistant(*, assistant, today, **details):
    """Change the assistant's record and return it. `details` are those of `take_on`, all or some.

    With a last day, posts end by it; absences and appointments of later days are shortened or withdrawn.
    `today` is the day from which a lower `max_families` must be kept.

    Raise ValidationError by field: for an employment that does not include what the assistant did ("employed_from",
    "employed_to") or families that they still have ("employed_to"), and for a limit under what they have
    ("max_families").
    """
    lock_changes()
    assistant = Assistant.objects.select_for_update(of=("self",)).get(pk=assistant.pk)
    before = copy(assistant)
    for name, value in details.items():
        setattr(assistant, name, value)
    problems = employment_problems(assistant, before)
    problems |= _limit_problems(assistant, before, today)
    if problems:
        raise ValidationError(problems)
    if assistant.max_families < before.max_families:
        try:
            move_to_lowest_places(assistant)
        except NoFreePlace as error:
            raise ValidationError({"max_families": str(error)}) from error
    assistant.save()
    if assistant.employed_to != before.employed_to and assistant.employed_to:
        _withdraw_after(assistant, assistant.employed_to)
    return assistant


def employment_problems(assistant, before):
    """Return {field: messages in Polish} about what the assistant did outside of the changed employment.

    `before`: the assistant with the employment before the change.
    """
    return _first_day_problems(assistant, before) | _last_day_problems(assistant, before)


# Only a change is checked: what an import brought must not keep a name from being corrected.
def _first_day_problems(assistant, before):
    day, what = _first_work(assistant)
    if assistant.employed_from == before.employed_from or not day or day >= assistant.employed_from:
        return {}
    return {"employed_from": f"{what} jest z {date_in_words(day)}. Podaj ten dzień albo wcześniejszy."}


def _last_day_problems(assistant, before):
    if assistant.employed_to in (None, before.employed_to):
        return {}
    messages = [*_later_work(assistant, assistant.employed_to)]
    return {"employed_to": messages} if messages else {}


def _first_work(assistant):
    """Return (day, words) of the earliest thing that the assistant did or had; (None, "") without any."""
    first = [
        (assistant.assignments.aggregate(day=Min("starts_on"))["day"], "Pierwsze przydzielenie"),
        (assistant.substitutions.aggregate(day=Min("starts_on"))["day"], "Pierwsze zastępstwo"),
        (assistant.absences.aggregate(day=Min("starts_on"))["day"], "Pierwsza nieobecność"),
        (assistant.posts.aggregate(day=Min("starts_on"))["day"], "Pierwszy etat"),
        (assistant.workshops_led.aggregate(day=Min("held_on"))["day"], "Pierwsze prowadzenie zajęć"),
    ]
    return min(((day, what) for day, what in first if day), default=(None, ""))


def _later_work(assistant, last_day):
    """Yield a message for each kind of work after the last day."""
    left = left_open(assistant, last_day)
    if left.families:
        families = counted(left.families, "rodzinę", "rodziny", "rodzin")
        yield f"Po tym dniu ma jeszcze {families}. Najpierw przekaż rodziny komuś innemu."
    if left.substitutions:
        families = counted(left.substitutions, "rodzinie", "rodzinach", "rodzinach")
        yield f"Po tym dniu zastępuje kogoś w {families}. Najpierw zakończ zastępstwo."
    last = Visit.objects.written_by(assistant).filter(visited_on__gt=last_day).order_by("-visited_on").first()
    if last:
        yield f"W dzienniku jest wpis z {date_in_words(last.visited_on)}. Podaj ten dzień albo późniejszy."
    training = assistant.trainings.filter(held_on__gt=last_day).order_by("-held_on").first()
    if training:
        day = date_in_words(training.held_on)
        yield f"Wpisano udział w szkoleniu lub superwizji z {day}. Podaj ten dzień albo późniejszy."
    settled = MonthOfPost.objects.filter(post__assistant=assistant, month__gt=last_day).order_by("-month").first()
    if settled:
        yield f"Wpisano koszt etatu za {Month.of(settled.month).name}. Najpierw go usuń z rozliczenia."
    led = assistant.workshops_led.filter(held_on__gt=last_day).order_by("-held_on").first()
    if led:
        yield f"Wpisano prowadzenie zajęć z {date_in_words(led.held_on)}. Podaj ten dzień albo późniejszy."


def _legal_limit_problem(assistant, day):
    most = read_law()(LegalTerm.MOST_FAMILIES, day)
    return f"Najwyżej {most}: tak stanowi art. 15 ust. 4 ustawy." if assistant.max_families > most else ""


def _limit_problems(assistant, before, today):
    if assistant.max_families > before.max_families and (problem := _legal_limit_problem(assistant, today)):
        return {"max_families": problem}
    if assistant.max_families >= before.max_families:
        return {}
    largest = largest_load_from(assistant, today)
    if largest <= assistant.max_families:
        return {}
    families = counted(largest, "rodzinę", "rodziny", "rodzin")
    message = f"Ma dziś albo będzie mieć {families}. Podaj co najmniej tyle albo najpierw przekaż rodziny."
    return {"max_families": message}


@dataclass(frozen=True)
class LeftOpen:
    """What an assistant has after their last day: numbers of families, of families in which they stand in for somebody,
    of posts, absences and appointments."""

    families: int
    substitutions: int
    posts: int
    absences: int
    appointments: int


def left_open(assistant, last_day: date) -> LeftOpen:
    """Return what would be left after `last_day`, the last day of work."""
    return LeftOpen(
        families=families_after(assistant, last_day).count(),
        substitutions=_after(assistant.substitutions, last_day)
        .order_by()
        .values("assignment__family")
        .distinct()
        .count(),
        posts=_after(assistant.posts, last_day).count(),
        absences=_after(assistant.absences, last_day).count(),
        appointments=_appointments_after(assistant, last_day).count(),
    )


def families_after(assistant, last_day):
    """Return the Families that the assistant has after the day."""
    return Family.objects.filter(
        pk__in=_after(Assignment.objects.filter(assistant=assistant), last_day).values("family")
    )


def _after(records, last_day):
    return records.filter(Q(ends_on=None) | Q(ends_on__gt=last_day))


def _appointments_after(assistant, last_day):
    return Appointment.objects.planned().filter(assistant=assistant, planned_on__gt=last_day)


def _withdraw_after(assistant, last_day):
    """Shorten posts and absences to the last day of work, and withdraw those and the appointments of later days."""
    for record in [*_after(assistant.posts, last_day), *_after(assistant.absences, last_day)]:
        if record.starts_on > last_day:
            record.delete()
        else:
            record.ends_on = last_day
            record.save(update_fields=["ends_on"])
    for appointment in _appointments_after(assistant, last_day):
        settle_appointment(appointment=appointment, state=AppointmentState.CANCELLED)


def first_day_without(last_day: date) -> date:
    """Return the day after the last day of work, on which others take the families over."""
    return last_day + timedelta(days=1)
