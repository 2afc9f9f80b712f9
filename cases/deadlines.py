"""Deadlines set by law and by the centre: how long after an event something is due.

`cases/due/` uses them to find what is due today, the tables of figures to count what was done in time.
"""

from django.db.models import Case, Q, When

from familycare.centre.law.in_force import FIRST_VALUES, MonthsInForceLater, WorkingDaysInForceLater
from familycare.centre.models import LegalTerm
from familycare.lib.dates import DaysLater, add_months

MONITORED_EVERY_MONTHS = 1  # art. 15 ust. 1 pkt 16 requires monitoring, but sets no interval


def assessment_due_after(day):
    """Return an expression: the last day for the next assessment, counted from the previous one or from the opening,
    by the law of that day (UWRiSPZ art. 15 ust. 1 pkt 15)."""
    return MonthsInForceLater(LegalTerm.ASSESSMENT_MONTHS, day)


def interview_due_after(day, until):
    """Return an expression: the last day for the community interview, counted in working days from the referral, by the
    law of that day (UWRiSPZ art. 11 ust. 1; the term is that of the interview under the Act on social assistance).

    `until` (a date): no referral is later. Another term holds if `is_urgent`.
    """
    return Case(
        When(is_urgent=True, then=WorkingDaysInForceLater(LegalTerm.URGENT_INTERVIEW_DAYS, day, until)),
        default=WorkingDaysInForceLater(LegalTerm.INTERVIEW_DAYS, day, until),
    )


def first_plan_due_after(day, plan_due_days):
    """Return an expression: the last day for the first plan of a case opened on `day` (the centre's rule, in days)."""
    return DaysLater(day, plan_due_days)


def decision_due_after(day, referral_decision_days):
    """Return an expression: the last day for the decision on a referral of `day` (the centre's rule, in days)."""
    return DaysLater(day, referral_decision_days)


def unsent_on(day):
    """Return the condition (Q) for letters to the court that were not sent by the end of `day`."""
    return Q(sent_on__isnull=True) | Q(sent_on__gt=day)


def assessment_dues(opened_on, closed_on, held, until, months_on=lambda day: FIRST_VALUES[LegalTerm.ASSESSMENT_MONTHS]):
    """Yield the due days of the assessments of a case, up to `until`: pairs (due day, day of the assessment or None).

    `held` are the days of the assessments up to `until`, ascending. The first assessment is due six months after the
    opening, each next one six months after the previous assessment; if none is held, six months after the previous
    due day. Nothing is due after `closed_on` (None: open). All dates are included.
    `months_on(day)`: the months that the law sets on the day from which a term runs.
    """
    last = opened_on
    days = (day for day in held if day >= opened_on)
    end = min(until, closed_on or until)
    due = add_months(last, months_on(last))
    done = next(days, None)
    while due <= end:
        yield due, done
        if done is None:
            due = add_months(due, months_on(due))
        else:
            last = done
            due = add_months(last, months_on(last))
            done = next((day for day in days if day > last), None)
