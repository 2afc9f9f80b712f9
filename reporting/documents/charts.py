"""Charts made from the same computed values as the table beside them."""

from familycare.lib.polish import hard_spaces
from reporting.documents.blocks import ChartBlock
from reporting.documents.facts import ReportFigures
from reporting.models import Unit

MOST_BARS = 8


def bars(facts: ReportFigures, table, title, *, rows=None):
    """Grouped bars: a group for each row, in it a bar for the year before and one for the year.

    `rows`: keys in the order wanted; without them the largest rows of the year, at most MOST_BARS.
    """
    chosen = _rows(facts, table, rows) if rows else [row for row, _value in facts.ranked(table)[:MOST_BARS]]
    values = [row.values[-2:] for row in chosen]
    return _chart("bars", title, _labels(chosen), _years(facts)[-2:], values, _unit(chosen))


def year_by_year(facts: ReportFigures, table, title, *, rows, form):
    """A category for each period, a series for each row: `form` is `stacked`, `share` or `line`.

    Years without anything have no bar. Nothing to draw as a line with fewer than two periods: bars then.
    """
    chosen = _rows(facts, table, rows)
    if form == "line" and len(facts.periods) < 2:
        return bars(facts, table, title, rows=rows)
    by_period = zip(_years(facts), zip(*(row.values for row in chosen), strict=True), strict=True)
    drawn = [(year, values) for year, values in by_period if form == "line" or any(values)]
    years, values = tuple(year for year, _values in drawn), [values for _year, values in drawn]
    return _chart(form, title, years, _labels(chosen), values, _unit(chosen))


def _chart(form, title, categories, series, values, unit):
    if not any(value for line in values for value in line):
        return None
    return ChartBlock(form, title, categories, series, tuple(tuple(line) for line in values), unit)


def _rows(facts, table, keys):
    found = (facts.tables[table].row(key) for key in keys)
    return [row for row in found if row]


def _labels(rows):
    return tuple(hard_spaces(row.group_label or row.label) for row in rows)


def _unit(rows):
    """The unit that all rows share, or that of a mere number."""
    units = {row.unit for row in rows}
    return units.pop() if len(units) == 1 else Unit.COUNT


def _years(facts):
    return tuple(str(period.start.year) for period in facts.periods)
