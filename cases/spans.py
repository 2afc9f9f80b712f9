"""Spans of days: what holds in a period, what holds on a day.

Two kinds of last date stand in the register, and a field's name tells which it is:
`ends_on` and `closed_on` are the last day on which the thing holds, `over_on`, `resolved_on`,
`left_on` and `in_force_until` the first day on which it no longer does. Empty: it still holds.
"""

from datetime import timedelta

from django.db.models import F, Q, QuerySet

LAST_DAYS = {"ends_on", "closed_on", "employed_to"}


def holds_in(first, last, start, end):
    """Q: the span from field `first` to field `last` holds on some day of `start`..`end` (days included)."""
    still = "gte" if last.rsplit("__", 1)[-1] in LAST_DAYS else "gt"
    return Q(**{f"{first}__lte": end}) & (Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__{still}": start}))


def days_of(record):
    """(first day, last day) on which the record holds, both included; None where it has no such day."""
    first, last = (getattr(record, name) for name in record.SPAN)
    if last and record.SPAN[1] not in LAST_DAYS:
        last -= timedelta(days=1)
    return first, last


def holds_on(record, day):
    """Whether the record holds on the day; a missing first date means from the beginning."""
    first, last = days_of(record)
    return (first is None or first <= day) and (last is None or day <= last)


class SpanQuerySet(QuerySet):
    """Records that hold from a first date on; a model says in `SPAN` which two fields these are."""

    def active_in(self, period):
        """What holds on some day of the period (anything with `start` and `end`, both days included)."""
        return self.filter(holds_in(*self.model.SPAN, period.start, period.end))

    def active_on(self, day):
        """What holds on the day."""
        return self.filter(holds_in(*self.model.SPAN, day, day))

    def open(self):
        """What has no last date."""
        return self.filter(**{f"{self.model.SPAN[1]}__isnull": True})

    def newest_first(self):
        """In order of the first date, latest first."""
        return self.order_by(F(self.model.SPAN[0]).desc(nulls_last=True), "-pk")
