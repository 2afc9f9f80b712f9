"""What the sentences of a document ask of its figures: the year's value, the year before, shares and rankings."""

from dataclasses import dataclass
from decimal import Decimal

from familycare.lib.polish import money, number, percent
from reporting.documents.nouns import Noun
from reporting.figures.compute import ComputedRow, ComputedTable
from reporting.periods import Period


@dataclass(frozen=True)
class ReportFigures:
    """`periods` in ascending order; the last is the one that the document reports on.

    Values of a table or row that is not there are 0. A year in which no family was served has no records
    to compare with: sentences then say nothing of a change.
    """

    tables: dict[str, ComputedTable]
    periods: tuple[Period, ...]

    @property
    def period(self):
        return self.periods[-1]

    @property
    def year(self):
        return self.period.start.year

    def has(self, table, period=None):
        """Whether any figure of `table` is other than zero (in `period`, or in any)."""
        computed = self.tables.get(table)
        if computed is None:
            return False
        if period is None:
            return any(value for row in computed.rows for value in row.values)
        position = self.periods.index(period)
        return any(row.values[position] for row in computed.rows)

    def served_in(self, period):
        """Whether any family was served in `period`, that is, whether its records are worth comparing with."""
        return bool(self._value("support", "families", period))

    def now(self, table, row):
        """The figure of the year reported on."""
        return self._value(table, row, self.period) or 0

    def before(self, table, row):
        """The figure of the year before, or None where there is nothing to compare with."""
        if len(self.periods) < 2 or not self.served_in(self.periods[-2]):
            return None
        return self._value(table, row, self.periods[-2])

    def change(self, table, row, noun: Noun | None = None):
        """„, o 7 rodzin mniej niż w 2022 r.”; without a noun „, o 7 mniej …”.

        Empty without a year before, or when both are zero.
        """
        return self._change(table, row, noun.object if noun else number)

    def money_change(self, table, row):
        """„, o 12 500,00 zł (4,2%) więcej niż w 2022 r.”"""
        before = self.before(table, row)

        def amount(difference):
            share = percent(difference, before) if before else None
            return f"{money(difference)} ({share})" if share else money(difference)

        return self._change(table, row, amount)

    def ranked(self, table, keep=lambda row: True) -> list[tuple[ComputedRow, int | Decimal]]:
        """Rows that `keep` accepts, other than totals and parts of other rows, with their figure of the year: the
        largest first, no zeros."""
        if table not in self.tables:
            return []
        rows = (row for row in self.tables[table].rows if keep(row) and not (row.is_total or row.is_part))
        with_values = [(row, row.values[-1]) for row in rows if row.values[-1]]
        return sorted(with_values, key=lambda pair: -pair[1])

    def _value(self, table, row, period):
        computed = self.tables.get(table)
        return computed.value(row, period) if computed else 0

    def _change(self, table, row, amount):
        now, before = self.now(table, row), self.before(table, row)
        if before is None or not (now or before):
            return ""
        year = self.periods[-2].start.year
        if now == before:
            return f", tyle samo co w {year} r."
        return f", o {amount(abs(now - before))} {'więcej' if now > before else 'mniej'} niż w {year} r."


def share(part, whole, noun: Noun):
    """„12,5% spośród 117 rodzin”: a share with its base; empty when there is no base."""
    text = percent(part, whole)
    return f"{text} spośród {noun.of(whole)}" if text else ""


def in_brackets(text):
    """„ (text)”, or nothing for nothing."""
    return f" ({text})" if text else ""


def listed(pairs, noun: Noun | None = None):
    """„label – 5 rodzin, label – 2 rodziny” of (row, value) pairs; without a noun numbers alone."""
    return ", ".join(
        f"{row.group_label or row.label} – {noun.subject(value) if noun else number(value)}" for row, value in pairs
    )
