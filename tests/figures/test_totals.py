"""A total that is not the sum of its parts says why below the table."""

import re
from functools import partial

import pytest

from reporting.figures.compute import compute
from reporting.periods import Period
from tests.figures.crowded import crowded_register

pytestmark = pytest.mark.django_db
CROWDED = [pytest.param(partial(crowded_register, seed=2), id="crowded")]
# What a note says of a thing that is in several rows of a table, and once in the total.
SAYS_WHY = re.compile(r"\braz\b|\bw sumie\b|w kilku wierszach|w obu wierszach| = ")


def measure_of(row):
    return row.measure_label or row.unit


def unequal(table):
    """The measures of the table whose total is not the sum of the rows above it."""
    found = set()
    for total in (row for row in table.rows if row.is_total):
        parts = [
            row for row in table.rows if not (row.is_total or row.is_part) and measure_of(row) == measure_of(total)
        ]
        if parts and sum(row.values[0] for row in parts) != total.values[0]:
            found.add(measure_of(total))
    return found


@pytest.mark.parametrize("imported_register", CROWDED, indirect=True, scope="module")
def test_a_total_that_is_not_the_sum_of_its_parts_says_why(imported_register):
    tables = compute([Period.parse("2024")])
    different = {key: unequal(table) for key, table in tables.items()}
    assert different["care_costs"] and different["workshops"], "This register shows no such total: choose another."
    silent = [key for key in tables if different[key] and not SAYS_WHY.search(tables[key].note)]
    assert not silent, f"The notes of {silent} do not say why a total is not the sum of its rows."
