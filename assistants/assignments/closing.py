"""Services that close a case and undo the closing. Later corrections of it are in `assistants/corrections/`."""

from datetime import timedelta

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assistants.absences.substitutions import end_substitutions, substitution_problems
from assistants.assignments.cap import free_place, place_constraint_messages
from assistants.assignments.monitoring import monitoring_substitutions
from assistants.choices import VisitKind
from assistants.models import Appointment, Assignment, Closing, Substitution, Visit
from cases.access import closed_today
from cases.choices import ClosingReason, CourtOrderKind
from cases.locking import lock_family
from cases.models import Assessment, Case, CourtOrder, CourtReport, Plan
from cases.plans.services import last_plan
from cases.records.rules import lacks_obligation
from familycare.lib.polish import counted, date_in_digits, date_in_words

CLOSING_FIELDS = ["closed_on", "closing_reason", "closing_words"]


@transaction.atomic
def close_case(*, case, closed_on, closing_reason, closing_words=""):
    """Close the case. `closed_on` is its last day, and the last day of its assignments and substitutions.

    Return the Case. Raise ValidationError by field if the case is already closed, something was recorded in it for a
    later day, or „inna przyczyna” has no `closing_words`.
    """
    lock_family(case.family)
    case = Case.objects.get(pk=case.pk)
    if case.closed_on:
        raise ValidationError(f"To wsparcie już zakończono {date_in_words(case.closed_on)}.")
    check_closing(case, closed_on, closing_reason, closing_words)
    _end_assignments(case, closed_on)
    case.closed_on, case.closing_reason, case.closing_words = closed_on, closing_reason, closing_words
    case.save(update_fields=CLOSING_FIELDS)
    return case


def check_closing(case, closed_on, closing_reason, closing_words):
    """Raise ValidationError by field if the case cannot be closed on this day and for this reason."""
    wrong = {}
    if message := _closing_problem(case, closed_on):
        wrong["closed_on"] = message
    if closing_reason == ClosingReason.OTHER and not closing_words.strip():
        wrong["closing_words"] = "Napisz w kilku słowach, jaka to przyczyna."
    if wrong:
        raise ValidationError(wrong)


def _end_assignments(case, day):
    """End the assignments and substitutions that would last longer, and save their previous state in a Closing."""
    assignments = list(case.assignments.filter(Q(ends_on=None) | Q(ends_on__gt=day)))
    substitutions = list(Substitution.objects.filter(assignment__case=case, ends_on__gt=day))
    Closing.objects.create(case=case, ended=serializers.serialize("python", [*assignments, *substitutions]))
    end_substitutions(substitutions=substitutions, last_day=day)
    for assignment in assignments:
        assignment.ends_on = day
        assignment.save(update_fields=["ends_on"])


def _closing_problem(case, day):
    """Return why the case cannot be closed on the day, or ""."""
    if day > timezone.localdate():
        return "Ten dzień jeszcze nie nadszedł. Zakończ wsparcie w jego ostatnim dniu albo później."
    if day < case.opened_on:
        return f"Wsparcie zaczęło się dopiero {date_in_words(case.opened_on)}."
    later = [
        (Visit.objects.filter(case=case).exclude(kind=VisitKind.MONITORING), "visited_on", "wpis w dzienniku"),
        (Assessment.objects.filter(case=case), "held_on", "okresowa ocena"),
        (Plan.objects.filter(case=case), "agreed_on", "plan pracy"),
        (Assignment.objects.filter(case=case), "starts_on", "przydzielenie asystenta"),
    ]
    for records, field, what in later:
        if last := records.filter(**{f"{field}__gt": day}).order_by(f"-{field}").values_list(field, flat=True).first():
            return f"Po tym dniu jest jeszcze {what}, z {date_in_words(last)}. Podaj ten dzień albo późniejszy."
    if lacks_obligation(Case(family_id=case.family_id, basis=case.basis, opened_on=case.opened_on, closed_on=day)):
        return "Do tego dnia nie obowiązywało jeszcze postanowienie, na którym opiera się to wsparcie."
    return ""


def open_tasks(case, day):
    """Return sentences about what is unfinished in the case: letters to the court, goals, appointments from `day` on,
    and courts to be told."""
    plan = last_plan(case)
    goals = plan.goals.open().count() if plan else 0
    letters = CourtReport.objects.filter(family=case.family_id, sent_on=None).count()
    meetings = Appointment.objects.planned().filter(family=case.family_id, planned_on__gte=day).count()
    waiting = [
        (letters, "Do wysłania", ("pismo do sądu", "pisma do sądu", "pism do sądu")),
        (goals, "W planie", ("cel w toku", "cele w toku", "celów w toku")),
        (meetings, "W kalendarzu", ("spotkanie", "spotkania", "spotkań")),
    ]
    told = [f"{where}: {counted(count, *forms)}." for count, where, forms in waiting if count]
    return [*told, *_courts_to_inform(case, day)]


