"""The grid in which the refunds of a year are entered: supporting families × months."""

from datetime import date

from cases.models import SupportingFamily, SupportRefund
from cases.rules import refund_problem
from cases.spans import days_of, holds_in
from cases.templatetags.spans import span
from familycare.lib.fields import AmountField
from familycare.lib.grids.grid import GridForm, GridHeading
from familycare.lib.months import Month
from familycare.lib.polish import money

AMOUNT = AmountField(places=2, required=False, min_value=0, max_digits=12)
PREFIX = "zwrot"


class RefundsOfYear:
    """The refunds of a year up to `today`: `grid`, `total` (zł), and what the grid's `changes` mean.

    The rows are the supporting families whose contract was in force in the year, and those with a refund in it. A cell
    is open for months of the contract, and where there is a refund already.
    """

    def __init__(self, year, today, data=None):
        self.months = [Month(date(year, number, 1)) for number in range(1, 13)]
        first, last = self.months[0].start, self.months[-1].end
        refunds = SupportRefund.objects.filter(month__range=(first, last))
        self.saved = {(refund.supporter_id, refund.month): refund.amount for refund in refunds}
        with_contract = SupportingFamily.objects.filter(holds_in(*SupportingFamily.SPAN, first, last))
        with_refund = SupportingFamily.objects.filter(pk__in=[pk for pk, _month in self.saved])
        self.supporters = list((with_contract | with_refund).distinct().by_name())
        self.total = sum(self.saved.values())
        self._today = today
        self.grid = self._grid(year, data)

    def _grid(self, year, data):
        rows = [GridHeading(each.number, each.name, self._note(each)) for each in self.supporters]
        columns = [
            GridHeading(str(month), month.name.split()[0], also=(month.name, str(month))) for month in self.months
        ]
        by_number = {each.number: each for each in self.supporters}
        by_key = {str(month): month for month in self.months}
        values = {
            (each.number, str(month)): self.saved.get((each.pk, month.start))
            for each in self.supporters
            for month in self.months
        }

        def field_of(row, column):
            # What was typed before somebody shortened the contract is refused with a reason, not passed over.
            typed = (data or {}).get(f"{PREFIX}:{row.key}:{column.key}", "")
            return AMOUNT if typed.strip() or self._is_open(by_number[row.key], by_key[column.key]) else None

        caption = f"Zwroty kosztów w {year} r. (zł)"
        return GridForm(rows, columns, values, field_of, data=data, prefix=PREFIX, caption=caption)

    def _note(self, supporter):
        """Return what is said under the name: „umowa od 01.02.2024; razem 2 555,00 zł”."""
        amounts = [self.saved[key] for month in self.months if (key := (supporter.pk, month.start)) in self.saved]
        return f"umowa {span(supporter)}" + (f"; razem {money(sum(amounts))}" if amounts else "")

    def _is_open(self, supporter, month):
        if (supporter.pk, month.start) in self.saved:
            return True
        return month.start <= self._today and not refund_problem(month.start, *days_of(supporter))

    def amounts(self):
        """Return what was changed, as `save_refunds` takes it."""
        by_number = {each.number: each for each in self.supporters}
        return {
            (by_number[number], Month.parse(month)): new for (number, month), (_old, new) in self.grid.changes.items()
        }
