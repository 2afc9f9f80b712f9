"""The years for which the centre has data."""

from django.db.models import Max, Min, Value
from django.utils import timezone

from assistants.models import Visit
from cases.models import Case
from reporting.models import OutsideFigure


def years_with_data():
    """Return the years from the first case or outside figure to the current year, latest first, as a range.

    The range is empty when there is no data.
    """
    first_days = _all(Case, Min("opened_on")).union(_all(OutsideFigure, Min("starts_on")))
    this_year = timezone.localdate().year
    first_year = min((day.year for (day,) in first_days if day), default=this_year + 1)
    return range(this_year, first_year - 1, -1)


def _all(model, measure):
    """Return the aggregate of all records as a queryset of one row, which a union can contain."""
    return model.objects.order_by().values(everything=Value(1)).annotate(day=measure).values_list("day")


def year_to_report():
    """Return the default year of a report: the last complete year, or the year of the last event when it is earlier."""
    return min(timezone.localdate().year - 1, year_of_last_event())


def year_of_last_event():
    """Return the year of the last visit, opening or closing of a case, at most the current year, also without any."""
    this_year = timezone.localdate().year
    opened_and_closed = (_all(Case, Max(name)) for name in ("opened_on", "closed_on"))
    events = _all(Visit, Max("visited_on")).union(*opened_and_closed)
    return min(this_year, max((day.year for (day,) in events if day), default=this_year))
