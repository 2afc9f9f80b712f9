"""Spans of days: which records are valid on a day or in a period.

The name of the last field of a span tells its meaning: `ends_on`, `closed_on` and `employed_to` are the last valid
day; `over_on`, `resolved_on`, `left_on` and `in_force_until` are the first day that is no longer valid. An empty
value means that the record is still valid. `days_of` returns the last valid day for every model, unlike the spans in
`cases/records/rules.py`, which end with the first day that is no longer valid.
"""

from datetime import timedelta

from django.db.models import F, Q, QuerySet

LAST_DAYS = {"ends_on", "closed_on", "employed_to"}


def holds_in(first, last, start, end):
    """Return the condition (Q) for spans, from field `first` to `last`, that overlap `start`..`end`, both included."""
    still = "gte" if last.rsplit("__", 1)[-1] in LAST_DAYS else "gt"
    return Q(**{f"{first}__lte": end}) & (Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__{still}": start}))


def days_of(record):
    """Return the first and the last day on which the record is valid, both included; None for an open end."""
    first, last = (getattr(record, name) for name in record.SPAN)
    if last and record.SPAN[1] not in LAST_DAYS:
        last -= timedelta(days=1)
    return first, last


def holds_on(record, day):
    """Return whether the record is valid on the day; a missing first day means from the beginning."""
    first, last = days_of(record)
    return (first is None or first <= day) and (last is None or day <= last)


class SpanQuerySet(QuerySet):
    """Records that are valid for a span of days; the model names the two fields in `SPAN`."""

    def active_in(self, period):
        """Return the records valid on some day of the period (an object with `start` and `end`, both included)."""
        return self.filter(holds_in(*self.model.SPAN, period.start, period.end))

    def active_on(self, day):
        """Return the records valid on the day."""
        return self.filter(holds_in(*self.model.SPAN, day, day))

    def open(self):
        """Return the records without a last day."""
        return self.filter(**{f"{self.model.SPAN[1]}__isnull": True})

    def newest_first(self):
        """Return the records by first day, the latest first."""
        return self.order_by(F(self.model.SPAN[0]).desc(nulls_last=True), "-pk")
