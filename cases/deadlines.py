"""Terms that the law and the centre set: the one place that says how far after what something is due.

`cases/due/` finds with these what is due today, the tables of figures what was done in time.
"""

from django.db.models import Q

from familycare.lib.dates import DaysLater, MonthsLater, add_months

ASSESSMENT_MONTHS = 6  # UWRiSPZ art. 15 ust. 1 pkt 15: "not less often than every half-year"
MONITORED_EVERY_MONTHS = 1  # the law says that it is done (art. 15 ust. 1 pkt 16), not how often


def assessment_due_after(day):
    """The day by which the next assessment is due, an expression: after that of the one before, or of the opening."""
    return MonthsLater(day, ASSESSMENT_MONTHS)


def first_plan_due_after(day, plan_due_days):
    """The day by which a case opened on `day` owes its first plan, an expression (the centre's rule)."""
    return DaysLater(day, plan_due_days)


def decision_due_after(day, referral_decision_days):
    """The day by which a request of `day` is to be decided, an expression (the centre's rule)."""
    return DaysLater(day, referral_decision_days)


def unsent_on(day):
    """Q: the letter to the court had not been sent by the end of `day`."""
    return Q(sent_on__isnull=True) | Q(sent_on__gt=day)


def assessment_dues(opened_on, closed_on, held, until):
    """The days by which a case owed an assessment, up to `until`: pairs (due day, day on which it was held or None).

    `held` are the days of assessments up to `until`, ascending. The first is due six months after the case opened,
    each next one six months after the one before was held; while none is held, six months after the day on which the
    last was due. Nothing is due after `closed_on` (None: open). All dates are included.
    """
    last = opened_on
    days = (day for day in held if day >= opened_on)
    end = min(until, closed_on or until)
    due = add_months(last, ASSESSMENT_MONTHS)
    done = next(days, None)
    while due <= end:
        yield due, done
        if done is None:
            due = add_months(due, ASSESSMENT_MONTHS)
        else:
            last = done
            due = add_months(last, ASSESSMENT_MONTHS)
            done = next((day for day in days if day > last), None)
