"""A change in Polish sentences: „Nazwisko rodziny: było „Sowa”, jest „Wilk”.”

Whoever reads a family's file reads it whole. The auditor of the whole log has no right to know families: of their
records they read which fields changed, and the values only of those that name nobody and tell nothing in free words.
"""

from datetime import date, datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from familycare.audit.diff import MASK
from familycare.audit.registry import watched
from familycare.audit.vocabulary import ChangeKind
from familycare.lib.polish import counted, date_in_digits, date_in_words, number


def headline(change, *, in_full=True):
    """What was done to what: „Dodanie: osoba Jan Sowa”; unless `in_full`, „Dodanie: osoba O123”."""
    model = _model(change)
    if model is None:
        return capfirst(change.get_kind_display())
    named = in_full or not _of_families(model)
    words = change.told.get("words") if named else ""
    return f"{capfirst(change.get_kind_display())}: {model._meta.verbose_name} {words or change.object_key}".strip()


def sentences(change, *, in_full=True):
    """What exactly, sentence by sentence; may be none."""
    if change.contents is None:
        return ["Treść tego wpisu usunięto przy anonimizacji rodziny."]
    told = change.told
    if change.kind == ChangeKind.PURGED:
        return [_purged(told)]
    model = _model(change)
    said = [told["text"]] if told.get("text") else []
    values = told.get("values", {})
    for name in sorted(values, key=_order(model)):
        said.append(_field_sentence(model, name, *values[name], in_full))
    if told.get("counts"):
        counts = ", ".join(f"{what} – {number(how_many)}" for what, how_many in told["counts"])
        said.append(f"Liczba zapisów: {counts}.")
    return said


def _purged(told):
    entries = counted(told["entries"], "odczyt", "odczyty", "odczytów")
    day = date_in_words(date.fromisoformat(told["before"]))
    return f"Usunięto {entries} sprzed {day}."


def _model(change):
    try:
        return apps.get_model(change.object_type) if change.object_type else None
    except LookupError:
        return None


def _order(model):
    """A key to sort names of fields by: as the model has them."""
    places = {field.name: place for place, field in enumerate(model._meta.concrete_fields)} if model else {}
    return lambda name: places.get(name, len(places))


def _of_families(model):
    watch = watched(model)
    return bool(watch and watch.family)


def _field_sentence(model, name, before, after, in_full):
    field = _field(model, name)
    label = capfirst(field.verbose_name if field else name)
    if MASK in (before, after) or (not in_full and _concealed(model, field)):
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
    except FieldDoesNotExist:  # of an earlier version
        return None


def _how(before, after):
    if before is None:
        return "wpisano"
    return "usunięto" if after is None else "zmieniono"


def _concealed(model, field):
    """Whether the value of the field would tell the auditor who a family is, or its troubles in free words."""
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
    text = str(value)
    return f"„{text.partition('#')[0] if text.startswith(MASK) else text}”"
