"""Rules of dates in order, and helpers for spans of days."""

from datetime import date

from django.db.models import CheckConstraint, F

from reporting.exchange.columns import WRONG


def ordered_dates(model):
    """Yield (first, last) names of fields that `constraints.in_order` of the model puts in order."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            for condition in constraint.condition.children:
                if isinstance(condition, tuple) and isinstance(condition[1], F):
                    yield condition[1].name, condition[0].removesuffix("__gte")


def dates_in_order(file):
    """Return the rule that the dates of a row are in the order that the model demands, or None without such fields."""
    names = {column.field.name: column.name for column in file.columns}
    pairs = [(names[first], names[last]) for first, last in ordered_dates(file.model) if {first, last} <= names.keys()]

    def rule(known, rows, report):
        for first, last in pairs:
            for row in rows:
                start, end = getattr(row, first), getattr(row, last)
                if start and end and WRONG not in (start, end) and end < start:
                    report(
                        row.line,
                        last,
                        f"data {end} jest wcześniejsza niż {start} w kolumnie {first}",
                    )

    return rule if pairs else None


def last_day(day):
    """Return the last day of a span, or `date.max` for an open end (None)."""
    return day or date.max


def within(start, end, first, last):
    """Whether the span `start`–`end` is within `first`–`last`; last days are included, None is an open end."""
    return first <= start and last_day(end) <= last_day(last)
