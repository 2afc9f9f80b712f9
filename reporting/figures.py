"""Figures: computing tables and listing what is behind one figure.

This is the interface that documents, renderers, commands and views use.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from reporting.periods import Period


@dataclass(frozen=True)
class ComputedRow:
    """`values`: one for each period of the table, in its order; None: nothing was entered for that period.

    A row of several measures (`kinship_foster.children`) says what it is about in `group_label`
    („rodzina zastępcza spokrewniona”) and what of it is counted in `measure_label` („dzieci”).
    """

    key: str
    label: str
    unit: str
    values: tuple[int | Decimal | None, ...]
    is_total: bool = False
    group_label: str = ""
    measure_label: str = ""


@dataclass(frozen=True)
class ComputedTable:
    key: str
    title: str
    unit: str
    note: str  # what exactly is counted, a sentence or two
    source: str  # the law or document that the table serves
    periods: tuple[Period, ...]
    rows: tuple[ComputedRow, ...] = field(default_factory=tuple)

    def row(self, key):
        """The row of that key, or None: rows of a dictionary without values may be absent."""
        return next((row for row in self.rows if row.key == key), None)

    def value(self, key, period):
        """The value of row `key` in `period`; 0 for a row that was left out because all its values are zero."""
        row = self.row(key)
        return row.values[self.periods.index(period)] if row else 0
