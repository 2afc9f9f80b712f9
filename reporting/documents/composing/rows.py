"""Own tables of a document: the values of rows × columns."""

from decimal import Decimal

from familycare.lib.polish import rounded
from reporting.documents.blocks import OwnCell, OwnRow
from reporting.documents.composing.texts import clean
from reporting.documents.definitions.shape import suffixed
from reporting.figures.small_numbers import Concealed
from reporting.models import Unit


def own_rows(rows, columns, values, period_of):
    """Return the OwnRows. `columns`: shape.Columns; `period_of(text)`: the Period of a text."""
    return tuple(_row(row, columns, values, period_of) for row in rows)


def _row(row, columns, values, period_of):
    label = clean(row.label)
    if row.is_heading:
        return OwnRow(label)
    typed = _typed(row, columns, period_of) if row.values is not None else None
    cells = []
    for position, column in enumerate(columns):
        if typed:
            value, unit, figure = typed[position], Unit.COUNT, None
        else:
            value, unit, figure = _computed(row, column, values, period_of)
        if row.percent_of:
            whole = _sum(
                [(suffixed(figure_key, column.suffix), 1) for figure_key in row.percent_of], column, values, period_of
            )
            cells.append(OwnCell(_percent(value, whole, row.decimals), Unit.PERCENT, row.decimals))
        else:
            cells.append(OwnCell(value, unit, None, figure))
    return OwnRow(label, tuple(cells), row.is_total)


def _computed(row, column, values, period_of):
    """Return (value, unit, figure) of a row in a column; `figure` where a list is behind the number."""
    figures = [(suffixed(figure.key, column.suffix), figure.sign) for figure in row.figures]
    value = _sum(figures, column, values, period_of)
    unit = values.unit([key for key, _sign in figures])
    behind = None
    if len(figures) == len(column.periods) == 1 and figures[0][1] == 1:
        known = values.known[figures[0][0]]
        behind = (known.table, known.row, period_of(column.periods[0]))
    return value, unit, behind


def _sum(figures, column, values, period_of):
    """Return the sum over figures and periods, or None where none of them is known."""
    return _added(
        value if value is None or isinstance(value, Concealed) else sign * value
        for period in map(period_of, column.periods)
        for key, sign in figures
        for value in [values.at(key, period)]
    )


def _typed(row, columns, period_of):
    """Return one value for each column: those typed by hand; in a column of sums, the sum of the others it names."""
    if len(row.values) == len(columns):
        return row.values
    own = iter(row.values)
    by_period, found = {}, []
    for column in columns:
        value = None if column.is_sum else next(own, None)
        if not column.is_sum:
            by_period[period_of(column.periods[0]), column.suffix] = value
        found.append(value)
    return [
        _added(by_period.get((period_of(period), column.suffix)) for period in column.periods)
        if column.is_sum
        else value
        for column, value in zip(columns, found, strict=True)
    ]


def _added(values):
    """Return the sum of the known values. A concealed one conceals the sum: others in it would tell it."""
    known = [value for value in values if value is not None]
    if any(isinstance(value, Concealed) for value in known):
        return known[0] if len(known) == 1 else Concealed.OTHER
    return sum(known) if known else None


def _percent(value, whole, places):
    if isinstance(value, Concealed) or isinstance(whole, Concealed):
        return Concealed.OTHER
    if value is None or not whole:
        return None
    return rounded(Decimal(value) * 100 / Decimal(whole), places)
