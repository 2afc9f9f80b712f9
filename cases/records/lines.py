"""A record of a family in a line: what it is, of whom, and when."""

from dataclasses import dataclass

from django.db.models import DateField, Model
from django.utils.text import capfirst

from cases.models import Assessment, CourtOrder, Help
from cases.templatetags.spans import span
from familycare.lib.polish import date_in_digits


@dataclass(frozen=True)
class RecordLine:
    """`what` and `when` of a record; `can_end`: it has not ended yet."""

    record: Model
    what: str
    when: str
    can_end: bool


def line_of(kind, record):
    """The RecordLine of a record of the Kind."""
    end = kind.form.end
    return RecordLine(
        record, what(record), when(kind, record), bool(kind.ends and end and getattr(record, end) is None)
    )


def what(record):
    """„Jaś Jaworski: choroba psychiczna”."""
    if isinstance(record, CourtOrder):
        words = ", ".join(filter(None, [record.get_kind_display(), record.court, record.signature]))
    elif isinstance(record, Assessment):
        said = [record.get_progress_display(), record.get_recommendation_display()]
        words = ", ".join(filter(None, said)) or "bez wniosków"
    else:
        words = str(record)
    if isinstance(record, Help):
        words = f"{words} ({record.get_form_display()})"
        return f"{record.person or 'cała rodzina'}: {words}"
    person = getattr(record, "person", None)
    return f"{person}: {words}" if person else capfirst(words)


def when(kind, record):
    """„od 14.03.2025”, or each of its days with what it means."""
    if hasattr(record, "SPAN"):
        return span(record)
    if isinstance(record, Assessment):
        period = "–".join(date_in_digits(day) for day in (record.period_start, record.period_end) if day)
        held_on = date_in_digits(record.held_on)
        return f"{held_on}, za okres {period}" if period else held_on
    labels = kind.form.Meta.labels
    fields = [field.name for field in record._meta.concrete_fields if isinstance(field, DateField)]
    days = {name: date_in_digits(day) for name in fields if (day := getattr(record, name))}
    if len(fields) == 1:
        return "".join(days.values())
    return "; ".join(f"{labels[name][:1].lower()}{labels[name][1:]}: {day}" for name, day in days.items())
