"""What is written into a family's file beside persons, plans and the diary: a kind of record each, all written by the
same pages (`cases/records/views.py`)."""

from dataclasses import dataclass

from django.db.models import Model

from cases.access import PART_OF
from cases.records import forms


@dataclass(frozen=True)
class Kind:
    """A kind of records: `word` is that of an address, `section` the part of the family's page that shows them,
    `title` what they are together, `name` what one adds, `path` how a record leads to its family, `day` the field by
    which they stand in order, `ends` what ending one is called ("": it does not end)."""

    word: str
    section: str
    title: str
    name: str
    form: type[forms.RecordForm]
    path: str
    day: str
    ends: str = "Zakończ"

    @property
    def model(self) -> type[Model]:
        return self.form.Meta.model

    @property
    def part(self):
        """The Part of a file that it belongs to."""
        return PART_OF[self.model._meta.label]

    def records(self, family):
        """Those of the family."""
        return self.model.objects.filter(**{self.path: family})


ALL = (
    Kind("problem", "sytuacja", "Problemy", "problem", forms.ProblemForm, "family", "identified_on"),
    Kind("zdrowie", "sytuacja", "Zdrowie", "stan zdrowia", forms.ConditionForm, "person__family", "since_on"),
    Kind(
        "niebieska-karta",
        "sytuacja",
        "Procedury „Niebieskie Karty”",
        "Niebieską Kartę",
        forms.BlueCardForm,
        "family",
        "opened_on",
    ),
    Kind(
        "ocena",
        "wsparcie",
        "Okresowe oceny",
        "okresową ocenę",
        forms.AssessmentForm,
        "case__family",
        "held_on",
        ends="",
    ),
    Kind(
        "za-zyciem",
        "wsparcie",
        "„Za życiem”",
        "wniosek „Za życiem”",
        forms.ZaZyciemForm,
        "family",
        "applied_on",
        ends="",
    ),
    Kind(
        "postanowienie",
        "sad",
        "Postanowienia sądu",
        "postanowienie sądu",
        forms.CourtOrderForm,
        "family",
        "issued_on",
    ),
    Kind(
        "pismo",
        "sad",
        "Pisma do sądu",
        "pismo do sądu",
        forms.CourtReportForm,
        "family",
        "due_on",
        ends="Wysłane",
    ),
    Kind(
        "pobyt",
        "sad",
        "Pobyty poza rodziną",
        "pobyt poza rodziną",
        forms.PlacementForm,
        "person__family",
        "starts_on",
    ),
    Kind("pomoc", "pomoc", "Wsparcie specjalistyczne", "wsparcie", forms.HelpForm, "family", "starts_on"),
    Kind("efekt", "pomoc", "Efekty pracy", "efekt pracy", forms.OutcomeForm, "case__family", "achieved_on", ends=""),
)
KINDS = {kind.word: kind for kind in ALL}


def kinds_by_section(parts):
    """{section of the family's page: its Kinds}, of these parts of a file."""
    found = {}
    for kind in ALL:
        if kind.part in parts:
            found.setdefault(kind.section, []).append(kind)
    return found
