"""The grid in which the numbers of a month are entered: day-care centres × children of no family and costs."""

from decimal import Decimal

from cases.choices import DayCareMeans
from cases.day_care.services import CHILDREN, COLUMNS
from cases.models import MOST_CHILDREN, DayCareCentre, DayCareCost, DayCareOutsiders
from cases.rules import day_care_month_problem
from cases.spans import days_of, holds_in
from familycare.lib.fields import AmountField
from familycare.lib.grids.grid import GridForm, GridHeading
from familycare.lib.polish import counted, money

FIELDS = {
    CHILDREN: AmountField(decimal_places=0, required=False, min_value=0, max_value=MOST_CHILDREN),
    **dict.fromkeys(DayCareMeans.values, AmountField(places=2, required=False, min_value=0, max_digits=12)),
}
HEADINGS = (
    GridHeading(CHILDREN, "Dzieci spoza ewidencji", also=("Dzieci",)),
    GridHeading(DayCareMeans.OWN, "Środki własne gminy", "zł", also=("Środki własne", "Własne")),
    GridHeading(DayCareMeans.OTHER, "Inne środki", "zł", also=("Inne",)),
)
PREFIX = "placowki"


class MonthOfDayCare:
    """The numbers of a Month: `grid`, `cost` (zł), and what the grid's `changes` mean.

    The rows are the day-care centres that were open in the month, and those with a number in it.
    """

    def __init__(self, month, data=None):
        self.month = month
        self._saved, self._last = _numbers(month), _numbers(month + -1)
        was_open = DayCareCentre.objects.filter(holds_in(*DayCareCentre.SPAN, month.start, month.end))
        with_numbers = DayCareCentre.objects.filter(pk__in=[pk for pk, _column in self._saved])
        self.day_cares = list((was_open | with_numbers).distinct().by_name())
        self.cost = sum((value for (_pk, column), value in self._saved.items() if column != CHILDREN), Decimal())
        self.grid = self._grid(data)

    def _grid(self, data):
        rows = [GridHeading(each.number, each.name, self._note(each)) for each in self.day_cares]
        by_number = {each.number: each for each in self.day_cares}
        values = {
            (each.number, column): self._saved.get((each.pk, column)) for each in self.day_cares for column in COLUMNS
        }

        def field_of(row, column):
            # What was typed before somebody entered an earlier last day is refused with a reason, not passed over.
            typed = (data or {}).get(f"{PREFIX}:{row.key}:{column.key}", "")
            is_open = typed.strip() or self._is_open(by_number[row.key], column.key)
            return FIELDS[column.key] if is_open else None

        caption = f"Placówki wsparcia dziennego: {self.month.name}"
        return GridForm(rows, HEADINGS, values, field_of, data=data, prefix=PREFIX, caption=caption)

    def _note(self, day_care):
        """Return what is said under the name: „poprzedni miesiąc: 12 dzieci, 1 200,00 zł i 300,00 zł”."""
        last = {column: self._last.get((day_care.pk, column)) for column in COLUMNS}
        children = counted(last[CHILDREN], "dziecko", "dzieci", "dzieci") if last[CHILDREN] is not None else ""
        amounts = [money(last[means]) for means in DayCareMeans.values if last[means] is not None]
        said = ", ".join(filter(None, [children, " i ".join(amounts)]))
        return f"poprzedni miesiąc: {said}" if said else ""

    def _is_open(self, day_care, column):
        is_saved = (day_care.pk, column) in self._saved
        return is_saved or not day_care_month_problem(self.month.start, *days_of(day_care))

    @property
    def offered(self):
        """{name of an empty cell: the number of the month before}."""
        return {
            f"{PREFIX}:{each.number}:{column}": self._last[each.pk, column]
            for each in self.day_cares
            for column in COLUMNS
            if (each.pk, column) in self._last and (each.pk, column) not in self._saved and self._is_open(each, column)
        }

    def with_offered(self, data):
        """Return (data of the grid in which empty cells have the numbers of the month before, how many have)."""
        data, taken = data.copy(), 0
        for name, number in self.offered.items():
            if not data.get(name, "").strip():
                data[name] = FIELDS[name.rpartition(":")[2]].prepare_value(number)
                taken += 1
        return data, taken

    def numbers(self):
        """Return what was changed, as `save_month` takes it."""
        by_number = {each.number: each for each in self.day_cares}
        return {
            (by_number[number], column): int(new) if column == CHILDREN and new is not None else new
            for (number, column), (_old, new) in self.grid.changes.items()
        }


def _numbers(month):
    """Return {(pk of a day-care centre, one of COLUMNS): number of the month}."""
    children = DayCareOutsiders.objects.filter(month=month.start)
    costs = DayCareCost.objects.filter(month=month.start)
    return {(each.day_care_id, CHILDREN): each.children for each in children} | {
        (each.day_care_id, each.means): each.amount for each in costs
    }
