"""A record of a family in a line: what it is, of whom, and when."""

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Line:
    """`what` and `when` of a record; `can_end`: it has not ended yet."""

    record: Model
    what: str
    when: str
    can_end: bool


def line_of(kind, record):
    """Return the Line of a record of the Kind."""
    end = kind.form.end
    return Line(record, kind.what(record), kind.when(record), bool(kind.ends and end and getattr(record, end) is None))
