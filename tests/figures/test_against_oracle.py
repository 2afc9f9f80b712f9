"""All figures of a register, compared with the oracle: plain loops over the files of the register."""

from datetime import date
from functools import partial

import pytest

from reporting.exchange.demo import generate_register
from reporting.figures.compute import compute
from reporting.figures.relations import RELATIONS
from reporting.figures.relations.checking import comparisons
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of
from reporting.periods import Period
from tests.completeness import assert_complete
from tests.figures.comparing import PERIODS, without_zeros
from tests.figures.crowded import crowded_register
from tests.figures.oracle import oracle
from tests.figures.oracle.register import Register

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


def invented(seed):
    return partial(generate_register, families=60, years=3, seed=seed, until=date(2025, 12, 31))


REGISTERS = [
    pytest.param(invented(1), PERIODS["invented"], id="invented-1", marks=pytest.mark.every_table),
    pytest.param(invented(2), PERIODS["invented"], id="invented-2"),
    pytest.param(partial(crowded_register, seed=1), PERIODS["crowded"], id="crowded-1"),
    pytest.param(partial(crowded_register, seed=2), PERIODS["crowded"], id="crowded-2"),
]


@pytest.mark.parametrize(("imported_register", "periods"), REGISTERS, indirect=["imported_register"], scope="module")
def test_figures_are_those_of_the_oracle(imported_register, periods, time_machine):
    time_machine.move_to(TODAY)
    periods = [Period.parse(text) for text in periods]
    rows = Register(imported_register)
    computed = compute(periods)
    empty = set(computed)
    for number, period in enumerate(periods):
        found = {key: {row.key: row.values[number] for row in table.rows} for key, table in computed.items()}
        expected = without_zeros(oracle(rows, period.start, period.end, TODAY))
        assert_complete(
            found,
            expected,
            add="tests/figures/oracle/ does not compute the table {}: add it there (docs/add-a-table.md).",
            remove="tests/figures/oracle/ computes {}, which is no table of the catalogue: take it out there.",
        )
        assert without_zeros(found) == expected, period
        empty -= {key for key, values in found.items() if any(values.values())}
    assert not empty, f"No register of this test has a record that {empty} would count: see tests/figures/crowded.py."


@pytest.mark.parametrize(("imported_register", "periods"), REGISTERS, indirect=["imported_register"], scope="module")
def test_declared_relations_hold(imported_register, periods, time_machine):
    time_machine.move_to(TODAY)
    spans = "2024-H1 2024-H2 2024 2025 2026-01 2026-H1".split()
    found = comparisons(compute(list(dict.fromkeys(map(Period.parse, [*periods, *spans])))))
    wrong = [(each.left.label, each.relation.sign, each.right.label) for each in found if not each.holds]
    assert not wrong
    assert {each.relation for each in found} == set(RELATIONS)
    rows = {(table, row.key) for table, rows in rows_of(list(catalogue().values())).items() for row in rows}
    assert {(table, row) for each in found for table, row, _period in each.figures} <= rows
    assert len({each.relation for each in found if each.right.value}) > 0.8 * len(RELATIONS)
