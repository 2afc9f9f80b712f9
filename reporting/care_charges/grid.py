"""The grid in which a month's charges are entered: their costs, or also the components of the costs."""

from cases.foster_care.costs import COMPONENTS, MonthlyCost
from familycare.lib.fields import AmountField
from familycare.lib.grids.grid import GridForm, GridHeading
from reporting.care_charges.charged_month import in_words

COST = "total_cost"
TYPED = {
    COST: GridHeading(COST, "Koszt za miesiąc", "zł", also=("Koszt", "Koszt całkowity", "Odpłatność", "Kwota")),
    "upkeep": GridHeading("upkeep", "Utrzymanie", "zł"),
    "coordinator": GridHeading("coordinator", "Koordynator", "zł"),
    "other": GridHeading("other", "Inne", "zł"),
}
LAST = GridHeading("last", "Poprzedni miesiąc")
SHARE = GridHeading("share", "Udział gminy")
PART = GridHeading("part", "Część gminy")
COLUMNS = [LAST, TYPED[COST], SHARE, PART]
COLUMNS_WITH_COMPONENTS = [*TYPED.values(), PART]
AMOUNT = AmountField(places=2, required=False, min_value=0, max_digits=12)
PREFIX = "odplatnosc"


def charges_grid(charged, data=None, *, with_components=False):
    """Return the GridForm of a ChargedMonth."""
    lines = {line.person.number: line for line in charged.lines}
    values = {}
    for key, line in lines.items():
        values |= {(key, name): getattr(line.charge, name, None) for name in TYPED}
        values[key, LAST.key] = in_words(line.last and line.last.total_cost)
        values[key, SHARE.key] = f"{line.in_care.percent}%, {line.in_care.short_year}"
        values[key, PART.key] = in_words(line.part)
    rows = [GridHeading(key, line.label, line.note, also=_also(line)) for key, line in lines.items()]

    def field_of(row, column):
        return AMOUNT if column.key in TYPED and lines[row.key].is_writable else None

    columns = COLUMNS_WITH_COMPONENTS if with_components else COLUMNS
    caption = f"Odpłatności za {charged.month.name}"
    return GridForm(rows, columns, values, field_of, data=data, prefix=PREFIX, caption=caption)


def _also(line):
    """Return the name in the other order, unless several have it."""
    return (str(line.person),) if line.label.endswith(line.person.first_name) else ()


def costs_in(grid, charged):
    """Return {Person: MonthlyCost, or None} of the rows of a valid grid that were changed.

    Where a component was changed and the cost was not, the cost is the sum of the components.
    """
    lines = {line.person.number: line for line in charged.lines}
    costs = {}
    for key in dict.fromkeys(row for row, _column in grid.changes):
        line = lines[key]
        typed = {column: new for (row, column), (_old, new) in grid.changes.items() if row == key}
        amounts = {name: getattr(line.charge, name, None) for name in TYPED} | typed
        known = [amounts[name] for name in COMPONENTS if amounts[name] is not None]
        if typed.keys() & {*COMPONENTS} and known and typed.get(COST) is None:
            amounts[COST] = sum(known)
        costs[line.person] = None if amounts[COST] is None else MonthlyCost(**amounts)
    return costs


def with_proposals(data, charged):
    """Return (data of the grid in which empty costs are those of last month, how many are)."""
    data, taken = data.copy(), 0
    for line in charged.lines:
        name = f"{PREFIX}:{line.person.number}:{COST}"
        if line.is_writable and line.last and not data.get(name, "").strip():
            data[name] = AMOUNT.prepare_value(line.last.total_cost)
            taken += 1
    return data, taken
