"""The registers that lie beside a clone give the figures that the real documents print."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.exchange import import_register
from reporting.figures.compute import compute
from reporting.periods import Period

REGISTERS = Path(__file__).resolve().parents[2] / "shared" / "registers"
FOLDERS = sorted(path.parent for path in REGISTERS.glob("*/expected.json"))


def test_the_registers_are_here():
    """Elsewhere than in CI a clone may stand alone; there it would be a silent loss."""
    assert FOLDERS or os.environ.get("CI") != "true"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_expected_cell_is_equal(folder, db):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"), parse_float=Decimal)
    cells = {
        (cell["table"], cell["row"], period): value
        for cell in expected["cells"]
        for period, value in cell["values"].items()
    }
    import_register(folder)
    periods = {text: Period.parse(text) for _table, _row, text in cells}
    tables = compute(list(periods.values()))
    computed = {(table, row, period): tables[table].value(row, periods[period]) for table, row, period in cells}
    assert computed == cells
    for order in expected.get("orders", ()):
        values = [tables[order["table"]].value(row, periods[order["period"]]) for row in order["rows"]]
        assert values == sorted(values, reverse=True)
