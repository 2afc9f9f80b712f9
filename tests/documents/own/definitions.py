"""Small definitions of documents for tests."""

import json

from reporting.documents.composing.compose import compose
from reporting.documents.definitions.parsing import parse
from reporting.figures.compute import ComputedRow, ComputedTable
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of
from reporting.renderers.document_json import as_data
from tests.documents import fakes


def definition(*blocks, periods=("Y-1", "Y"), **changed):
    """Return the JSON of a document with one chapter of these blocks."""
    data = {
        "key": "informacja",
        "kind": "information",
        "title": "Informacja o asystenturze",
        "periods": list(periods),
        "chapters": [{"title": "Rodziny", "blocks": list(blocks)}],
    }
    return json.dumps(data | changed, ensure_ascii=False)


def table(*rows, columns=("Y",), **changed):
    return {"type": "table", "title": "Rodziny", "rows": list(rows), "columns": list(columns)} | changed


def text(words):
    return {"type": "text", "text": words}


def computing(values):
    """Return what computes tables: `values` {(figure, year or period): value}, and 0 for all other figures."""

    def compute_tables(periods, keys):
        known = {key: table for key, table in catalogue().items() if key in keys}
        return {
            key: ComputedTable(key, table.title, table.unit, table.note, table.source, tuple(periods), rows)
            for key, table in known.items()
            for rows in [tuple(_row(key, row, periods) for row in rows_of([table])[key])]
        }

    def _row(key, row, periods):
        found = tuple(values.get((f"{key}.{row.key}", str(period)), 0) for period in periods)
        return ComputedRow(
            row.key, row.label, row.measure.unit, found, row.is_total, row.group_label, row.measure_label, row.is_part
        )

    return compute_tables


def composed(source, values, year=2025):
    """Return the JSON data of the document of `year`, with these values of figures."""
    return as_data(compose(parse(source), centre=fakes.CENTRE, year=year, compute_tables=computing(values)))


def only_block(source, values, year=2025):
    """Return the JSON data of the only block of the document."""
    [chapter] = composed(source, values, year)["chapters"]
    [block] = chapter["blocks"]
    return block
