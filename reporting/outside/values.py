"""Changes of values and their sources."""

from django.core.exceptions import ValidationError
from django.db import transaction

from familycare.audit.services import lock_changes
from reporting.outside.layout import adopted
from reporting.outside.models import OutsideFigure

NO_SOURCE = "Podaj źródło: skąd są wpisane wartości?"


@transaction.atomic
def save_values(*, group, changes, source=""):
    """Save values of the Group: `changes` is [(Series, Period, Decimal)]; None deletes the value.

    New values get the `source`; without one, that of the latest value of their series or of the group. Corrected values
    keep theirs unless there is a `source`. Raise ValidationError by field if no source is known.
    """
    lock_changes()
    if any(value is None for _, _, value in changes):
        adopted(group.key)  # a series may lose its last value, and stays
    for series, period, value in changes:
        figure = _figure(group, series, period)
        if value is None:
            if figure:
                figure.delete()
            continue
        figure = figure or OutsideFigure(group=group.key, series=series.key, period=str(period))
        figure.label, figure.unit, figure.value = series.label, series.unit, value
        figure.source = source or figure.source or _usual_source(group, series)
        figure.save()


@transaction.atomic
def save_sources(*, group, changes):
    """Save sources of values: `changes` is [(Series, Period, text)]. A value that is gone has none."""
    lock_changes()
    for series, period, source in changes:
        if figure := _figure(group, series, period):
            figure.source = source
            figure.save()


def _figure(group, series, period):
    those = OutsideFigure.objects.filter(group=group.key, series=series.key)
    return those.filter(starts_on=period.start, ends_on=period.end).first()


def _usual_source(group, series):
    named = OutsideFigure.objects.filter(group=group.key).exclude(source="").order_by("-ends_on", "-pk")
    latest = named.filter(series=series.key).first() or named.first()
    if latest is None:
        raise ValidationError({"source": NO_SOURCE})
    return latest.source
