"""How a computed table lies on a page: its columns and its lines.

A row of several measures („rodzina zastępcza: dzieci, rodziny”) becomes one line with columns for each measure.
Where these would be too many columns for a sheet of paper, the measures stand in lines under their row instead.
"""

from dataclasses import dataclass
from decimal import Decimal

from familycare.lib.polish import number
from reporting.documents.units import has_two_decimals, row_texts, unit_name
from reporting.figures.compute import ComputedRow, ComputedTable
from reporting.periods import Period

MOST_COLUMNS = 6
LABEL_HEAD = "Wyszczególnienie"


@dataclass(frozen=True)
class Cell:
    """One figure; `row` is the key of its row in its table, or empty for the zero of a row that the table left out."""

    table: str
    row: str
    period: Period
    value: int | Decimal | None
    text: str


@dataclass(frozen=True)
class GridLine:
    """`role`: `row`, `total`, `group` (a heading of the lines after it, without cells) or `measure`."""

    role: str
    label: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Grid:
    """`groups`: measures that span `span` columns each, or empty. `bodies`: lines that belong together.

    `wide`: for each column whether it holds money or hours and so needs more room.
    """

    label_head: str
    groups: tuple[str, ...]
    columns: tuple[str, ...]
    wide: tuple[bool, ...]
    bodies: tuple[tuple[GridLine, ...], ...]

    @property
    def span(self):
        """Columns under one group."""
        return len(self.columns) // max(len(self.groups), 1)

    @property
    def width(self):
        """All columns, the labels' included."""
        return len(self.columns) + 1


def layout(table: ComputedTable) -> Grid:
    """The grid of `table`. Figures keep the order of rows and periods that they have there."""
    groups = _grouped(table)
    measures = tuple(dict.fromkeys(measure for group in groups if group.measures for measure in group.measures))
    if len(measures) < 2:
        return _plain(table)
    if all(group.measures for group in groups) and len(measures) * len(table.periods) <= MOST_COLUMNS:
        return _measures_across(table, groups, measures)
    return _measures_below(table, groups)


def period_range(periods):
    """The periods in a few words: „2023 r.”, „2021–2023”; others one by one."""
    years = [period.start.year for period in periods]
    whole_years = all(period == Period.year(period.start.year) for period in periods)
    if whole_years and len(years) > 1 and years == list(range(years[0], years[-1] + 1)):
        return f"lata {years[0]}–{years[-1]}"
    return ", ".join(period.label for period in periods)


@dataclass(frozen=True)
class _Group:
    """Rows about one thing; `measures`: what each of them counts of it, nothing for a row that stands alone."""

    label: str
    rows: tuple[ComputedRow, ...]
    measures: tuple[str, ...]


def _grouped(table):
    """The rows as groups, in their order. A plain row that bears the name of a group is one of its measures."""
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
    """The label with its unit, where it is money or hours and neither the label nor the table says so."""
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
