"""Outside figures, which the centre enters: one table for each group."""

from reporting.figures.tables.definitions import EnteredValue, Facts, Row, Table
from reporting.outside.groups import groups
from reporting.outside.models import OutsideFigure
from reporting.units import Unit

entered = Facts(
    records=lambda period: OutsideFigure.objects.filter(starts_on=period.start, ends_on=period.last_day),
    why=lambda figure, period: f"wpisano za okres {figure.period}; źródło: {figure.source or 'nie podano'}",
    who=lambda figure: figure.label,
    when=lambda figure: (figure.starts_on, figure.ends_on),
)


def tables():
    """Return a table `figures.<group>` for each group with a series, with a row for each series, as the centre orders
    them."""
    return [table(group) for group in groups() if group.series]


def table(group):
    """Return the table of a Group."""
    units = {series.unit for series in group.series}

    def rows():
        return [
            Row(
                series.key,
                series.label,
                entered,
                EnteredValue(Unit(series.unit), "value"),
                split=(("group", group.key), ("series", series.key)),
                group_label=series.row.label if series.column else "",
                measure_label=series.column.label if series.column else "",
                optional=series.is_retired,
            )
            for series in group.series
        ]

    return Table(
        f"figures.{group.key}",
        group.title,
        units.pop() if len(units) == 1 else Unit.COUNT,
        "Wartości wpisane do systemu za dokładnie ten okres, nie policzone z ewidencji rodzin.",
        "; ".join(group.sources) or "źródła nie podano",
        rows,
    )
