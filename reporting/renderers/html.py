"""Documents as HTML: a fragment for a page of the application, or a self-contained page."""

from collections.abc import Callable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reporting.documents.blocks import Document
from reporting.documents.layout import layout, layout_of_own, period_range
from reporting.documents.terms import terms_in
from reporting.documents.units import told_unit
from reporting.periods import Period
from reporting.renderers.svg import chart_svg

FigureUrl = Callable[[str, str, Period], str | None]
MOST_KEPT_TOGETHER = 16  # lines of a table that is not split between printed pages
STYLES = settings.BASE_DIR / "static" / "css"


def fragment(document: Document, figure_url: FigureUrl | None = None, beside=None) -> str:
    """Return the document as an `<article>` for a page that links `css/document.css`.

    `figure_url(table, row, period)` returns the address of the drill-down list of a figure, or None. With
    `figure_url`, the notes under tables also get expandable explanations of their terms. `beside(chapter, block)`
    returns the link that stands under a block (`comments/beside.html`), or None.
    """
    return render_to_string("documents/article.html", {"document": view(document, figure_url, beside)})


def page(document: Document, styles: tuple[str, ...] = ("document.css", "document_screen.css")) -> str:
    """Return a page with its styles included, which needs no other files."""
    context = {"document": view(document, None), "css": style_sheets(*styles)}
    return render_to_string("documents/page.html", context)


def style_sheets(*names):
    """Return the project's style sheets `names` as one text, for the `<style>` of a page that needs no other files."""
    return mark_safe("\n".join((STYLES / name).read_text(encoding="utf-8") for name in names))


def render(document: Document) -> bytes:
    """Return the page in UTF-8."""
    return page(document).encode()


def view(document: Document, figure_url: FigureUrl | None, beside=None) -> dict:
    """Return the template context: the document with its charts drawn and its tables laid out."""
    return {
        "head": document,
        "period_range": period_range(document.periods),
        "chapters": [
            {
                "chapter": chapter,
                "blocks": [
                    _block(block, figure_url) | {"beside": beside(number, position) if beside else None}
                    for position, block in enumerate(chapter.blocks, start=1)
                ],
            }
            for number, chapter in enumerate(document.chapters, start=1)
        ],
    }


def _block(block, figure_url):
    shown = {"block": block, "template": f"documents/blocks/{block.kind}.html"}
    return shown | CONTEXTS.get(block.kind, lambda block, figure_url: {})(block, figure_url)


def _table(block, figure_url):
    return {
        **_grid(layout(block.table), figure_url),
        "title": block.table.title,
        "unit": told_unit(block.table.unit),
        "period_range": period_range(block.table.periods).removesuffix("."),
        "terms": terms_in(block.table.note) if figure_url else [],
    }


def _own_table(block, figure_url):
    return {**_grid(layout_of_own(block), figure_url), "title": block.title}


def _grid(grid, figure_url):
    bodies = [[_line(line, figure_url) for line in body] for body in grid.bodies]
    return {"grid": grid, "bodies": bodies, "short": sum(map(len, bodies)) <= MOST_KEPT_TOGETHER}


def _chart(block, figure_url):
    return {"svg": mark_safe(chart_svg(block)), "unit": told_unit(block.unit)}


def _own_chart(block, figure_url):
    return _chart(block.drawn, figure_url) if block.drawn else {"svg": ""}


def _text(block, figure_url):
    return {"paragraphs": [_runs(runs, figure_url) for runs in block.paragraphs]}


def _live_points(block, figure_url):
    return {"paragraphs": [_runs(runs, figure_url) for runs in block.items]}


def _part(block, figure_url):
    return {"views": [_block(each, figure_url) for each in block.blocks]}


def _ruled(block, figure_url):
    return {"lines": range(block.lines)}


CONTEXTS = {
    "table": _table,
    "own_table": _own_table,
    "chart": _chart,
    "own_chart": _own_chart,
    "text": _text,
    "live_points": _live_points,
    "part": _part,
    "ruled": _ruled,
}


def _runs(runs, figure_url):
    """Return (text, address or None) pairs."""
    return [(run.text, figure_url(*run.figure) if figure_url and run.figure else None) for run in runs]


def _line(line, figure_url):
    def url(cell):
        return (
            figure_url(cell.table, cell.row, cell.period)
            if figure_url and cell.row and cell.value is not None
            else None
        )

    return {"role": line.role, "label": line.label, "cells": [(cell, url(cell)) for cell in line.cells]}
