"""Every figure of a whole register, computed a second time in plain loops over its files."""

from datetime import date
from functools import partial

import pytest

from reporting.exchange.demo import generate_register
from reporting.figures.compute import compute
from reporting.periods import Period
from tests.figures import crowded
from tests.figures.oracle import oracle
from tests.figures.oracle.register import Register

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
PERIODS = {
    "invented": "2023 2024 2025 2024-H2 2025-Q1 2025-05 2024-03-17/2025-08-04 2024-02-29/2024-02-29".split(),
    "crowded": crowded.PERIODS,
}
OPTIONAL = ("problems", "outcomes", "help", "institutions", "posts")


def invented(seed):
    return partial(generate_register, families=60, years=3, seed=seed, until=date(2025, 12, 31))


REGISTERS = [
    pytest.param(invented(1), PERIODS["invented"], id="invented-1", marks=pytest.mark.every_table),
    pytest.param(invented(2), PERIODS["invented"], id="invented-2"),
    pytest.param(partial(crowded.crowded_register, seed=1), PERIODS["crowded"], id="crowded-1"),
    pytest.param(partial(crowded.crowded_register, seed=2), PERIODS["crowded"], id="crowded-2"),
]


def without_zeros(tables):
    """Rows of dictionaries without a record may be left out: here they always are."""
    return {
        key: {row: value for row, value in rows.items() if value or key not in OPTIONAL} for key, rows in tables.items()
    }


@pytest.mark.parametrize(("imported_register", "periods"), REGISTERS, indirect=["imported_register"], scope="module")
def test_the_oracle_says_the_same(imported_register, periods, time_machine):
    time_machine.move_to(TODAY)
    periods = [Period.parse(text) for text in periods]
    rows = Register(imported_register)
    computed = compute(periods)
    empty = set(computed)
    for number, period in enumerate(periods):
        found = {key: {row.key: row.values[number] for row in table.rows} for key, table in computed.items()}
        assert without_zeros(found) == without_zeros(oracle(rows, period.start, period.end, TODAY)), period
        empty -= {key for key, values in found.items() if any(values.values())}
    assert not empty, "the register says nothing of these tables"
