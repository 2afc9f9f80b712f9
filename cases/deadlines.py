"""Terms that the law and the centre set for a case."""

from datetime import date, timedelta

from familycare.dates import add_months

ASSESSMENT_MONTHS = 6  # UWRiSPZ art. 15 ust. 1 pkt 15: "not less often than every half-year"


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


def next_assessment_due(opened_on, held):
    """The day by which an open case owes the next assessment, in the future or missed; the arguments are as above."""
    return next(due for due, done in assessment_dues(opened_on, None, held, date.max) if done is None)


def plan_due(opened_on, valid_until, has_plan, plan_due_days):
    """The day by which an open case owes a plan: the last day of the plan in force, or so many days after the opening
    while there is none (the centre's rule). None: the plan in force has no last day."""
    return valid_until if has_plan else opened_on + timedelta(days=plan_due_days)


def last_assessed_in_time(day):
    """The earliest day of an opening or assessment after which the next one is not overdue on `day`."""
    first = add_months(day, -ASSESSMENT_MONTHS)
    while add_months(first, ASSESSMENT_MONTHS) < day:
        first += timedelta(days=1)
    while add_months(first - timedelta(days=1), ASSESSMENT_MONTHS) >= day:
        first -= timedelta(days=1)
    return first
