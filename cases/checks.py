"""System checks of the models that lead to a family, and of the declarations of kinds of records.

A kind of record declares in `cases/records/` all that is needed. Other models are listed in the registries named here.
"""

from django.apps import apps
from django.core.checks import Error
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import slugify

from cases.access import PART_OF
from cases.family_page.as_of import DATES, NOT_IN_FILES
from cases.models import Family
from cases.privacy.inventory import HELD, NOT_ABOUT_THE_FAMILY
from cases.records.kinds import KINDS
from familycare.audit.registry import watched

DECLARE_IT = "Declare it as a kind of record in cases/records/ (docs/add-a-record.md)"
# Models that lead to a family and are left out of a registry, each with the reason.
WITHOUT_A_PART = {
    "assistants.SuspectedDuplicate": "only those who decide, and may see both families, read it",
    "cases.NamedReader": "only those who decide who may open a file read it",
}
NOT_IN_THE_LOG = {
    "assistants.Closing": "the case and the assignments that it ended are logged",
    "cases.Draft": "it is no entry and no referral yet",
}


def models_of_families():
    """Return Family and every model from which foreign keys lead to it, directly or through other models."""
    found, models = {Family}, [model for model in apps.get_models() if model._meta.managed]
    while more := {model for model in models if model not in found and _leads_to(model, found)}:
        found |= more
    return sorted(found, key=lambda model: model._meta.label)


def _leads_to(model, targets):
    return any(each.remote_field and each.related_model in targets for each in model._meta.concrete_fields)


def check_models_of_families(app_configs, **kwargs):
    """Check that each belongs to a part of the file, is logged, is in the inventory, and has dates or needs none."""
    held = {each.label for each in HELD} | NOT_ABOUT_THE_FAMILY.keys()
    for model in models_of_families():
        label = model._meta.label
        if label not in PART_OF and label not in WITHOUT_A_PART:
            yield _missing(1, model, "belongs to no part of a file, so nobody may read it", "MODELS", "cases/access.py")
        if not watched(model) and label not in NOT_IN_THE_LOG:
            file = f"`ready` of {model._meta.app_label}/apps.py"
            yield _missing(2, model, "is not in the log of changes", "the `watch(…)` calls", file)
        if label not in held:
            lacks = "is not in the inventory of personal data, so no copy holds it and anonymisation leaves it"
            yield _missing(3, model, lacks, "HELD or NOT_ABOUT_THE_FAMILY", "cases/privacy/inventory.py")
        if model is not Family and model not in DATES and label not in NOT_IN_FILES:
            lacks = "does not say what of it was known on a past day"
            yield _missing(4, model, lacks, "DATES or NOT_IN_FILES", "cases/family_page/as_of.py")


def _missing(number, model, lacks, registry, file):
    hint = f"{DECLARE_IT}, or add it to {registry} in {file}."
    return Error(f"It leads to a family and {lacks}.", hint=hint, obj=model, id=f"cases.E00{number}")


def check_kinds(app_configs, **kwargs):
    """Check that words in addresses are unique, and that kinds name fields that their models have."""
    words = [kind.word for kind in KINDS]
    for kind in KINDS:
        if words.count(kind.word) > 1 or slugify(kind.word) != kind.word:
            message = f"Its word “{kind.word}” appears in addresses: small letters without accents, no word twice."
            yield _wrong(5, kind, message)
        if not kind.family:
            yield _wrong(9, kind, "A record leads to its family by a foreign key called `family`, `person` or `case`.")
        if not kind.day:
            yield _wrong(6, kind, "Give the model a SPAN, its form a `first` day, or the kind a `day`.")
        for name in (kind.day, *kind.days, *kind.erased, *(moment.field for moment in kind.events)):
            if name and not _has(kind.model, name):
                yield _wrong(7, kind, f"The kind names a field “{name}” that the model does not have.")
        if kind.card and kind.card.always and not kind.card.none_today:
            yield _wrong(8, kind, "A card that is always shown needs `none_today`: what it says without records.")


def _wrong(number, kind, message):
    hint = f"See the kind “{kind.word}” in {kind.form.__module__.replace('.', '/')}.py."
    return Error(message, hint=hint, obj=kind.model, id=f"cases.E00{number}")


def _has(model, name):
    try:
        return bool(model._meta.get_field(name))
    except FieldDoesNotExist:
        return False
