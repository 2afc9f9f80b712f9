"""Figures as sentences use them: values of the year, changes since the year before, shares and rankings."""

from dataclasses import dataclass, field
from decimal import Decimal

from familycare.lib.polish import date_in_words, money, number, percent
from reporting.documents.nouns import Noun
from reporting.figures.compute import ComputedRow, ComputedTable
from reporting.figures.small_numbers import Concealed
from reporting.periods import Period


class ConcealedFigure(ValueError):
    """A sentence needs a figure that is concealed."""


@dataclass(frozen=True)
class ReportFigures:
    """The computed tables of a report. `periods` are in ascending order; the report is about the last one.

    The value of a missing table or row is 0. It is compared with the latest earlier period that is like it, a year with
    a year. One in which no family was served, or for which a table has nothing but zeros, is not compared with: it has
    no records, so the sentences mention no change. A period that is not over is not compared at all. A concealed figure
    raises ConcealedFigure, except in `told`.
    `still_open`: {"assessments", "court_reports": how many that were due in the year are missing today}.
    """

    tables: dict[str, ComputedTable]
    periods: tuple[Period, ...]
    still_open: dict[str, int] = field(default_factory=dict)

    @property
    def period(self):
        """The period that the document reports on."""
        return self.periods[-1]

    @property
    def year(self):
        return self.period.start.year

    @property
    def when(self):
        """„w 2024 r.”, „w I półroczu 2024 r.”, „w okresie 01.01–31.05.2024”."""
        return f"w {self.period.locative}"

    @property
    def opening(self):
        """The same at the beginning of a sentence: „W 2024 r.”."""
        return f"W {self.period.locative}"

    @property
    def when_before(self):
        """The twelve months before: „w 2023 r.” where they are a year."""
        return f"w {self.year - 1} r." if self._is_year else "w ciągu 12 miesięcy przed tym okresem"

    @property
    def at_start(self):
        """„Na początku 2024 r.”, „Na początku I półrocza 2024 r.”."""
        return f"Na początku {self.period.genitive}"

    @property
    def within(self):
        """„W ciągu roku”, or „W tym czasie” of another period."""
        return "W ciągu roku" if self._is_year else "W tym czasie"

    @property
    def previous(self):
        """The latest earlier Period that is like that of the report and does not overlap it, or None."""
        alike = (each for each in reversed(self.periods[:-1]) if each.is_like(self.period))
        return next((each for each in alike if each.end < self.period.start), None)

    @property
    def _is_year(self):
        return self.period == Period.year(self.year)

    @property
    def on_last_day(self):
        """The day of which current numbers tell: „31 grudnia 2025 r.”, or today in a year that is not over."""
        return f"{date_in_words(self.period.known.end)} r."

    @property
    def at_end(self):
        """„na koniec roku”, or „w dniu 29 listopada 2026 r.” in a period that is not over."""
        return f"na koniec {self._of_period}" if self.period.is_over else f"w dniu {self.on_last_day}"

    @property
    def by_end(self):
        """„do końca roku”, or „do 29 listopada 2026 r.” in a period that is not over."""
        return f"do końca {self._of_period}" if self.period.is_over else f"do {self.on_last_day}"

    @property
    def _of_period(self):
        return "roku" if self._is_year else self.period.genitive

    def has(self, table, period=None):
        """Whether `table` has a value other than zero in `period`; without `period`, in any period."""
        computed = self.tables.get(table)
        if computed is None:
            return False
        if period is None:
            return any(value for row in computed.rows for value in row.values)
        position = self.periods.index(period)
        return any(row.values[position] for row in computed.rows)

    def served_in(self, period):
        """Whether any family was served in `period`, so that it can be compared with."""
        return bool(self._value("support", "families", period))

    def now(self, table, row):
        """The value of the year reported on; 0 when it is missing."""
        return self._value(table, row, self.period) or 0

    def told(self, table, row):
        """The same; 0 also for a concealed figure."""
        try:
            return self.now(table, row)
        except ConcealedFigure:
            return 0

    def before(self, table, row):
        """The value of the period before, or None when there is none to compare with."""
        before = self.previous
        if before is None or not self.period.is_over or not self.served_in(before):
            return None
        return self._value(table, row, before) if self.has(table, before) else None

    def change(self, table, row, noun: Noun | None = None):
        """Return „, o 7 rodzin mniej niż w 2022 r.”, or „, o 7 mniej …” without a noun.

        Return "" when there is no year to compare with or both values are zero.
        """
        return self._change(table, row, noun.object if noun else number)

    def money_change(self, table, row):
        """Return „, o 12 500,00 zł (4,2%) więcej niż w 2022 r.”; "" as in `change`."""
        before = self.before(table, row)

        def amount(difference):
            share = percent(difference, before) if before else None
            return f"{money(difference)} ({share})" if share else money(difference)

        return self._change(table, row, amount)

    def ranked(self, table, keep=lambda row: True) -> list[tuple[ComputedRow, int | Decimal]]:
        """Return (row, value of the year) pairs of `table`, largest value first, without zeros.

        Totals, parts of other rows, and rows that `keep` rejects are left out.
        """
        if table not in self.tables:
            return []
        rows = (row for row in self.tables[table].rows if keep(row) and not (row.is_total or row.is_part))
        with_values = [(row, shown(row.values[-1])) for row in rows if row.values[-1]]
        return sorted(with_values, key=lambda pair: -pair[1])

    def _value(self, table, row, period):
        computed = self.tables.get(table)
        return shown(computed.value(row, period)) if computed else 0

    def _change(self, table, row, amount):
        now, before = self.now(table, row), self.before(table, row)
        if before is None or not (now or before):
            return ""
        when = f"w {self.previous.locative}"
        if now == before:
            return f", tyle samo co {when}"
        return f", o {amount(abs(now - before))} {'więcej' if now > before else 'mniej'} niż {when}"


def shown(value):
    """Return the value. Raise ConcealedFigure for a Concealed."""
    if isinstance(value, Concealed):
        raise ConcealedFigure
    return value


def share(part, whole, noun: Noun):
    """Return „12,5% spośród 117 rodzin”, or "" when `whole` is zero."""
    text = percent(part, whole)
    return f"{text} spośród {noun.of(whole)}" if text else ""


def in_brackets(text):
    """Return „ (text)”, or "" for an empty text."""
    return f" ({text})" if text else ""


def listed(pairs, noun: Noun | None = None):
    """Return „label – 5 rodzin; label – 2 rodziny” for (row, value) pairs; without a noun only the numbers."""
    return "; ".join(
        f"{row.group_label or row.label} – {noun.subject(value) if noun else number(value)}" for row, value in pairs
    )
