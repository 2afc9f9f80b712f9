"""Three real documents, laid out as their own, print the numbers that they printed.

`tests/registers/<city>-document.json` is the definition, `<city>.json` says which figure equals what.
"""

import io
import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from reporting.exchange import import_register

REGISTERS = Path(__file__).parents[2] / "registers"
CITIES = sorted(path.stem for path in REGISTERS.glob("*.zip"))


def printed(name, *arguments):
    """What a command writes to standard output."""
    old, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())
    try:
        call_command(name, *arguments)
        sys.stdout.flush()
        return sys.stdout.buffer.getvalue()
    finally:
        sys.stdout = old


@pytest.mark.parametrize("city", CITIES)
def test_all_numbers_are_as_printed(city, db):
    import_register(REGISTERS / f"{city}.zip")
    path = REGISTERS / f"{city}-document.json"
    call_command("import_document", str(path), stdout=io.StringIO())
    definition = json.loads(path.read_bytes())
    assert printed("export_document", definition["key"]) == path.read_bytes()
    made = json.loads(printed("render_document", definition["key"], "--format", "json"), parse_float=Decimal)
    expected = json.loads(REGISTERS.joinpath(f"{city}.json").read_bytes(), parse_float=Decimal)
    values = {
        (f"{cell['table']}.{cell['row']}", period): value
        for cell in expected["cells"]
        for period, value in cell["values"].items()
    }
    compared = 0
    for chapter, defined in zip(made["chapters"], definition["chapters"], strict=True):
        assert chapter["title"] == defined["title"]
        for block, source in zip(chapter["blocks"], defined["blocks"], strict=True):
            assert block["type"] == source["type"]
            for figure, period, value in numbers(block, source):
                if (figure, period) in values:
                    assert value == values[figure, period], (figure, period)
                    compared += 1
    assert compared > len(definition["chapters"])


def numbers(block, source):
    """Yield (figure, period, value) for the figures of a block."""
    if source["type"] == "list":
        for item, text in zip(block["items"], source["items"], strict=True):
            for (figure, period), value in zip(
                re.findall(r"\{\{([^@}]+)@([^}]+)\}\}", text), re.findall(r": ([\d ,]+)", item), strict=True
            ):
                yield figure, period, Decimal(value.replace(" ", "").replace(",", "."))
    elif source["type"] == "table":
        for row, line in zip(block["rows"], source["rows"], strict=True):
            assert row["label"] == line["label"]
            yield from ((line.get("figure"), *pair) for pair in zip(source["columns"], row["values"], strict=False))
