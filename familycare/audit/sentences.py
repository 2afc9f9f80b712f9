"""Entries in Polish sentences: „Nazwisko rodziny: było „Sowa”, jest „Wilk”.”

Readers of a family's file read its changes in full. The auditor may not know the families: of their records the auditor
reads which fields changed, and only values that name nobody and contain no free text.
"""

from datetime import date, datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from familycare.audit.choices import ChangeKind
from familycare.audit.recording import MASK
from familycare.audit.registry import watched
from familycare.lib.polish import counted, date_in_digits, date_in_words, number


def headline(change, *, in_full=True):
    """Return what happened to which object: „Dodanie: osoba Jan Sowa”; unless `in_full`, „Dodanie: osoba O123”."""
    model = _model(change)
    if model is None:
        return capfirst(change.get_kind_display())
    named = in_full or not _of_families(model)
    words = change.payload.get("words") if named else ""
    return f"{capfirst(change.get_kind_display())}: {model._meta.verbose_name} {words or change.object_key}".strip()


def sentences(change, *, in_full=True):
    """Return the details as a list of sentences, which may be empty."""
    if change.contents is None:
        return ["Treść tego wpisu usunięto przy anonimizacji rodziny."]
    payload = change.payload
    if change.kind == ChangeKind.PURGED:
        return [_purged(payload)]
    model = _model(change)
    found = [payload["text"]] if payload.get("text") else []
    values = payload.get("values", {})
    for name in sorted(values, key=_order(model)):
        found.append(_field_sentence(model, name, *values[name], in_full))
    if payload.get("counts"):
        counts = ", ".join(f"{what} – {number(how_many)}" for what, how_many in payload["counts"])
        found.append(f"Liczba zapisów: {counts}.")
    return found


def reading_in_words(reading):
    """Return „Lista rodzin: stan: w toku”."""
    kind = capfirst(reading.get_kind_display())
    text = f"{kind}: {reading.what}" if reading.what else kind
    return f"{text} (szukano)" if reading.searched else text


def _purged(payload):
    entries = counted(payload["entries"], "odczyt", "odczyty", "odczytów")
    day = date_in_words(date.fromisoformat(payload["before"]))
    return f"Usunięto {entries} sprzed {day}."


def _model(change):
    try:
        return apps.get_model(change.object_type) if change.object_type else None
    except LookupError:
        return None


def _order(model):
    """Return a sort key for names of fields: the order of the model's fields."""
    places = {field.name: place for place, field in enumerate(model._meta.concrete_fields)} if model else {}
    return lambda name: places.get(name, len(places))


def _of_families(model):
    watch = watched(model)
    return bool(watch and watch.family)


def _field_sentence(model, name, before, after, in_full):
    field = _field(model, name)
    label = capfirst(field.verbose_name if field else name)
    # Masked numbers of older entries end in digits, which nobody may see.
    if any(str(value).startswith(MASK) for value in (before, after)) or (not in_full and _concealed(model, field)):
        return f"{label}: {_how(before, after)}."
    old, new = _in_words(field, before), _in_words(field, after)
    if before is None:
        return f"{label}: {new}."
    if after is None:
        return f"{label}: było {old}, jest puste."
    return f"{label}: było {old}, jest {new}."


def _field(model, name):
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:  # the field of an earlier version
        return None


def _how(before, after):
    if before is None:
        return "wpisano"
    return "usunięto" if after is None else "zmieniono"


def _concealed(model, field):
    """Return whether the value could tell the auditor who the family is, or is free text about it."""
    if not _of_families(model):
        return False
    if field is None or field.name == "birth_date" or field.name in watched(model).masked:
        return True
    if field.remote_field:
        return _of_families(field.related_model)
    return isinstance(field, models.CharField | models.TextField) and not field.choices and field.name != "number"


def _in_words(field, value):
    if value is None:
        return "puste"
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if field is not None and field.choices:
        return f"„{dict(field.flatchoices).get(value, value)}”"
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%d.%m.%Y %H:%M}"
    if isinstance(field, models.DateField):
        return date_in_digits(date.fromisoformat(value))
    if isinstance(field, models.DecimalField) or isinstance(value, int):
        return number(value)
    return f"„{value}”"
