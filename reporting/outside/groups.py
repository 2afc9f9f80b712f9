"""The groups of outside figures with their series and columns, as the centre calls and orders them.

What has no heading of its own is called as its figures say, and follows in the order of entry.
"""

from dataclasses import dataclass

from familycare.lib.union_read import read_in_one_query
from reporting.outside.models import OutsideFigure, OutsideHeading
from reporting.units import Unit

Kind = OutsideHeading.Kind
# What an imported register may bring without a heading.
TITLES = {
    "budget": "Środki na asystenturę rodziny",
    "pay": "Wynagrodzenia asystentów",
    "benefit_reasons": "Powody korzystania z pomocy społecznej",
    "helplessness": "Pomoc z powodu bezradności opiekuńczo-wychowawczej",
    "town": "Mieszkańcy gminy i bezrobocie",
    "stawki placówek": "Stawki placówek, które ogłosił powiat",
}
PART = "w tym "
LAST = 1000  # the position of what was never moved
DASH = " – "


@dataclass(frozen=True)
class Named:
    """A series (a row of the group) or a column. `unit` is empty for rows of a group with columns."""

    key: str
    label: str
    unit: str = ""
    is_retired: bool = False

    @property
    def unit_label(self):
        """The unit in Polish; "" where it is only a number."""
        return "" if self.unit in ("", Unit.COUNT) else Unit(self.unit).label


@dataclass(frozen=True)
class Series:
    """One series of values: `key` and `label` are those of its figures. `column` is None in a group without columns."""

    key: str
    label: str
    unit: str
    row: Named
    column: Named | None = None

    @property
    def place(self):
        """(key of the row, key of the column or None)."""
        return self.row.key, self.column and self.column.key

    @property
    def is_retired(self):
        return self.row.is_retired or bool(self.column and self.column.is_retired)


@dataclass(frozen=True)
class Group:
    """A group of series. `columns` is empty where each row has one value for a period. `sources`: of its figures."""

    key: str
    title: str
    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    series: tuple[Series, ...]
    sources: tuple[str, ...] = ()

    def at(self, row_key, column_key):
        """Return the Series in a row and a column (None: without a column), or None."""
        return next((each for each in self.series if each.place == (row_key, column_key)), None)


def groups():
    """Return all Groups in the order of the centre. One query."""
    found = read_in_one_query(
        OutsideHeading.objects.all(), OutsideFigure.objects.defer("starts_on", "ends_on", "value")
    )
    headings, figures = {}, {}
    for heading in sorted(found[OutsideHeading], key=lambda each: (each.position, each.pk)):
        headings.setdefault(heading.group, []).append(heading)
    for figure in sorted(found[OutsideFigure], key=lambda each: (each.group, each.pk)):
        figures.setdefault(figure.group, []).append(figure)
    made = [_group(key, headings.get(key, []), figures.get(key, [])) for key in dict.fromkeys([*headings, *figures])]
    titled = {each.group: each.position for each in found[OutsideHeading] if each.kind == Kind.GROUP}
    return sorted(made, key=lambda group: (titled.get(group.key, LAST), group.key not in titled))


def group_of(key):
    """Return the Group with that key, or None."""
    return next((group for group in groups() if group.key == key), None)


def series_key(row_key, column_key):
    """Return the key of the series in a row and a column; "" for a column without a key."""
    return f"{row_key}.{column_key}" if column_key else row_key


def series_label(row_label, column):
    """Return the label of the figures in a row and a column; a column without a key adds nothing."""
    return f"{row_label}{DASH}{column.label}" if column and column.key else row_label


def _group(key, headings, figures):
    def named(kind, has_unit=True):
        those = [each for each in headings if each.kind == kind]
        return [Named(each.key, each.label, each.unit if has_unit else "", each.is_retired) for each in those]

    latest = {figure.series: figure for figure in figures}  # the last one entered says how the series is called
    columns = named(Kind.COLUMN) or _columns_told_by(latest)
    rows = {row.key: row for row in named(Kind.SERIES, has_unit=not columns)}
    entered = [_row(figure, columns) for figure in latest.values()]
    for row in sorted(entered, key=lambda row: row.label.startswith(PART)):
        rows.setdefault(row.key, row)
    if columns and all(column.key for column in columns):
        across = [row for row in rows.values() if not row.unit]  # others name no column
    else:
        across = rows.values()
    series = [
        Series(series_key(row.key, column.key if column else ""), series_label(row.label, column), unit, row, column)
        for row in across
        for column, unit in ([(each, each.unit) for each in columns] or [(None, row.unit or Unit.COUNT)])
    ]
    alone = latest.keys() - {each.key for each in series}
    series += [Series(each, latest[each].label, latest[each].unit, rows[each]) for each in latest if each in alone]
    title = next(iter(named(Kind.GROUP)), None)
    return Group(
        key,
        title.label if title else TITLES.get(key) or _title([*rows.values(), *columns]),
        tuple(rows.values()),
        tuple(columns),
        tuple(series),
        tuple(sorted({figure.source for figure in figures if figure.source})),
    )


def _columns_told_by(latest):
    """Return the columns of a group without headings whose series all end in one of a few: `poverty.families`.

    They are called as the labels end („Ubóstwo – rodziny”), else as their units. `latest`: {key of a series: a figure}.
    """
    by_column = {}
    for key, figure in latest.items():
        row, _dot, column = key.rpartition(".")
        if not row or not column:
            return []
        by_column.setdefault(column, []).append(figure)
    if not 1 < len(by_column) < len(latest):
        return []
    units = [{figure.unit for figure in figures} for figures in by_column.values()]
    ends = [{figure.label.rpartition(DASH)[2] for figure in figures} for figures in by_column.values()]
    if all(len(each) == 1 for each in ends) and len(set.union(*ends)) == len(ends):
        names = [each.pop() for each in ends]
    elif all(len(each) == 1 for each in units) and len(set.union(*units)) == len(units):
        names = [Unit(min(each)).label for each in units]
    else:
        return []
    return [Named(key, name, min(unit)) for key, name, unit in zip(by_column, names, units, strict=True)]


def _row(figure, columns):
    """Return the row of a figure: what is before its column, where it names one."""
    for column in columns:
        if column.key and figure.series.endswith(f".{column.key}"):
            key = figure.series.removesuffix(f".{column.key}")
            return Named(key, figure.label.removesuffix(f"{DASH}{column.label}"))
    return Named(figure.series, figure.label, figure.unit)


def _title(rows):
    """Return a title for a group that nobody has called anything: by what is in it, its series or else its columns."""
    if not rows:
        return "Grupa bez nazwy"
    first = rows[0].label
    return first if len(rows) == 1 else f"{first} i inne dane"
