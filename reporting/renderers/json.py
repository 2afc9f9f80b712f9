"""Tables and documents as JSON: the format of `export_tables`; a document adds its head and its text."""

import json
from collections.abc import Iterable
from decimal import Decimal

from reporting.documents.blocks import Document
from reporting.documents.units import has_two_decimals
from reporting.figures.compute import ComputedTable
from reporting.figures.small_numbers import Concealed
from reporting.periods import Period


def tables_as_data(tables: dict[str, ComputedTable], periods: Iterable[Period]) -> dict:
    """Return `{"periods": […], "tables": {key: {"title", "unit", "rows": [{"key", "label", "values"}]}}}`.

    Values are whole numbers, numbers with decimals (money in zł and hours always), null for no data, or the text of a
    Concealed.
    """
    return {
        "periods": [str(period) for period in periods],
        "tables": {key: _table(table) for key, table in tables.items()},
    }


def to_json(tables: dict[str, ComputedTable], periods: Iterable[Period]) -> str:
    """Return the JSON text that `export_tables` prints."""
    return _text(tables_as_data(tables, periods))


def render(document: Document) -> bytes:
    """Return the document as JSON in UTF-8: its head, the sentences of its chapters, and every table."""
    head = {
        "document": {
            "key": document.key,
            "title": document.title,
            "year": document.year,
            "centre": document.centre,
            "municipality": document.municipality,
            "authority": document.authority,
            "council": document.council,
            "legal_basis": document.legal_basis,
            "data_as_of": document.data_as_of.isoformat(),
            **({"left_out": [*document.left_out]} if document.left_out else {}),
        },
        "chapters": [_chapter(chapter) for chapter in document.chapters],
    }
    return _text(head | tables_as_data(document.tables, document.periods)).encode()


def _chapter(chapter):
    sentences = []
    for block in chapter.blocks:
        if block.kind in ("paragraph", "missing"):
            sentences.append(block.text)
        elif block.kind == "points":
            sentences.extend(block.items)
    return {
        "key": chapter.key,
        "title": chapter.title,
        "sentences": sentences,
        "tables": [block.table.key for block in chapter.blocks if block.kind == "table"],
    }


def _table(table):
    return {
        "title": table.title,
        "unit": str(table.unit),
        "rows": [
            {"key": row.key, "label": row.label, "values": [number_of(value, row.unit) for value in row.values]}
            for row in table.rows
        ],
    }


def number_of(value, unit):
    """Return a value for JSON: an int, or a float where it or its unit has decimals; None and Concealed stay."""
    if value is None or isinstance(value, Concealed):
        return value
    if isinstance(value, Decimal) or has_two_decimals(unit):
        exact = Decimal(value)
        whole = exact == exact.to_integral_value() and not has_two_decimals(unit)
        return int(exact) if whole else float(exact)
    return int(value)


def _text(data):
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
