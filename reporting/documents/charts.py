"""Charts of the values in a computed table."""

from familycare.lib.polish import hard_spaces
from reporting.documents.blocks import ChartBlock
from reporting.documents.figures import ReportFigures, shown
from reporting.models import Unit

MOST_BARS = 8


def bars(figures: ReportFigures, table, title, *, rows=None):
    """Return a ChartBlock with a group of bars for each row: the year before and the year reported on.

    `rows` are row keys in the order of the chart; by default the rows with the largest values of the year, at most
    MOST_BARS. Return None when every value is zero.
    """
    chosen = _rows(figures, table, rows) if rows else [row for row, _value in figures.ranked(table)[:MOST_BARS]]
    values = [row.values[-2:] for row in chosen]
    return _chart("bars", title, _labels(chosen), _years(figures)[-2:], values, _unit(chosen))


def year_by_year(figures: ReportFigures, table, title, *, rows, form):
    """Return a ChartBlock with a category for each period and a series for each row, or None when all values are zero.

    `form` is `stacked`, `share` or `line`. Years in which all values are zero get no bar. A line needs two periods;
    with one period the chart has bars instead.
    """
    chosen = _rows(figures, table, rows)
    if form == "line" and len(figures.periods) < 2:
        return bars(figures, table, title, rows=rows)
    by_period = zip(_years(figures), zip(*(row.values for row in chosen), strict=True), strict=True)
    drawn = [(year, values) for year, values in by_period if form == "line" or any(values)]
    years, values = tuple(year for year, _values in drawn), [values for _year, values in drawn]
    return _chart(form, title, years, _labels(chosen), values, _unit(chosen))


def _chart(form, title, categories, series, values, unit):
    drawn = tuple(tuple(map(shown, row)) for row in values)
    if not any(value for row in drawn for value in row):
        return None
    return ChartBlock(form, title, categories, series, drawn, unit)


def _rows(figures, table, keys):
    found = (figures.tables[table].row(key) for key in keys)
    return [row for row in found if row]


def _labels(rows):
    return tuple(hard_spaces(row.group_label or row.label) for row in rows)


def _unit(rows):
    """The unit that all rows share, or COUNT when they have several."""
    units = {row.unit for row in rows}
    return units.pop() if len(units) == 1 else Unit.COUNT


def _years(figures):
    """The names of the periods: „2024”, „I poł. 2024”."""
    return tuple(period.short for period in figures.periods)
