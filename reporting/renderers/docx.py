"""Documents as .docx files for Word and LibreOffice: real headings, contents, repeated table heads, described charts.

The only module that uses python-docx, with `docx_parts.py`; pictures of charts are drawn by resvg.
"""

from io import BytesIO

import resvg_py
from docx import Document as new_docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt

from familycare.lib.polish import date_in_words
from reporting.documents.blocks import Document, flat
from reporting.documents.layout import layout, layout_of_own, period_range
from reporting.documents.units import told_unit
from reporting.renderers import docx_parts as parts
from reporting.renderers.svg import chart_svg, description

TEXT_WIDTH, NARROWEST, WIDEST = 16.5, 1.6, 3.2  # cm: of the page, and of a column of numbers
MOST_HEIGHT = 21  # cm: of a picture
PICTURE_SCALE = 2  # pixels for each unit of the drawing: about 190 dpi


def render(document: Document) -> bytes:
    """Return the .docx file."""
    writer = _Writer(document)
    file = BytesIO()
    writer.write().save(file)
    return file.getvalue()


class _Writer:
    def __init__(self, document):
        self.document = document
        self.docx = new_docx()
        parts.style_sheet(self.docx)

    def write(self):
        self._properties()
        self._page()
        self._title()
        for number, chapter in enumerate(self.document.chapters, start=1):
            self.docx.add_heading(f"{number}. {chapter.title}", level=1)
            for block in flat(chapter.blocks):
                getattr(self, f"_{block.kind}")(block)
        return self.docx

    def _properties(self):
        properties = self.docx.core_properties
        properties.title, properties.author = self.document.title, self.document.centre
        properties.language, properties.comments = "pl-PL", ""

    def _page(self):
        section = self.docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.4), Cm(2.1)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        section.different_first_page_header_footer = True
        head = section.header.paragraphs[0]
        head.add_run(self.document.centre).font.size = Pt(8.5)
        foot = section.footer.paragraphs[0]
        foot.alignment = 2
        foot.add_run("strona ")
        parts.add_field(foot, "PAGE", "1")
        foot.add_run(" z ")
        parts.add_field(foot, "NUMPAGES", "1")

    def _title(self):
        document = self.document
        self.docx.add_paragraph(document.centre).paragraph_format.space_after = Pt(120)
        self.docx.add_paragraph(document.title, style="Title")
        if document.subtitle:
            self.docx.add_paragraph(document.subtitle)
        told = (
            ("Adresat", document.council),
            ("Podstawa prawna", document.legal_basis),
            ("Dane", f"{period_range(document.periods)}, stan zapisów na {date_in_words(document.data_as_of)} r."),
        )
        for name, text in told:
            if text:
                paragraph = self.docx.add_paragraph()
                paragraph.add_run(f"{name}: ").bold = True
                paragraph.add_run(text)
        self._break(None)
        contents = self.docx.add_paragraph()
        run = contents.add_run("Spis treści")
        run.bold, run.font.size, run.font.color.rgb = True, Pt(17), parts.ACCENT
        parts.add_contents(self.docx, [*self._entries()])
        self._break(None)

    def _entries(self):
        for number, chapter in enumerate(self.document.chapters, start=1):
            yield 1, f"{number}. {chapter.title}"
            yield from ((2, heading.text) for heading in chapter.headings)

    def _heading(self, block):
        self.docx.add_heading(block.text, level=2)

    def _paragraph(self, block):
        self.docx.add_paragraph(block.text)

    def _missing(self, block):
        self.docx.add_paragraph().add_run(block.text).italic = True

    def _text(self, block):
        for runs in block.paragraphs:
            self.docx.add_paragraph("".join(run.text for run in runs))

    def _points(self, block):
        for item in block.items:
            self.docx.add_paragraph(item, style="List Bullet")

    def _live_points(self, block):
        for runs in block.items:
            self.docx.add_paragraph("".join(run.text for run in runs), style="List Bullet")

    def _table(self, block):
        table = block.table
        self._caption("Tabela", block.number, table.title)
        self._grid(layout(table), table.title)
        unit = told_unit(table.unit)
        self._note(f"Co policzono: {table.note}")
        self._note(
            (f"Jednostka: {unit}. " if unit else "")
            + f"Okres: {period_range(table.periods).removesuffix('.')}. {table.source_name}: {table.source}"
        )

    def _own_table(self, block):
        self._caption("Tabela", block.number, block.title)
        self._grid(layout_of_own(block), block.title)
        for text in filter(None, [block.note, *(f"Źródło: {source}" for source in block.sources)]):
            self._note(text)
        if not (block.note or block.sources):
            self._space()

    def _chart(self, block):
        self._picture(block, block.number)

    def _own_chart(self, block):
        if block.drawn:
            self._picture(block.drawn, block.number)
        else:
            text = f"Wykres {block.number}. {block.data.title}: {block.why_not}."
            self.docx.add_paragraph().add_run(text).italic = True

    def _matrix(self, block):
        self._caption("Tabela", block.number, block.title)
        table = self._new_table(
            1 + len(block.rows), [TEXT_WIDTH / len(block.columns)] * len(block.columns), block.title
        )
        for cell, text in zip(table.rows[0].cells, block.columns, strict=True):
            parts.write_cell(cell, text, bold=True)
        for row, texts in zip(table.rows[1:], block.rows, strict=True):
            for position, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                parts.write_cell(cell, text, bold=not position)
        self._space()

    def _ruled(self, block):
        self.docx.add_heading(block.label, level=2)
        for _line in range(block.lines):
            self.docx.add_paragraph("…" * 60)

    def _signatures(self, block):
        self._space(60)
        table = self.docx.add_table(rows=1, cols=len(block.roles))
        for cell, role in zip(table.rows[0].cells, block.roles, strict=True):
            parts.write_cell(cell, "……………………………………\n" + role + "\ndata i podpis")

    def _break(self, _block):
        self.docx.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _caption(self, word, number, title):
        self.docx.add_paragraph(f"{word} {number}. {title}".rstrip(), style="Caption")

    def _note(self, text):
        paragraph = self.docx.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(3)
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(8.5), parts.FAINT

    def _space(self, points=6):
        self.docx.add_paragraph().paragraph_format.space_after = Pt(points)

    def _grid(self, grid, title):
        heads = 2 if grid.groups else 1
        lines = [line for body in grid.bodies for line in body]
        count = len(grid.columns)
        number_width = max(NARROWEST, min(WIDEST, TEXT_WIDTH * 0.62 / max(count, 1)))
        number_width = min(number_width, TEXT_WIDTH * 0.8 / max(count, 1))
        widths = [TEXT_WIDTH - count * number_width, *([number_width] * count)]
        table = self._new_table(heads + len(lines), widths, title, heads)
        rows = [*table.rows]
        self._heads(rows, grid)
        for row, line in zip(rows[heads:], lines, strict=True):
            bold = line.role in ("total", "group")
            cells = row.cells
            label = f"    {line.label}" if line.role == "measure" else line.label
            if not line.cells and count:
                cells[0].merge(cells[count])
            parts.write_cell(cells[0], label, bold=bold)
            for cell, figure in zip(cells[1:], line.cells, strict=False):
                parts.write_cell(cell, figure.text, bold=bold, right=True)

    def _heads(self, rows, grid):
        if grid.groups:
            above = rows[0].cells
            above[0].merge(rows[1].cells[0])
            for position, group in enumerate(grid.groups):
                first = 1 + position * grid.span
                parts.write_cell(above[first].merge(above[first + grid.span - 1]), group, bold=True)
        last = rows[1 if grid.groups else 0].cells
        parts.write_cell(rows[0].cells[0], grid.label_head, bold=True)
        for cell, column in zip(last[1:], grid.columns, strict=True):
            parts.write_cell(cell, column, bold=True, right=True)

    def _new_table(self, count, widths, title, heads=1):
        """Return a table whose first `heads` rows are repeated on each page; `widths` in cm."""
        table = self.docx.add_table(rows=count, cols=len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        parts.rule_below(table)
        parts.describe_table(table, title)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for position, row in enumerate(table.rows):
            if position < heads:
                parts.repeat_head(row)
            else:
                parts.keep_whole(row)
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
                if position < heads:
                    parts.fill(cell, parts.HEAD_FILL)
        return table

    def _picture(self, chart, number):
        unit = told_unit(chart.unit)
        self._caption("Wykres", number, chart.title + (f" ({unit})" if unit else ""))
        image = resvg_py.svg_to_bytes(svg_string=chart_svg(chart), zoom=PICTURE_SCALE, background="#ffffff")
        run = self.docx.add_paragraph().add_run()
        picture = run.add_picture(BytesIO(bytes(image)), width=Cm(TEXT_WIDTH))
        if picture.height > Cm(MOST_HEIGHT):  # else it would be cut off at the end of the page
            picture.width, picture.height = int(picture.width * Cm(MOST_HEIGHT) / picture.height), Cm(MOST_HEIGHT)
        parts.describe_picture(run, chart.title, description(chart))
