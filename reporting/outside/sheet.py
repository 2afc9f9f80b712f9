"""The grid of a group: its series by periods, or in a group with columns one period at a time."""

from datetime import timedelta
from functools import cached_property
from urllib.parse import quote

from django import forms
from django.utils import timezone

from familycare.lib.dates import add_months
from familycare.lib.fields import AmountField
from familycare.lib.grids.grid import GridForm, GridHeading, shown_when_opened
from reporting.figures.readable import may_be_told
from reporting.outside.groups import Named
from reporting.outside.models import OutsideFigure
from reporting.periods import Period
from reporting.units import Unit

MOST_PERIODS = 6
WITH_DECIMALS = {Unit.PLN, Unit.HOURS}
LONGEST_SOURCE = OutsideFigure._meta.get_field("source").max_length


class PeriodSheet:
    """What the reader may read of a Group.

    `asked`: a Period that is shown even if nothing is known of it, or None. `shows_all`: not only the latest periods.
    `data`: what was sent, or None; the periods are then those that were shown, whatever others have added meanwhile.
    """

    def __init__(self, group, reader, *, asked=None, shows_all=False, data=None):
        self.group, self.data = group, data
        figures = OutsideFigure.objects.filter(group=group.key).order_by("ends_on", "-starts_on")
        told = [(Period(each.starts_on, each.ends_on, each.period), each) for each in figures]
        told = [(period, each) for period, each in told if may_be_told(reader, period)]
        self.figures = {(each.series, period): each for period, each in told}
        self.asked = asked if asked and may_be_told(reader, asked) else None
        known = {period: period for period, _ in told}
        every = {*known.values(), *filter(None, [self.asked])}
        self.all_periods = sorted(every, key=lambda each: (each.end, each.start))
        self.periods = self._shown(shows_all)

    @property
    def hidden(self):
        """How many earlier periods are not shown."""
        return 0 if self.group.columns else len(self.all_periods) - len(self.periods)

    @cached_property
    def suggested(self):
        """The Periods that follow the latest year, half-year, quarter and month, unless they are there or far ahead.

        In a group without values, this year and the last one.
        """
        today = timezone.localdate()
        if not self.all_periods:
            return [Period.year(today.year - 1), Period.year(today.year)]
        following = {}
        for period in self.all_periods:
            months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
            following[months] = _following(period, months)
        ahead = add_months(today, 12)
        found = [each for _, each in sorted(following.items(), reverse=True) if each and each.start <= ahead]
        return [each for each in found if each not in self.all_periods]

    def values(self):
        """Return the GridForm of the values."""
        saved = {place: figure.value for place, figure in self._placed.items()}
        return self._grid(saved, self._amount)

    def sources(self):
        """Return the GridForm of the sources of values; where there is no value, there is none."""
        saved = {place: figure.source for place, figure in self._placed.items()}
        source = forms.CharField(max_length=LONGEST_SOURCE, error_messages={"required": "Podaj źródło tej wartości."})
        return self._grid(saved, lambda row, column: source if (row.key, column.key) in saved else None)

    def changes(self, grid):
        """Return [(Series, Period, new value)] of the changes of a grid."""
        return [(*self._places[place], new) for place, (_, new) in grid.changes.items()]

    def _shown(self, shows_all):
        sent = shown_when_opened(self.data or {})["columns"]
        those = [period for period in self.all_periods if any(key.startswith(_key(period)) for key in sent)]
        if self.group.columns:
            return ([self.asked] if self.asked else those or self.all_periods)[-1:]
        latest = self.all_periods if shows_all else self.all_periods[-MOST_PERIODS:]
        return [each for each in self.all_periods if each in (*latest, *those, self.asked)]

    @cached_property
    def _columns(self):
        """{key: (period, key of a column of the group, GridHeading)}."""
        if not self.group.columns:
            return {
                _key(period): (period, None, GridHeading(_key(period), period.name, also=(str(period),)))
                for period in self.periods
            }
        column_of = {each.key: each.column and each.column.key for each in self.group.series}
        used = {column_of.get(series) for series, period in self.figures if period in self.periods}
        named = [each for each in self.group.columns if not each.is_retired or each.key in used]
        if None in column_of.values():
            named.append(Named(None, "bez kolumny"))
        keyed = [(f"{_key(period)}{_word(each.key)}", period, each) for period in self.periods for each in named]
        return {key: (period, each.key, GridHeading(key, each.label, _note(each))) for key, period, each in keyed}

    @cached_property
    def _places(self):
        """{(key of a row, key of a column) of the grid: (Series, Period)} of the cells that can hold a value."""
        found = {}
        for row in self.group.rows:
            for key, (period, column_key, _) in self._columns.items():
                if series := self.group.at(row.key, column_key):
                    found[_word(row.key), key] = (series, period)
        return found

    @cached_property
    def _placed(self):
        """{(key of a row, key of a column) of the grid: OutsideFigure}."""
        at = {place: self.figures.get((series.key, period)) for place, (series, period) in self._places.items()}
        return {place: figure for place, figure in at.items() if figure}

    def _grid(self, saved, cells):
        used = {row for row, _ in self._placed}
        rows = [
            GridHeading(_word(row.key), row.label, _note(row))
            for row in self.group.rows
            if not row.is_retired or _word(row.key) in used
        ]
        columns = [heading for _, _, heading in self._columns.values()]
        title, periods = self.group.title, self.periods
        caption = f"{title}: {periods[0].name}" if self.group.columns and periods else title
        return GridForm(rows, columns, saved, cells, data=self.data, caption=caption)

    def _amount(self, row, column):
        if not (place := self._places.get((row.key, column.key))):
            return None
        return AmountField(places=2 if place[0].unit in WITH_DECIMALS else None, required=False)


def latest_periods(reader):
    """Return {key of a group: the latest Period of its values that the reader may read}. One query."""
    figures = OutsideFigure.objects.order_by("ends_on", "-starts_on").values_list(
        "group", "starts_on", "ends_on", "period"
    )
    told = ((group, Period(*days, text)) for group, *days, text in figures)
    return {group: period for group, period in told if may_be_told(reader, period)}


def _note(named):
    """Return the unit of a Named as a note under its label, unless the label says it."""
    return "" if named.unit_label in named.label.lower() else named.unit_label


def _key(period):
    return f"{period.start}_{period.end}"


def _word(key):
    """Return a key of the register as one word without spaces, for names of fields."""
    return "-" if key is None else f"_{quote(key, safe='')}"


def _following(period, months):
    """Return the Period of the same length after one of 12, 6, 3 or 1 whole months of a year, or None."""
    letters = {12: "", 6: "-H{}", 3: "-Q{}", 1: "-{:02}"}
    if months not in letters or not period.has_whole_months or (period.start.month - 1) % months:
        return None
    first = period.end + timedelta(days=1)
    return Period.parse(f"{first.year}{letters[months].format((first.month - 1) // months + 1)}")
