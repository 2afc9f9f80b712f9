"""A document that a centre defines, as JSON: chapters and blocks one to one as in its definition."""

import json

from familycare.lib.polish import HARD_SPACE
from reporting.documents.blocks import Document
from reporting.documents.layout import layout
from reporting.figures.small_numbers import Concealed
from reporting.models import Unit
from reporting.renderers.json import number_of


def render(document: Document) -> bytes:
    """Return the JSON in UTF-8; money, hours and percents are numbers with their decimals, no data is null."""
    return (json.dumps(as_data(document), ensure_ascii=False, indent=1) + "\n").encode()


def as_data(document: Document) -> dict:
    """Return `{"key", "title", "periods", "edition", "chapters": [{"title", "blocks"}]}`."""
    return {
        "key": document.key,
        "title": document.title,
        "periods": [str(period) for period in document.periods],
        "edition": None,
        "chapters": [
            {"title": chapter.title, "blocks": [_block(block) for block in chapter.blocks]}
            for chapter in document.chapters
        ],
    }


def _block(block):
    match block.kind:
        case "heading":
            return {"type": "heading", "text": _plain(block.text)}
        case "text":
            return {"type": "text", "text": "\n\n".join(map(_said, block.paragraphs))}
        case "live_points":
            return {"type": "list", "items": [*map(_said, block.items)]}
        case "paragraph" | "missing":
            return {"type": "text", "text": _plain(block.text)}
        case "points":
            return {"type": "list", "items": [*map(_plain, block.items)]}
        case "part":
            return {"type": block.type, "blocks": [*map(_block, block.blocks)]}
        case "own_table":
            return {"type": "table", **_own_table(block)}
        case "own_chart":
            return {"type": "chart", **_own_table(block.data)}
        case "table":
            return {"type": "table", **_table(block.table)}
        case "chart":
            rows = zip(block.categories, block.values, strict=True)
            return {
                "type": "chart",
                "title": _plain(block.title),
                "columns": [*map(_plain, block.series)],
                "rows": [_row(label, [number_of(value, block.unit) for value in values]) for label, values in rows],
            }
        case "matrix":
            return {
                "type": "matrix",
                "title": _plain(block.title),
                "columns": [*block.columns],
                "rows": [[_plain(cell) for cell in row] for row in block.rows],
            }
        case "signatures":
            return {"type": "signatures", "roles": [*block.roles]}
        case "break":
            return {"type": "break"}
    raise ValueError(block.kind)


def _own_table(table):
    return {
        "title": _plain(table.title),
        "columns": [_plain(column) for column in table.columns],
        "rows": [_row(row.label, [_number(cell) for cell in row.cells]) for row in table.rows],
    }


def _table(table):
    grid = layout(table)
    units = {(row.key, period): row.unit for row in table.rows for period in table.periods}
    return {
        "title": table.title,
        "columns": [_plain(column) for column in grid.heads],
        "rows": [
            _row(
                line.label,
                [number_of(cell.value, units.get((cell.row, cell.period), Unit.COUNT)) for cell in line.cells],
            )
            for body in grid.bodies
            for line in body
        ],
    }


def _row(label, values):
    return {"label": _plain(label), "values": values}


def _number(cell):
    if cell.value is None:
        return None
    if cell.places is not None and not isinstance(cell.value, Concealed):
        return float(cell.value) if cell.places else int(cell.value)
    return number_of(cell.value, cell.unit)


def _said(runs):
    return _plain("".join(run.text for run in runs))


def _plain(text):
    return text.replace(HARD_SPACE, " ")
