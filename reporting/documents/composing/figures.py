"""The figures that a definition names: whether they exist, and their values."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches

from reporting.documents.definitions import shape
from reporting.documents.definitions.live_figures import Expression, split
from reporting.documents.definitions.places import InvalidDefinition, Mistake, Place
from reporting.documents.definitions.relative_periods import parse_period
from reporting.documents.definitions.tables import PART_OF_FIGURE
from reporting.figures.compute import ComputedTable, compute
from reporting.figures.small_numbers import Concealed, without_small_numbers
from reporting.figures.splits import compute_split, find_by, is_split, splits_of
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of
from reporting.models import Unit
from reporting.periods import Period, PeriodError


@dataclass(frozen=True)
class KnownFigure:
    """A figure of the catalogue: its table, its row and how the row is measured; `splits`: by what it can be split."""

    table: str
    row: str
    label: str
    unit: str
    splits: tuple[str, ...] = ()


class Catalogue:
    """All figures of the centre by their key `<table>.<row>`. Two queries read it."""

    def __init__(self):
        self.tables = catalogue()
        self._figures = {
            f"{key}.{row.key}": KnownFigure(key, row.key, row.label, row.measure.unit, splits_of(key, row))
            for key, rows in rows_of(list(self.tables.values())).items()
            for row in rows
        }

    def __contains__(self, key):
        return self._whole(key) in self._figures

    def __getitem__(self, key):
        found = self._figures[self._whole(key)]
        part = key.removeprefix(self._whole(key))
        return replace(found, row=f"{found.row}{part}") if part else found

    @staticmethod
    def _whole(key):
        """Return the key of the figure of which the key names a part (`expanded` makes them), or the key itself."""
        return PART_OF_FIGURE.split(key)[0]

    def like(self, key, most=3):
        """Return keys that somebody who wrote `key` may have meant."""
        return get_close_matches(key, self._figures, most)


@dataclass(frozen=True)
class Values:
    """The values of the figures of a document. `at(figure, period)` is None where no value was entered."""

    known: Catalogue
    tables: dict[str, ComputedTable]
    split: dict[str, dict[str, ComputedTable]] = field(default_factory=dict)  # by codes of SplitBy

    def value(self, table, row, period):
        """Return the value of a row, or of a part of one; 0 for a row that its table left out."""
        if is_split(table, row):
            return self.split[find_by(row)][table].value(row, period)
        return self.tables[table].value(row, period)

    def without_small_numbers(self):
        """Return the Values for readers outside of the centre. What parts would tell is concealed in the whole, too."""
        tables = without_small_numbers(self.tables)
        split = {by: without_small_numbers(of_tables) for by, of_tables in self.split.items()}
        for of_tables in split.values():
            for key, table in of_tables.items():
                rows = (_concealed_as(row, table.row(row.key)) for row in tables[key].rows)
                tables[key] = replace(tables[key], rows=tuple(rows))
        return Values(self.known, tables, split)

    def at(self, figure, period: Period) -> int | Decimal | None:
        """Return the value of the figure in the period; 0 for a row that its table left out."""
        found = self.known[figure]
        return self.value(found.table, found.row, period)

    def unit(self, figures):
        """Return the unit that all `figures` have, or COUNT where they differ."""
        units = {self.known[figure].unit for figure in figures}
        return units.pop() if len(units) == 1 else Unit.COUNT


def compute_values(known, figures, tables, periods, compute_tables=compute) -> Values:
    """Return the Values of `figures` and of whole `tables` (keys) in `periods`."""
    wanted = dict.fromkeys([*(known[figure].table for figure in figures), *tables])
    parts = {}
    for found in (known[figure] for figure in figures):
        if is_split(found.table, found.row):
            parts.setdefault(find_by(found.row), {})[found.table] = None
    return Values(
        known,
        compute_tables(list(periods), list(wanted)) if wanted else {},
        {by: compute_split(list(periods), by, [*tables]) for by, tables in parts.items()},
    )


def _concealed_as(row, of_split):
    if of_split is None:
        return row
    values = (
        other if isinstance(other, Concealed) and not isinstance(value, Concealed) else value
        for value, other in zip(row.values, of_split.values, strict=True)
    )
    return replace(row, values=tuple(values))


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
                    yield f"wiersz {number}", shape.suffixed(figure, suffix)


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
