"""Who entered and corrected the values of a group, from the log of changes."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from familycare.audit.models import Change, object_type
from familycare.lib.polish import number
from reporting.figures.readable import may_be_told
from reporting.outside.models import OutsideFigure
from reporting.periods import Period

MOST_READ = 5000  # entries of the log
SHOWN = {"value": "wartość", "source": "źródło", "label": "nazwa", "unit": "jednostka"}
IDENTITY = ("group", "series", "label", "period")


@dataclass(frozen=True)
class ValueCorrection:
    """One change of one value or its source. `before` and `after` are texts, "" for nothing."""

    at: datetime
    who: str
    series: str
    period: Period
    what: str
    before: str
    after: str


def corrections(group, reader):
    """Return the Corrections of the Group that the reader may read, the latest first. Imports leave none."""
    changes = Change.objects.filter(object_type=object_type(OutsideFigure)).exclude(contents=None)
    changes = list(changes.select_related("actor").order_by("-sequence")[:MOST_READ])
    known = _figures(changes)
    labels = {series.key: series.label for series in group.series}
    found = []
    for change in changes:
        figure = known.get(change.object_key)
        if not figure or figure["group"] != group.key:
            continue
        period = Period.parse(figure["period"])
        if may_be_told(reader, period):
            label = labels.get(figure["series"], figure["label"])
            found += _of_change(change, label, period)
    return found


def _figures(changes):
    """Return {key: {field: value}}: which figure each key stands for, deleted ones too."""
    found = {str(each.pk): {name: getattr(each, name) for name in IDENTITY} for each in OutsideFigure.objects.all()}
    for change in changes:
        values = change.payload.get("values", {})
        told = {name: next(filter(None, reversed(values[name])), None) for name in IDENTITY if name in values}
        if told.keys() >= set(IDENTITY):
            found.setdefault(change.object_key, told)
    return found


def _of_change(change, label, period):
    values = change.payload.get("values", {})
    is_whole = "period" in values  # entered or deleted
    for name, what in SHOWN.items():
        if name not in values or (is_whole and name != "value"):
            continue
        before, after = (_text(name, value) for value in values[name])
        yield ValueCorrection(change.at, str(change.actor or change.actor_words), label, period, what, before, after)


def _text(name, value):
    if value is None:
        return ""
    return number(Decimal(value)) if name == "value" else str(value)
