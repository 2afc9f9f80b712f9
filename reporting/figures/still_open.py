"""What was due in a period and is missing today: later than the period's own figures, which stop at its last day."""

from django.db.models import Q
from django.utils import timezone

from cases.deadlines import unsent_on
from reporting.figures.combined_query import CombinedQuery
from reporting.figures.tables.assessments import EVENTS, dues
from reporting.figures.tables.court import reports
from reporting.figures.tables.definitions import Row
from reporting.periods import Period


def still_open(period):
    """Return {"assessments": number, "court_reports": number} of those due in the Period and missing today."""
    today = timezone.localdate()
    if period.start > today:
        return {"assessments": 0, "court_reports": 0}
    last_day = min(period.end, today)
    rows = {
        "assessments": Row("", "", dues, EVENTS, Q(held_on__isnull=True, due_on__lte=last_day)),
        "court_reports": Row("", "", reports, EVENTS, Q(due_on__lte=last_day) & unsent_on(today)),
    }
    values = CombinedQuery(rows.values(), again=False).values([Period(period.start, today)])[0]
    return {name: values[id(row)] for name, row in rows.items()}
