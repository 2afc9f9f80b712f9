"""Tells whoever changes records of days that an edition has closed, on the page that follows.

The signal of the log names each record that is written while a request is handled; the middleware asks once, at the
end and only after a change, whether something was handed over.
"""

from contextvars import ContextVar
from datetime import date

from django.contrib import messages
from django.db import models
from django.utils.dateparse import parse_date

from familycare.accounts.rights import Right, may
from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change
from familycare.lib.polish import date_in_words
from reporting.documents.steps.closed_days import closed_days

_noted = ContextVar("changes of the request", default=None)  # [(Change, spans of days)]

# Records of these apps tell nothing of the year that figures tell of, nor do these models and fields.
OTHER_APPS = {"accounts", "audit", "centre", "jobs"}
OTHER_MODELS = {
    "assistants.appointment",
    "assistants.correction",
    "assistants.movedvisit",
    "cases.attachment",
    "cases.familymerge",
    "cases.namedreader",
    "reporting.edition",
    "reporting.handingover",
}
OTHER_FIELDS = {"birth_date"}


def note(sender, record, kind, values, entry, **kwargs):
    """Note a change (a receiver of `recording.recorded`)."""
    noted = _noted.get()
    if noted is None or entry.sequence is None:
        return
    if sender._meta.app_label in OTHER_APPS or sender._meta.label_lower in OTHER_MODELS:
        return
    if spans := spans_of(record, kind, values):
        noted.append((entry, spans))


def spans_of(record, kind, values):
    """Return the (first, last) spans of days, both included, whose records the change concerns.

    `values`: {field: [before, after]}, as the log keeps them. Where a day moved, these are the days that it passed.
    """
    names = getattr(record, "SPAN", ())
    days = {each.name: _day(getattr(record, each.name)) for each in record._meta.concrete_fields if _is_day(each)}
    moved = {name: [*map(_day, values[name])] for name in days if name in values}
    if kind == ChangeKind.CHANGED and moved:
        found = [_passed(*moved[name], is_last=name == names[-1]) for name in moved if name in names]
        return found or [(day, day) for pair in moved.values() for day in pair if day]
    if names:
        first, last = (days[name] for name in names)
        return [(first or date.min, last or date.max)]
    return [(day, day) for day in days.values() if day]


def _is_day(field):
    is_day = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
    return is_day and field.name not in OTHER_FIELDS


def _day(value):
    """Return a day, given as such or as text; None for anything else."""
    if isinstance(value, str):
        return parse_date(value)
    return value if isinstance(value, date) else None


def _passed(before, after, *, is_last):
    """Return the days between two first or two last days of a span; one that is missing is open."""
    missing = date.max if is_last else date.min
    return tuple(sorted((before or missing, after or missing)))


def tell_of_closed_days(get_response):
    """Middleware: add a message for each edition that tells of days whose records the request has changed."""

    def handle(request):
        if request.method != "POST":
            return get_response(request)
        token = _noted.set([])
        try:
            response = get_response(request)
            noted = _noted.get()
        finally:
            _noted.reset(token)
        if noted and request.user.is_authenticated:
            _tell(request, noted)
        return response

    return handle


def _tell(request, noted):
    told = [
        (closed, entries)
        for closed in closed_days()
        if (entries := [entry for entry, spans in noted if any(closed.holds(*span) for span in spans)])
    ]
    if not told:
        return
    # What was rolled back is not in the log.
    numbers = {entry.sequence for _closed, entries in told for entry in entries}
    written = set(Change.objects.filter(sequence__in=numbers).values_list("sequence", "hash"))
    for closed, entries in told:
        if any((entry.sequence, entry.hash) in written for entry in entries):
            messages.warning(request, _sentence(closed, reads=may(request.user, Right.READ_DOCUMENTS)))


def _sentence(closed, *, reads):
    where = "zobaczysz to" if reads else "kierownik zobaczy to"
    return (
        f"To dotyczy danych za {closed.year} r., a dokument {closed.name} przekazano "
        f"{date_in_words(closed.handed_on)}. Jeśli zmienia się przez to jego liczba, {where} na liście „Zmiany po "
        "zamknięciu”."
    )
