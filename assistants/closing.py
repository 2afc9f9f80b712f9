"""The end of a family's support: closing a case, and taking that back on the same day."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistants.models import Appointment, Assignment, Visit
from assistants.places import free_place, refusal_in_words
from assistants.services import end_substitutions
from assistants.vocabulary import VisitKind
from cases.models import Assessment, Case, CourtOrder, CourtReport, Plan
from cases.planning import last_plan
from cases.records.rules import is_obliged_during
from cases.services import closed_today, lock_family
from cases.vocabulary import CaseBasis, CourtOrderKind
from familycare.polish import counted, date_in_digits


@transaction.atomic
def close_case(*, case, closed_on, closing_reason):
    """Ends the support: `closed_on` is its last day, and that of its assignments and substitutions.

    Raises ValidationError by fields where the case is closed already or something was done in it after that day.
    """
    lock_family(case.family)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.closed_on:
        raise ValidationError(_("To wsparcie już zakończono %(day)s.") % {"day": date_in_digits(case.closed_on)})
    if message := _against(case, closed_on):
        raise ValidationError({"closed_on": message})
    for assignment in _lasting_beyond(case, closed_on):
        assignment.ends_on = closed_on
        assignment.save(update_fields=["ends_on"])
        end_substitutions(substitutions=assignment.substitutions.all(), last_day=closed_on)
    case.closed_on, case.closing_reason = closed_on, closing_reason
    case.save(update_fields=["closed_on", "closing_reason"])
    return case


def _lasting_beyond(case, day):
    return [each for each in case.assignments.all() if each.ends_on is None or each.ends_on > day]


def _against(case, day):
    """Why the case cannot be closed on that day, or ""."""
    if day > timezone.localdate():
        return _("Ten dzień jeszcze nie nadszedł. Zakończ wsparcie w jego ostatnim dniu albo później.")
    if day < case.opened_on:
        return _("Wsparcie zaczęło się dopiero %(day)s.") % {"day": date_in_digits(case.opened_on)}
    later = [
        (Visit.objects.filter(case=case).exclude(kind=VisitKind.MONITORING), "visited_on", _("wpis w dzienniku")),
        (Assessment.objects.filter(case=case), "held_on", _("okresowa ocena")),
        (Plan.objects.filter(case=case), "agreed_on", _("plan pracy")),
        (Assignment.objects.filter(case=case), "starts_on", _("przydzielenie asystenta")),
    ]
    for records, field, what in later:
        if last := records.filter(**{f"{field}__gt": day}).order_by(f"-{field}").values_list(field, flat=True).first():
            return _("Po tym dniu jest jeszcze %(what)s, z %(day)s. Podaj ten dzień albo późniejszy.") % {
                "what": what,
                "day": date_in_digits(last),
            }
    orders = CourtOrder.objects.filter(family=case.family_id, kind=CourtOrderKind.ASSISTANT_OBLIGATION)
    closed = Case(opened_on=case.opened_on, closed_on=day)
    if case.basis == CaseBasis.COURT_ORDER and not is_obliged_during(
        orders.values_list("issued_on", "in_force_until"), closed
    ):
        return _("Do tego dnia nie obowiązywało jeszcze postanowienie, na którym opiera się to wsparcie.")
    return ""


def still_waiting(case, day):
    """What is not done while the case is about to be closed, as sentences."""
    plan = last_plan(case)
    goals = plan.goals.open().count() if plan else 0
    letters = CourtReport.objects.filter(family=case.family_id, sent_on=None).count()
    meetings = Appointment.objects.planned().filter(family=case.family_id, planned_on__gte=day).count()
    waiting = [
        (letters, _("Do wysłania: %(what)s."), (_("pismo do sądu"), _("pisma do sądu"), _("pism do sądu"))),
        (goals, _("W planie: %(what)s."), (_("cel w toku"), _("cele w toku"), _("celów w toku"))),
        (meetings, _("W kalendarzu: %(what)s."), (_("spotkanie"), _("spotkania"), _("spotkań"))),
    ]
    return [sentence % {"what": counted(count, *forms)} for count, sentence, forms in waiting if count]


@transaction.atomic
def reopen_case(*, case):
    """Takes back a closing of today, and the ends of the assignments that it ended. Substitutions stay ended.

    Raises ValidationError where it was not closed today or support has begun anew, NoFreePlace where the assistant's
    place has gone to another family.
    """
    lock_family(case.family)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not closed_today(case):
        raise ValidationError(_("Zakończenie można cofnąć tylko w dniu, w którym je wpisano. Potem trzeba wniosku."))
    others = Case.objects.filter(family=case.family_id, kind=case.kind).exclude(pk=case.pk)
    if open_one := others.filter(closed_on=None, opened_on__lt=case.closed_on).first():  # of a family merged into it
        raise ValidationError(
            _("Rodzina ma otwarte inne wsparcie tego rodzaju, %(case)s, więc zakończenia nie można cofnąć.")
            % {"case": open_one.number}
        )
    if others.filter(opened_on__gte=case.closed_on) or Visit.objects.filter(case=case, kind=VisitKind.MONITORING):
        raise ValidationError(_("Po zakończeniu wsparcia zapisano już coś nowego, więc nie można go cofnąć."))
    for assignment in Assignment.objects.filter(case=case, ends_on=case.closed_on).select_related("assistant"):
        _go_on(assignment)
    case.closed_on, case.closing_reason = None, ""
    case.save(update_fields=["closed_on", "closing_reason"])
    return case


def _go_on(assignment):
    """The assignment lasts again, in another place where its own has been taken for the days after."""
    assistant = assignment.assistant
    with refusal_in_words(assistant):
        assignment.place = free_place(assistant, assignment.family_id, assignment.starts_on)
        assignment.ends_on = None
        assignment.save(update_fields=["ends_on", "place"])
