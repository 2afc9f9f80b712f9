"""Whether the declared relations hold between computed figures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from operator import attrgetter

from django.utils import timezone

from reporting.figures.relations import RELATIONS
from reporting.figures.relations.definitions import Over, Relation
from reporting.periods import Period


@dataclass(frozen=True)
class ComparedFigure:
    """A figure of a side: its table, row and period, its Polish name, and 1, or -1 where it is taken away."""

    table: str
    row: str
    period: Period
    label: str
    sign: int
    value: int | Decimal


@dataclass(frozen=True)
class ComparedSide:
    """The figures of one side. `label`: what they are, in Polish; `value`: their sum."""

    figures: tuple[ComparedFigure, ...]
    label: str

    @property
    def value(self):
        return sum(figure.sign * figure.value for figure in self.figures)

    @property
    def periods(self):
        return tuple(dict.fromkeys(figure.period for figure in self.figures))


@dataclass(frozen=True)
class Comparison:
    """A relation between figures in certain periods."""

    relation: Relation
    left: ComparedSide
    right: ComparedSide

    @property
    def holds(self):
        if self.relation.sign == "=":
            return self.left.value == self.right.value
        return self.left.value <= self.right.value

    @property
    def figures(self):
        """All figures of both sides, as (table, row, period)."""
        return {(each.table, each.row, each.period) for each in (*self.left.figures, *self.right.figures)}


def comparisons(tables, relations=RELATIONS) -> list[Comparison]:
    """Return what can be compared among ComputedTables ({key: table}, all of the same periods), each thing once.

    Figures of a period that has not begun mean nothing.
    """
    today = timezone.localdate()
    periods = [each for each in next(iter(tables.values())).periods if each.start <= today] if tables else ()
    found = {}
    for relation in relations:
        if relation.tables <= tables.keys():
            for left, right in PERIODS[relation.over](periods):
                for words in _words(relation, tables):
                    sides = [
                        _side(side, words, within, tables)
                        for side, within in ((relation.left, left), (relation.right, right))
                    ]
                    if all(each.figures for each in sides):
                        made = Comparison(relation, *sides)
                        found.setdefault((relation.sign, made.left.figures, made.right.figures), made)
    return list(found.values())


def _words(relation, tables):
    """Return what the names in braces stand for: one {name: word} for each row that the left side means."""
    named = [each for each in relation.left if "{" in each.row]
    if not named:
        return [{}]
    keys = (row.key for row in tables[named[0].table].rows)
    return [match.groupdict() for match in map(named[0].pattern.fullmatch, keys) if match]


def _side(summands, words, periods, tables):
    figures, labels = [], []
    for summand in summands:
        table = tables[summand.table]
        if summand.is_sum_of_rows:
            rows = [(row.key, row.label) for row in table.rows if not (row.is_total or row.is_part)]
            rows = [row for row in rows if summand.pattern.fullmatch(row[0])]
            label = f"suma wierszy tabeli „{table.title}”"
        else:
            key = summand.row.format(**words)
            row = table.row(key)
            label = f"„{row.label}”" if row else f"„{table.title}: {key}”"
            rows = [(key, row.label if row else key)]
        labels.append(f"{'' if not labels else ' + ' if summand.sign > 0 else ' − '}{label}")
        figures += [
            ComparedFigure(summand.table, key, period, label, summand.sign, table.value(key, period))
            for period in periods
            for key, label in rows
        ]
    return ComparedSide(tuple(figures), "".join(labels))


def _same(periods):
    return [((period,), (period,)) for period in periods]


def _next(periods):
    return [
        ((period,), (later,))
        for period in periods
        if period.is_over
        for later in periods
        if later.start == period.end + timedelta(days=1)
    ]


def _inside(periods):
    return [
        ((period,), (around,))
        for around in periods
        for period in periods
        if around != period and around.start <= period.start and period.end <= around.end
    ]


def _parts(periods):
    return [
        (parts, (whole,))
        for whole in periods
        if (parts := _tiling(whole.start, whole.end, [each for each in periods if each != whole]))
    ]


def _tiling(first, last, periods):
    """Return periods that make up the days from `first` to `last` without a gap, long ones first, or ()."""
    if first > last:
        return ()
    starting = (each for each in periods if each.start == first and each.end <= last)
    for period in sorted(starting, key=attrgetter("end"), reverse=True):
        if period.end == last:
            return (period,)
        if rest := _tiling(period.end + timedelta(days=1), last, periods):
            return (period, *rest)
    return ()


PERIODS: dict[Over, Callable] = {Over.SAME: _same, Over.NEXT: _next, Over.PARTS: _parts, Over.INSIDE: _inside}
