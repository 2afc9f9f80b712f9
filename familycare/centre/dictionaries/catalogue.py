"""The dictionaries as their pages name them, and in how many records each entry is used."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from familycare.centre.models import (
    AssessmentStep,
    DictionaryEntry,
    Funding,
    HelpKind,
    Institution,
    LifeArea,
    OutcomeKind,
    Problem,
)


@dataclass(frozen=True)
class Dictionary:
    """A dictionary of the centre. `word`: its word in addresses; `purpose`: where its entries are chosen."""

    word: str
    title: str
    purpose: str
    model: type[DictionaryEntry]


CATALOGUE = {
    each.word: each
    for each in (
        Dictionary("problemy", "Problemy rodzin", "we wniosku i w części „Sytuacja” rodziny", Problem),
        Dictionary("instytucje", "Instytucje", "we wpisach dziennika: z kim pracował asystent", Institution),
        Dictionary("efekty", "Efekty pracy", "w części „Pomoc” rodziny", OutcomeKind),
        Dictionary("wsparcie", "Wsparcie specjalistyczne", "w części „Pomoc” rodziny", HelpKind),
        Dictionary("obszary", "Obszary życia rodziny", "w diagnozie, planie pracy i okresowej ocenie", LifeArea),
        Dictionary(
            "skala-ocen", "Skala okresowej oceny", "w okresowej ocenie, od najgorszej do najlepszej", AssessmentStep
        ),
        Dictionary("finansowanie", "Źródła finansowania", "w etatach asystentów", Funding),
    )
}


def holding_relations(model):
    """Return the foreign keys of records to the dictionary `model`, without those between its own entries."""
    relations = (field for field in model._meta.get_fields(include_hidden=True) if field.auto_created)
    return [each.field for each in relations if not each.concrete and each.related_model is not model]


def uses_of_all(model):
    """Return {code: number of records with the entry} of the entries in use. One query for each kind of record."""
    uses = defaultdict(int)
    for field in holding_relations(model):
        records = field.model._base_manager.order_by().exclude(**{field.name: None})
        for code, count in records.values_list(field.attname).annotate(Count("pk")):
            uses[code] += count
    return uses


def uses_of(entry):
    """Return [(plural name of a kind of record, number of its records with the entry)], without zeros."""
    found = [
        (field.model._meta.verbose_name_plural, field.model._base_manager.filter(**{field.name: entry}).count())
        for field in holding_relations(type(entry))
    ]
    return [(name, count) for name, count in found if count]
