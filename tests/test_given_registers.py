"""Three fictional registers give the figures that the documents of their cities print.

`tests/registers/<city>.zip` is the register, `<city>.json` beside it says which cell of which table equals what.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.exchange import import_register
from reporting.figures.compute import compute
from reporting.periods import Period

REGISTERS = sorted(Path(__file__).with_name("registers").glob("*.zip"))


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.stem)
def test_all_cells_are_equal(register, db):
    expected = json.loads(register.with_suffix(".json").read_text(encoding="utf-8"), parse_float=Decimal)
    cells = {
        (cell["table"], cell["row"], period): value
        for cell in expected["cells"]
        for period, value in cell["values"].items()
    }
    import_register(register)
    periods = {text: Period.parse(text) for _table, _row, text in cells}
    tables = compute(list(periods.values()))
    computed = {(table, row, period): tables[table].value(row, periods[period]) for table, row, period in cells}
    wrong = {cell: (computed[cell], value) for cell, value in cells.items() if computed[cell] != value}
    assert not wrong, f"The figures (computed, printed) of {register.name} differ: {wrong}"
    for order in expected.get("orders", ()):
        values = [tables[order["table"]].value(row, periods[order["period"]]) for row in order["rows"]]
        assert values == sorted(values, reverse=True)
