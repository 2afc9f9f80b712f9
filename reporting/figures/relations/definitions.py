"""Relations between figures that must hold: declared once beside the tables, and used by documents and by tests.

A relation is written as the figures are: `equal("flow.open_at_start + flow.opened - flow.closed", "flow.open_at_end")`.
`*` stands for all rows that are neither totals nor parts of others, as their sum: `structure.*`. `{name}` stands for
each row, and the same name on the other side for the same word: `at_most("help.{kind}.{form}.persons",
"help.{kind}.persons")`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Over(StrEnum):
    """The periods that a relation compares."""

    SAME = "same"  # one period
    NEXT = "next"  # the left side in a period, the right side in the one that follows it
    PARTS = "parts"  # the left side in periods that make up the one of the right side, added up
    INSIDE = "inside"  # the left side in a period inside of the one of the right side


@dataclass(frozen=True)
class Summand:
    """A figure of a side, or several; `sign` is 1, or -1 where it is taken away."""

    table: str
    row: str
    sign: int = 1

    @property
    def is_sum_of_rows(self):
        return "*" in self.row

    @property
    def pattern(self):
        """The keys of rows that are meant; a name in braces is a group."""
        parts = re.split(r"(\*|\{\w+\})", self.row)
        return re.compile("".join(map(_as_regex, parts)))


def _as_regex(part):
    if part == "*":
        return ".+"
    if part.startswith("{"):
        return f"(?P<{part[1:-1]}>[^.]+)"
    return re.escape(part)


@dataclass(frozen=True)
class Relation:
    """`left` and `right` are sums of Summands; `sign` is "=" or "≤"."""

    left: tuple[Summand, ...]
    sign: str
    right: tuple[Summand, ...]
    over: Over = Over.SAME

    @property
    def tables(self):
        return {each.table for each in (*self.left, *self.right)}


def equal(left, right, over=Over.SAME):
    """Both sums are the same number."""
    return Relation(_side(left), "=", _side(right), over)


def at_most(part, whole, over=Over.SAME):
    """The first sum is not more than the second."""
    return Relation(_side(part), "≤", _side(whole), over)


def cover(parts, total, each):
    """Every row of `each` is not more than the total, and the total not more than the sum of `parts`: whoever is in
    several rows counts once in the total."""
    return [at_most(each, total), at_most(total, parts)]


def adds_up(*figures):
    """The figures of periods that make up a longer one add up to its figure: two half-years to the year."""
    return [equal(figure, figure, Over.PARTS) for figure in figures]


def grows(*figures):
    """A figure of a period is not more than that of a longer one around it."""
    return [at_most(figure, figure, Over.INSIDE) for figure in figures]


def _side(text):
    summands, sign = [], 1
    for word in text.split():
        if word in "+-":
            sign = 1 if word == "+" else -1
        else:
            table, _dot, row = word.partition(".")
            summands.append(Summand(table, row, sign))
    return tuple(summands)