def _courts_to_inform(case, day):
    """Return a sentence about each order that obliges the family on the day: its court must know of the closing."""
    orders = CourtOrder.objects.filter(family=case.family_id, kind=CourtOrderKind.ASSISTANT_OBLIGATION).active_on(day)
    told = ((order.court, str(order), date_in_digits(order.issued_on)) for order in orders.order_by("issued_on", "pk"))
    return [f"Trzeba powiadomić sąd: {', '.join(filter(None, each))}." for each in told]


@transaction.atomic
def reopen_case(*, case):
    """Undo a closing that was entered today. Return the Case; an open case is returned unchanged.

    Raise the errors of `restore_case`, and ValidationError if the case was not closed today: that needs a reason
    (`take_back_closing`).
    """
    lock_family(case.family)
    case = Case.objects.get(pk=case.pk)
    if case.closed_on is None:
        return case
    if not closed_today(case):
        raise ValidationError("Tego zakończenia nie wpisano dzisiaj, więc jego cofnięcie wymaga powodu.")
    return restore_case(case)


def restore_case(case):
    """Let a closed case go on, with the assignments and substitutions that its closing ended. Return the Case.

    A case that was imported, or joined with another, has no Closing: its assignments that ended on its last day go on.

    Raise ValidationError if work with the family has started again, an assistant is no longer employed, or a substitute
    is not available on the restored days. Raise NoFreePlace if the place has been given to another family.
    """
    others = Case.objects.filter(family=case.family_id, kind=case.kind).exclude(pk=case.pk)
    if open_one := others.filter(closed_on=None, opened_on__lt=case.closed_on).first():  # came with a merged family
        raise ValidationError(
            f"Rodzina ma otwarte inne wsparcie tego rodzaju, {open_one.number}, więc zakończenia nie można cofnąć."
        )
    if others.filter(opened_on__gte=case.closed_on):
        raise ValidationError("Po tym wsparciu zaczęło się już nowe tego samego rodzaju, więc nie można go przywrócić.")
    if monitored := Visit.objects.filter(case=case, kind=VisitKind.MONITORING).order_by("visited_on").first():
        raise ValidationError(
            f"Z {date_in_words(monitored.visited_on)} jest wpis z monitorowania po zakończeniu, więc zakończenia nie "
            "można cofnąć. Jeśli to zwykła wizyta, jej autor może zmienić rodzaj wpisu."
        )
    end_substitutions(substitutions=monitoring_substitutions(case), last_day=case.closed_on)
    for before in _before_closing(case):
        _RESTORE[type(before)](before)
    Closing.objects.filter(case=case).delete()
    case.closed_on, case.closing_reason, case.closing_words = None, "", ""
    case.save(update_fields=CLOSING_FIELDS)
    return case


def _before_closing(case):
    """Return the assignments and substitutions as they were before the case was closed, unsaved."""
    if closing := Closing.objects.filter(case=case).first():
        return [each.object for each in serializers.deserialize("python", closing.ended)]
    ended = list(case.assignments.filter(ends_on=case.closed_on))
    for assignment in ended:
        assignment.ends_on = None
    return ended


def also_restore(case, records):
    """Let undoing the closing restore these assignments and substitutions, too, which its correction cuts."""
    before = _before_closing(case)
    known = {(type(each), each.pk) for each in before}
    if added := [each for each in records if (type(each), each.pk) not in known]:
        ended = serializers.serialize("python", [*before, *added])
        Closing.objects.update_or_create(case=case, defaults={"ended": ended})


def _restore_assignment(before):
    """Restore the last day of `before`, in another place if its own place is taken on the restored days."""
    assignment = Assignment.objects.select_related("assistant").get(pk=before.pk)
    assistant, until = assignment.assistant, assignment.assistant.employed_to
    if until and (before.ends_on is None or before.ends_on > until):
        raise ValidationError(
            f"{assistant} pracuje tylko do {date_in_words(until)}, więc zakończenia nie można cofnąć: "
            "rodzina nie miałaby asystenta."
        )
    with place_constraint_messages(assistant):
        place = free_place(assistant, assignment.family_id, assignment.starts_on, before.ends_on)
        assignment.place, assignment.ends_on = place, before.ends_on
        assignment.save(update_fields=["ends_on", "place"])


def _restore_substitution(before):
    """Restore the substitution `before`, even if the closing deleted it."""
    again = Substitution.objects.filter(pk=before.pk).first() or before
    first = again.starts_on if again is before else again.ends_on + timedelta(days=1)
    if problems := substitution_problems([before.assignment], before.substitute, first, before.ends_on):
        (problem,) = problems.values()
        raise ValidationError(f"Zakończenia nie można cofnąć, bo nie da się przywrócić zastępstwa: {problem}")
    again.ends_on = before.ends_on
    again.save()


_RESTORE = {Assignment: _restore_assignment, Substitution: _restore_substitution}
