"""Figures that come from outside of the case records: one table for each group that was entered."""

from django.utils.translation import gettext_lazy as _

from reporting.figures.tables.definitions import Entered, Facts, Row, Table
from reporting.models import OutsideFigure, Unit

entered = Facts(
    records=lambda period: OutsideFigure.objects.filter(starts_on=period.start, ends_on=period.end),
    why=lambda figure, period: (
        _("wpisano za okres %(period)s; źródło: %(source)s")
        % {"period": figure.period, "source": figure.source or _("nie podano")}
    ),
    who=lambda figure: figure.label,
    when=lambda figure: (figure.starts_on, figure.ends_on),
)

TITLES = {
    "budget": _("Środki na asystenturę rodziny"),
    "pay": _("Wynagrodzenia asystentów"),
    "benefit_reasons": _("Powody korzystania z pomocy społecznej"),
    "helplessness": _("Pomoc z powodu bezradności opiekuńczo-wychowawczej"),
    "town": _("Mieszkańcy gminy i bezrobocie"),
}
PART = "w tym "


def tables():
    """A table `figures.<group>` for each group, its rows the series in the order in which they were entered; parts
    („w tym …”) follow what they may be a part of."""
    series_of = {}
    for figure in OutsideFigure.objects.order_by("group", "pk"):
        series_of.setdefault(figure.group, {})[figure.series] = figure
    return [
        table(group, sorted(series.values(), key=lambda figure: figure.label.startswith(PART)))
        for group, series in series_of.items()
    ]


def table(group, series):
    units = {figure.unit for figure in series}

    def rows():
        return [
            Row(
                figure.series,
                figure.label,
                entered,
                Entered(Unit(figure.unit), "value"),
                split=(("group", group), ("series", figure.series)),
            )
            for figure in series
        ]

    return Table(
        f"figures.{group}",
        TITLES.get(group, _("Dane spoza ewidencji: %(group)s") % {"group": group}),
        units.pop() if len(units) == 1 else Unit.COUNT,
        _("Wartości wpisane do systemu za dokładnie ten okres, nie policzone z ewidencji rodzin."),
        "; ".join(sorted({figure.source for figure in series if figure.source})) or _("źródła nie podano"),
        rows,
    )
