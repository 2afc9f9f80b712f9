"""The sums at the foot of the page: the table `care_costs` itself, so that they cannot differ from it."""

from dataclasses import dataclass
from decimal import Decimal

from reporting.figures.compute import compute
from reporting.periods import Period
from reporting.views.links import figures_of_tables

TABLE = "care_costs"


@dataclass(frozen=True)
class SumLine:
    """A row: persons and the municipality's cost (zł), each with the address of the list behind it."""

    label: str
    persons: int
    persons_address: str
    cost: Decimal
    cost_address: str
    is_total: bool


def sums_of(month, reader):
    """Return the SumLines of a Month that have persons, the total last but for parts of it."""
    period = Period.parse(str(month))
    table = compute([period], [TABLE], reader=reader)[TABLE]
    address = figures_of_tables([period], False)
    values = {row.key: row for row in table.rows}
    lines = []
    for key, row in values.items():
        name, _dot, measure = row.key.partition(".")
        if measure == "municipal_cost":
            persons = values.get(f"{name}.children") or values[f"{name}.persons"]
            if persons.values[0] or row.is_total:
                lines.append(
                    SumLine(
                        row.group_label,
                        persons.values[0],
                        address(TABLE, persons.key, period),
                        row.values[0],
                        address(TABLE, key, period),
                        row.is_total,
                    )
                )
    return lines
