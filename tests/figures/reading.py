"""Reads the tables of figures in tests."""

from collections import defaultdict

from reporting.figures.compute import compute
from reporting.periods import Period


def figures(table, period):
    """{row: value} of the table for a period such as "2024-H1"; 0 for a missing row."""
    computed = compute([Period.parse(period)], [table])[table]
    return defaultdict(int, {row.key: row.values[0] for row in computed.rows})


def counted(table, period):
    """The rows of the table that are not zero."""
    return {row: value for row, value in figures(table, period).items() if value}
