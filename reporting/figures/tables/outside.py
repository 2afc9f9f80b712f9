"""Outside figures, which the centre enters: one table for each group."""

from reporting.figures.tables.definitions import EnteredValue, Facts, Row, Table
from reporting.models import OutsideFigure, Unit

entered = Facts(
    records=lambda period: OutsideFigure.objects.filter(starts_on=period.start, ends_on=period.last_day),
    why=lambda figure, period: f"wpisano za okres {figure.period}; źródło: {figure.source or 'nie podano'}",
    who=lambda figure: figure.label,
    when=lambda figure: (figure.starts_on, figure.ends_on),
)

TITLES = {
    "budget": "Środki na asystenturę rodziny",
    "pay": "Wynagrodzenia asystentów",
    "benefit_reasons": "Powody korzystania z pomocy społecznej",
    "helplessness": "Pomoc z powodu bezradności opiekuńczo-wychowawczej",
    "town": "Mieszkańcy gminy i bezrobocie",
}
PART = "w tym "


def tables():
    """Return a table `figures.<group>` for each group, with a row for each series in the order of entry.

    Parts („w tym …”) follow the other series.
    """
    series_of = {}
    for figure in OutsideFigure.objects.order_by("group", "pk"):
        series_of.setdefault(figure.group, {})[figure.series] = figure
    return [
        table(group, sorted(series.values(), key=lambda figure: figure.label.startswith(PART)))
        for group, series in series_of.items()
    ]


def table(group, series):
    """Return the table of a group; `series` has one OutsideFigure for each row."""
    units = {figure.unit for figure in series}

    def rows():
        return [
            Row(
                figure.series,
                figure.label,
                entered,
                EnteredValue(Unit(figure.unit), "value"),
                split=(("group", group), ("series", figure.series)),
            )
            for figure in series
        ]

    return Table(
        f"figures.{group}",
        TITLES.get(group, f"Dane spoza ewidencji: {group}"),
        units.pop() if len(units) == 1 else Unit.COUNT,
        "Wartości wpisane do systemu za dokładnie ten okres, nie policzone z ewidencji rodzin.",
        "; ".join(sorted({figure.source for figure in series if figure.source})) or "źródła nie podano",
        rows,
    )
