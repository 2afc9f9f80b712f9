"""Dates in order, and spans of days that share a day or do not."""

from datetime import date

from django.db.models import CheckConstraint, F

from reporting.exchange.columns import WRONG


def ordered_dates(model):
    """(first, last) names of the fields whose order the constraints of the model demand (`constraints.in_order`)."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            for condition in constraint.condition.children:
                if isinstance(condition, tuple) and isinstance(condition[1], F):
                    yield condition[1].name, condition[0].removesuffix("__gte")


def dates_in_order(file):
    """The rule that the dates of a row are in the order that the database demands of them."""
    names = {column.field.name: column.name for column in file.columns}
    pairs = [(names[first], names[last]) for first, last in ordered_dates(file.model) if {first, last} <= names.keys()]

    def rule(facts, rows, report):
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
    """A last day, or the end of time for one that is empty."""
    return day or date.max


def within(start, end, first, last):
    """Whether `start`..`end` lies in `first`..`last`: last days included, None without end."""
    return first <= start and last_day(end) <= last_day(last)
