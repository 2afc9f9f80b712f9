"""The rows of a document's own tables and charts with their numbers, their words and where they stand."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from reporting.documents.composing.checking import columns_of
from reporting.documents.composing.texts import clean
from reporting.documents.definitions import shape
from reporting.documents.definitions.places import Place
from reporting.documents.definitions.relative_periods import parse_period
from reporting.models import Unit
from reporting.periods import Period

_IS_PART = re.compile(r"(?:w tym(?! (?:rok|okres|czas|miesi))|z tego|z czego|z nich)\b|[-–—•]\s", re.IGNORECASE)
_IS_TOTAL = re.compile(r"(?:razem|ogółem|łącznie|suma)\s*[:.]?\s*(?:\(.*\))?", re.IGNORECASE)
_MONEY = re.compile(r"\bzł\b|\bPLN\b", re.IGNORECASE)


@dataclass(frozen=True)
class NumberedCell:
    """A number: in which periods, how a column names it beside its period, its unit, and what defines it.

    `source`: the figures that it is made of; None where it was typed by hand.
    """

    periods: tuple[Period, ...]
    column: str
    value: int | Decimal | None
    unit: str
    source: tuple | None

    @property
    def is_typed(self):
        return self.source is None

    @property
    def when(self):
        return " + ".join(period.name for period in self.periods)


@dataclass(frozen=True)
class NumberedRow:
    """A row of a table or chart; `table` is the same for all rows of one. A heading has no cells."""

    place: Place
    table: Place
    title: str
    label: str
    cells: tuple[NumberedCell, ...]
    is_marked_total: bool

    @property
    def is_heading(self):
        return not self.cells

    @property
    def is_part(self):
        """Whether the label says that the row before contains this one: „w tym …”."""
        return bool(_IS_PART.match(self.label))

    @property
    def is_total(self):
        return self.is_marked_total or bool(_IS_TOTAL.fullmatch(self.label))

    @property
    def is_typed(self):
        return any(cell.is_typed for cell in self.cells)


def numbered_rows(definition, document):
    """Yield the NumberedRows of the Document that `definition` became."""
    for defined, chapter in zip(definition.chapters, document.chapters, strict=True):
        for block, made in zip(defined.blocks, chapter.blocks, strict=True):
            if isinstance(block, shape.TableDefinition):
                yield from _rows(block, made, definition, document.year)
            elif isinstance(block, shape.ChartDefinition):
                yield from _rows(block, made.data, definition, document.year)


def _rows(block, table, definition, year):
    columns = columns_of(block, definition)
    periods = [tuple(parse_period(text, year) for text in column.periods) for column in columns]
    often = Counter((of_column, column.suffix) for column, of_column in zip(columns, periods, strict=True))
    names = [
        # „Plan” and „Wykonanie” of the same year
        column.label if column.suffix or often[of_column, column.suffix] > 1 else ""
        for column, of_column in zip(columns, periods, strict=True)
    ]
    for number, (row, made) in enumerate(zip(block.rows, table.rows, strict=True), start=1):
        cells = tuple(
            NumberedCell(of_column, name, cell.value, *_defined(row, cell, column, table))
            for column, of_column, name, cell in zip(columns, periods, names, made.cells, strict=False)
        )
        place = block.place.at(f"wiersz {number}")
        yield NumberedRow(place, block.place, table.title, clean(row.label), cells, row.is_total)


def _defined(row, cell, column, table):
    """Return (unit, source) of a cell. Of a typed number only its words say that it is money."""
    if row.values is None:
        return cell.unit, (row.figures, row.percent_of, row.decimals if row.percent_of else 0, column.suffix)
    is_money = _MONEY.search(f"{row.label} {table.title} {column.label}")
    return Unit.PLN if is_money and cell.unit == Unit.COUNT else cell.unit, None
