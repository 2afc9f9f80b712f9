"""The figures that a definition names: whether they exist, and their values."""

from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from reporting.documents.definitions import shape
from reporting.documents.definitions.live_figures import Expression, split
from reporting.documents.definitions.places import InvalidDefinition, Mistake, Place
from reporting.documents.definitions.relative_periods import parse_period
from reporting.figures.compute import ComputedTable, compute
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of
from reporting.models import Unit
from reporting.periods import Period, PeriodError


@dataclass(frozen=True)
class KnownFigure:
    """A figure of the catalogue: its table, its row and how the row is measured."""

    table: str
    row: str
    label: str
    unit: str


class Catalogue:
    """All figures of the centre by their key `<table>.<row>`. Two queries read it."""

    def __init__(self):
        self.tables = catalogue()
        self._figures = {
            f"{key}.{row.key}": KnownFigure(key, row.key, row.label, row.measure.unit)
            for key, rows in rows_of(list(self.tables.values())).items()
            for row in rows
        }

    def __contains__(self, key):
        return key in self._figures

    def __getitem__(self, key):
        return self._figures[key]

    def like(self, key, most=3):
        """Return keys that somebody who wrote `key` may have meant."""
        return get_close_matches(key, self._figures, most)


@dataclass(frozen=True)
class Values:
    """The values of the figures of a document. `at(figure, period)` is None where no value was entered."""

    known: Catalogue
    tables: dict[str, ComputedTable]

    def at(self, figure, period: Period) -> int | Decimal | None:
        """Return the value of the figure in the period; 0 for a row that its table left out."""
        found = self.known[figure]
        return self.tables[found.table].value(found.row, period)

    def unit(self, figures):
        """Return the unit that all `figures` have, or COUNT where they differ."""
        units = {self.known[figure].unit for figure in figures}
        return units.pop() if len(units) == 1 else Unit.COUNT


def compute_values(known, figures, tables, periods, compute_tables=compute) -> Values:
    """Return the Values of `figures` and of whole `tables` (keys) in `periods`."""
    wanted = dict.fromkeys([*(known[figure].table for figure in figures), *tables])
    return Values(known, compute_tables(list(periods), list(wanted)) if wanted else {})


def expressions_of(block):
    """Yield (part, Expression) for each live figure in the texts of a block; `part` names the place in the block."""
    for part, text in texts_of(block):
        for piece in split(text):
            if isinstance(piece, Expression):
                yield part, piece


def texts_of(block):
    """Yield (part, text) for each text of a block that may hold live figures."""
    match block:
        case shape.HeadingDefinition() | shape.TextDefinition():
            yield "", block.text
        case shape.ListDefinition():
            yield from ((f"punkt {number}", item) for number, item in enumerate(block.items, start=1))
        case shape.MatrixDefinition():
            yield "", block.title
            yield from ((f"wiersz {number}", cell) for number, row in enumerate(block.rows, start=1) for cell in row)
        case shape.TableDefinition():
            yield from (("", block.title), ("", block.note))
        case shape.ChartDefinition():
            yield "", block.title


def figures_of(block, columns):
    """Yield (part, key) for each figure of a block; `columns` are those of a table or a chart."""
    for part, expression in expressions_of(block):
        yield from ((part, term.figure) for term in expression.terms)
    if isinstance(block, shape.TableDefinition | shape.ChartDefinition):
        for number, row in enumerate(block.rows, start=1):
            for suffix in dict.fromkeys(column.suffix for column in columns):
                for figure in [*(each.key for each in row.figures), *row.percent_of]:
                    yield f"wiersz {number}", f"{figure}{suffix}"


def periods_of(definition, year):
    """Return the Periods that the document of `year` needs, each once.

    Raises InvalidDefinition for those that the year does not have: a leap day, a year too early.
    """
    found, mistakes = {}, {}
    for place, text in _named_periods(definition):
        try:
            found[parse_period(text, year)] = None
        except PeriodError as error:
            mistakes[Mistake(place, str(error))] = None
    if mistakes:
        raise InvalidDefinition(mistakes)
    return list(found)


def _named_periods(definition):
    """Yield (Place, text) for each period that the definition names."""
    for text in definition.periods:
        yield Place(), text
    for block in definition.blocks:
        for part, expression in expressions_of(block):
            yield from ((block.place.at(part), term.period) for term in expression.terms if term.period)
        if isinstance(block, shape.TableDefinition | shape.ChartDefinition):
            for number, column in enumerate(block.columns, start=1):
                yield from ((block.place.at(f"kolumna {number}"), period) for period in column.periods)
