"""Tables of .docx files, written as XML at once: python-docx adds cells one by one, and a document has thousands."""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from reporting.renderers.docx_parts import CELL_STYLE, NUMBER_STYLE

HEAD_FILL, RULE = "E3EDEE", "B9C6C7"
START, GOES_ON = "restart", "continue"  # of a cell that is merged with those below it


@dataclass(frozen=True)
class WordCell:
    """A cell: `span` columns wide; `merged` with those below it (START) or with that above it (GOES_ON)."""

    text: str = ""
    bold: bool = False
    right: bool = False
    span: int = 1
    merged: str = ""


def table_of(rows, widths, title, *, heads):
    """Return the element of a table of WordCells. `widths` in cm; `title`: its alternative text.

    The first `heads` rows are repeated on each page. A table without heads is no table of data: it has no rules.
    """
    columns = [Cm(width).twips for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="{RULE}"/>' for side in ("top", "bottom", "insideH"))
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        + (f"<w:tblBorders>{sides}</w:tblBorders>" if heads else "")
        + f'<w:tblLayout w:type="fixed"/><w:tblDescription w:val={quoteattr(title)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(_row(row, columns, is_head=number < heads) for number, row in enumerate(rows))}</w:tbl>"
    )


def _row(cells, columns, *, is_head):
    head = "<w:tblHeader/>" if is_head else ""
    made, first = [], 0
    for cell in cells:
        made.append(_cell(cell, sum(columns[first : first + cell.span]), is_head=is_head))
        first += cell.span
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(made)}</w:tr>"


def _cell(cell, width, *, is_head):
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merged = f'<w:vMerge w:val="{cell.merged}"/>' if cell.merged else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/>' if is_head else ""
    bold = "<w:rPr><w:b/></w:rPr>" if cell.bold else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in cell.text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{fill}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{NUMBER_STYLE if cell.right else CELL_STYLE}"/></w:pPr>'
        f"<w:r>{bold}{lines}</w:r></w:p></w:tc>"
    )
