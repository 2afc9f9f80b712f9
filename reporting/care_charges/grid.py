"""The grid in which a month's charges are entered."""

from familycare.lib.fields import AmountField
from familycare.lib.grids.grid import GridForm, GridHeading
from reporting.care_charges.charged_month import in_words

COST = "koszt"
COLUMNS = [
    GridHeading("poprzednio", "Poprzedni miesiąc"),
    GridHeading(COST, "Koszt za miesiąc", "zł", also=("Koszt", "Koszt całkowity", "Odpłatność", "Kwota")),
    GridHeading("udzial", "Udział gminy"),
    GridHeading("czesc", "Część gminy"),
]
AMOUNT = AmountField(places=2, required=False, min_value=0, max_digits=12)


def charges_grid(charged, data=None):
    """Return the GridForm of a ChargedMonth. With a button „propose” in `data`, empty cells take last month's cost."""
    lines = {line.person.number: line for line in charged.lines}
    values = {}
    for key, line in lines.items():
        values[key, "poprzednio"] = in_words(line.last and line.last.total_cost)
        values[key, COST] = line.charge and line.charge.total_cost
        values[key, "udzial"] = f"{line.in_care.percent}%, {line.in_care.short_year}"
        values[key, "czesc"] = in_words(line.part)
    rows = [
        GridHeading(
            key, line.label, line.note, also=(str(line.person),) if line.label.endswith(line.person.first_name) else ()
        )
        for key, line in lines.items()
    ]

    def field_of(row, column):
        return AMOUNT if column.key == COST and lines[row.key].is_writable else None

    return GridForm(
        rows, COLUMNS, values, field_of, data=data, prefix="odplatnosc", caption=f"Odpłatności za {charged.month.name}"
    )


def with_proposals(data, charged):
    """Return (data of the grid in which empty cells take last month's cost, how many do)."""
    data, taken = data.copy(), 0
    for line in charged.lines:
        name = f"odplatnosc:{line.person.number}:{COST}"
        if line.is_writable and line.last and not data.get(name, "").strip():
            data[name] = AMOUNT.prepare_value(line.last.total_cost)
            taken += 1
    return data, taken
