"""The cards of the family's page that show kinds of records."""

from dataclasses import dataclass

from django.db.models import Model

from cases.records.kind import Kind, PageSection
from cases.records.kinds import KINDS


@dataclass(frozen=True)
class ShownCard:
    """The records of a kind on the family's page. `now` are those that hold today; `folded` is opened by a click."""

    kind: Kind
    shown: list[Model]
    folded: list[Model]
    now: list[Model]

    @property
    def title(self):
        return self.kind.card.title or self.kind.title

    @property
    def lines(self):
        """(record, what, when) of each record shown."""
        return self._lines(self.shown)

    @property
    def folded_lines(self):
        return self._lines(self.folded)

    def _lines(self, records):
        return [(record, self.kind.what(record), self.kind.when(record)) for record in records]


def cards_of(file):
    """Return {section of the page: its ShownCards} for every section, with cards of the parts in the file only."""
    cards = {section.value: [] for section in PageSection}
    for kind in KINDS:
        if kind.card and kind.part in file.parts and (card := _card(kind, file.of(kind))):
            cards[kind.section].append(card)
    return cards


def _card(kind, records):
    """Return the ShownCard, or None if there is nothing to show."""
    if not (records or kind.card.always):
        return None
    now = records.now if hasattr(kind.model, "SPAN") else []
    if kind.card.none_today:
        return ShownCard(kind, now, records.others, now)
    first = kind.card.first
    return ShownCard(kind, [*records][:first], [*records][first:] if first else [], now)
