"""What a register does not carry, with numbers: said before and after an export, so that nothing is left out silently.

It is computed from the models: a new model or field without a column counts until `NOT_EXPORTED` or `WITHOUT_CONTENTS`
in `files.py` names it with a reason.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import Count, Q

from cases.models import Family
from familycare.centre.models import DICTIONARIES, DictionaryEntry
from familycare.lib.polish import counted, number
from reporting.exchange.files import COUNTED_AS_LEFT_OUT, EXPORTED_ROWS, FILES, NOT_EXPORTED, WITHOUT_CONTENTS

OURS = ("accounts", "assistants", "audit", "cases", "centre", "reporting")  # labels of apps
UNPROTECTED = (
    "Żadna z wczytanych rodzin nie jest teraz szczególnie chroniona, bo rejestr nie przenosi tej ochrony. "
    "Jeśli któraś ma być chroniona, ogranicz dostęp do niej na jej stronie, zanim zaczną z nią pracować inni."
)


@dataclass(frozen=True)
class LeftOut:
    """Data without a place in the register: `what` in Polish, in how many records."""

    what: str
    count: int

    def __str__(self):
        return f"{self.what}: {number(self.count)}"


def left_out():
    """Return the LeftOut data that the database has now: fields of exported records, other records, retired
    entries of dictionaries."""
    found = [each for file in FILES for each in _fields_left_out(file.model)]
    others = [model for model in our_models() if model._meta.label in NOT_EXPORTED]
    found += [
        LeftOut(
            model._meta.verbose_name_plural, model._base_manager.filter(**COUNTED_AS_LEFT_OUT.get(model, {})).count()
        )
        for model in others
    ]
    retired = sum(model.objects.kept().exclude(retired_on=None).count() for model in DICTIONARIES.values())
    found.append(LeftOut("pozycje słowników, pole „wycofana”", retired))
    return [each for each in found if each.count]


def restricted_families():
    """Return the number of particularly protected families that an export would contain."""
    return Family.objects.filter(is_restricted=True, **EXPORTED_ROWS[Family]).count()


def protection_sentence(count):
    """Return what happens to the protection of that many families in a copy."""
    many = "rodzin szczególnie chronionych"
    families = counted(count, "rodziny szczególnie chronionej", many, many)
    return (
        f"Rejestr zawiera akta {families} i nie przenosi ochrony: tam, gdzie zostanie wczytany, otworzy je każdy "
        "kierownik i dyrektor. Przechowuj go tak jak te akta."
    )


def our_models():
    """Return the models of this project that the database holds, except dictionaries, which terms.csv carries."""
    mine = (model for label in OURS for model in apps.get_app_config(label).get_models())
    return [model for model in mine if model._meta.managed and not issubclass(model, DictionaryEntry)]


def fields_left_out(model):
    """Return the fields of a model with a file that have contents and no column."""
    file = next(file for file in FILES if file.model is model)
    columns = {column.field.name for column in file.columns} | WITHOUT_CONTENTS.get(model._meta.label, {}).keys()
    return [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.generated or field.name in columns)
    ]


def _fields_left_out(model):
    if issubclass(model, DictionaryEntry) or not (fields := fields_left_out(model)):
        return []
    rows = model._base_manager.order_by().filter(**EXPORTED_ROWS.get(model, {}))
    counts = rows.aggregate(**{field.name: Count("pk", filter=_has_contents(field)) for field in fields})
    name = model._meta.verbose_name_plural
    return [LeftOut(f"{name}, pole „{field.verbose_name}”", counts[field.name]) for field in fields]


def _has_contents(field):
    """Return the condition that the field says more than nothing or its default."""
    if field.null:
        return Q(**{f"{field.name}__isnull": False})
    is_flag = isinstance(field, models.BooleanField)
    return ~Q(**{field.name: field.get_default() if field.has_default() or not is_flag else False})
