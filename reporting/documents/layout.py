"""The layout of a computed table on a page: its columns and lines.

Rows with several measures („rodzina zastępcza: dzieci, rodziny”) become one line with columns for each measure.
When that needs more than MOST_COLUMNS columns, each measure gets its own line instead.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from familycare.lib.polish import number
from reporting.documents.blocks import OwnTable
from reporting.documents.units import has_two_decimals, row_texts, unit_name, value_text
from reporting.figures.compute import ComputedRow, ComputedTable
from reporting.figures.small_numbers import Concealed
from reporting.periods import Period

MOST_COLUMNS = 6
LABEL_HEAD = "Wyszczególnienie"
NO_SHARE = "–"  # a share of nothing


@dataclass(frozen=True)
class Cell:
    """One figure. `row` is the key of its row, or "" where no list is behind it: a sum, a row that was left out."""

    table: str
    row: str
    period: Period | None
    value: int | Decimal | None
    text: str


@dataclass(frozen=True)
class GridLine:
    """`role`: `row`, `total`, `group` (a heading without cells, above its measures) or `measure`."""

    role: str
    label: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Grid:
    """The columns and lines of a table.

    `groups`: names of measures, each above `span` columns; empty when a table has one measure.
    `wide`: for each column, whether it holds money or hours and needs more space.
    `bodies`: groups of lines that stay together on a page.
    """

    label_head: str
    groups: tuple[str, ...]
    columns: tuple[str, ...]
    wide: tuple[bool, ...]
    bodies: tuple[tuple[GridLine, ...], ...]

    @property
    def span(self):
        """The number of columns under one group."""
        return len(self.columns) // max(len(self.groups), 1)

    @property
    def heads(self):
        """The head of each column: „2024 r.”, or „dzieci, 2024 r.” where columns are grouped by measure."""
        if not self.groups:
            return self.columns
        return tuple(f"{self.groups[at // self.span]}, {column}" for at, column in enumerate(self.columns))

    @property
    def width(self):
        """The number of all columns, with the column of labels."""
        return len(self.columns) + 1


def layout(table: ComputedTable) -> Grid:
    """Return the grid of `table`. Rows and periods keep their order.

    A table that is split has a line for each part and a column for each row, if these are few; else each row stands
    over its parts.
    """
    if table.split_by:
        table = _turned(table)
    groups = _grouped(table)
    measures = tuple(dict.fromkeys(measure for group in groups if group.measures for measure in group.measures))
    if len(measures) < 2:
        return _plain(table)
    if all(group.measures for group in groups) and len(measures) * len(table.periods) <= MOST_COLUMNS:
        return _measures_across(table, groups, measures)
    return _measures_below(table, groups)


def layout_of_own(table: OwnTable) -> Grid:
    """Return the grid of a table that a document defines itself; a row without cells is a heading over those below."""
    bodies = []
    for row in table.rows:
        if not row.cells or not bodies:
            bodies.append([])
        role = "group" if not row.cells else "total" if row.is_total else "row"
        bodies[-1].append(GridLine(role, row.label, _own_cells(row)))
    wide = tuple(
        any(has_two_decimals(row.cells[at].unit) for row in table.rows if row.cells) for at in range(len(table.columns))
    )
    return Grid(LABEL_HEAD, (), table.columns, wide, tuple(map(tuple, bodies)))


def _own_cells(row):
    units = {cell.unit for cell in row.cells}
    if len(units) == 1 and all(cell.places is None for cell in row.cells):
        texts = row_texts([cell.value for cell in row.cells], units.pop())
    else:
        texts = [_own_text(cell) for cell in row.cells]
    return tuple(
        Cell(*(cell.figure or ("", "", None)), cell.value, text) for cell, text in zip(row.cells, texts, strict=True)
    )


def _own_text(cell):
    if cell.places is None or isinstance(cell.value, Concealed):
        return value_text(cell.value, cell.unit)
    return NO_SHARE if cell.value is None else f"{number(cell.value, cell.places)}%"


def period_range(periods):
    """Return the periods as text: „lata 2021–2023” for consecutive whole years, else the labels separated by commas."""
    years = [period.start.year for period in periods]
    whole_years = all(period == Period.year(period.start.year) for period in periods)
    if whole_years and len(years) > 1 and years == list(range(years[0], years[-1] + 1)):
        return f"lata {years[0]}–{years[-1]}"
    return ", ".join(period.label for period in periods)


def _turned(table):
    """Return a split table with its parts as lines where its rows fit into columns."""
    if len({row.group_label for row in table.rows}) * len(table.periods) <= MOST_COLUMNS:
        rows = (
            replace(row, group_label=row.measure_label, measure_label=row.group_label, is_total=row.is_whole)
            for row in table.rows
        )
    else:
        rows = (replace(row, is_total=False) for row in table.rows)
    return replace(table, rows=tuple(rows))


@dataclass(frozen=True)
class _Group:
    """Rows with the same label; `measures` has the measure of each row and is empty for a single row."""

    label: str
    rows: tuple[ComputedRow, ...]
    measures: tuple[str, ...]


def _grouped(table):
    """Return the rows as groups, in their order. A row without a group whose label names a group belongs to it."""
    names = {row.group_label for row in table.rows if row.group_label}
    found = {}
    for row in table.rows:
        name = row.group_label or row.label
        found.setdefault((name, "" if name in names else row.key), []).append(row)
    return [
        _Group(name, tuple(rows), () if alone else tuple(_measure(row, table) for row in rows))
        for (name, alone), rows in found.items()
    ]


def _measure(row, table):
    return _with_unit(row.measure_label or unit_name(row.unit), row, table)


def _with_unit(label, row, table):
    """Add the unit to the label when it is money or hours and neither the label nor the table names it."""
    unit = unit_name(row.unit)
    if row.unit == table.unit or not has_two_decimals(row.unit) or unit in label:
        return label
    return f"{label} ({unit})"


def _cells(table, row):
    texts = row_texts(row.values, row.unit)
    return tuple(
        Cell(table.key, row.key, period, value, text)
        for period, value, text in zip(table.periods, row.values, texts, strict=True)
    )


def _line(table, row):
    return GridLine("total" if row.is_total else "row", _with_unit(row.label, row, table), _cells(table, row))


def _columns(table):
    return tuple(period.label for period in table.periods)


def _one_group(table, bodies):
    wide = any(has_two_decimals(row.unit) for row in table.rows)
    return Grid(LABEL_HEAD, (), _columns(table), (wide,) * len(table.periods), tuple(bodies))


def _plain(table):
    return _one_group(table, [tuple(_line(table, row) for row in table.rows)])


def _measures_across(table, groups, measures):
    # A table leaves out rows whose values are all zero.
    zeros = tuple(Cell(table.key, "", period, 0, number(0)) for period in table.periods)
    lines = []
    for group in groups:
        by_measure = dict(zip(group.measures, (_cells(table, row) for row in group.rows), strict=True))
        cells = tuple(cell for measure in measures for cell in by_measure.get(measure, zeros))
        lines.append(GridLine("total" if group.rows[0].is_total else "row", group.label, cells))
    with_decimals = {_measure(row, table) for row in table.rows if has_two_decimals(row.unit)}
    wide = tuple(measure in with_decimals for measure in measures for _period in table.periods)
    return Grid(LABEL_HEAD, measures, _columns(table) * len(measures), wide, (tuple(lines),))


def _measures_below(table, groups):
    return _one_group(table, [_body(table, group) for group in groups])


def _body(table, group):
    if not group.measures:
        return tuple(_line(table, row) for row in group.rows)
    lines = (
        GridLine("measure", measure, _cells(table, row))
        for measure, row in zip(group.measures, group.rows, strict=True)
    )
    return (GridLine("group", group.label), *lines)
