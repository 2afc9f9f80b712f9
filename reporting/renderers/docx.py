"""Documents as .docx files for Word and LibreOffice: real headings, contents, repeated table heads, described charts.

The only module that uses python-docx, with `docx_parts.py`, `docx_tables.py` and the templates of `reporting/papers/`;
pictures of charts are drawn by resvg.
"""

from io import BytesIO

import resvg_py
from docx import Document as new_docx
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt

from familycare.lib.polish import date_in_words
from reporting.documents.blocks import Document, flat
from reporting.documents.layout import layout, layout_of_own, period_range
from reporting.documents.units import told_unit
from reporting.renderers import docx_parts as parts
from reporting.renderers.docx_tables import GOES_ON, START, WordCell, table_of
from reporting.renderers.svg import chart_svg, description

TEXT_WIDTH, NARROWEST, WIDEST = 16.5, 1.6, 3.2  # cm: of the page, and of a column of numbers
DIGIT, PADDING = 0.17, 0.45  # cm: of a digit in a table, and beside the text of a cell
MOST_HEIGHT = 21  # cm: of a picture
PICTURE_SCALE = 1.5  # pixels for each unit of the drawing: about 150 dpi; drawing takes most of the time of a file


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
        rows = [
            [WordCell(text, bold=True) for text in block.columns],
            *([WordCell(text, bold=not position) for position, text in enumerate(texts)] for texts in block.rows),
        ]
        self._add_table(rows, [TEXT_WIDTH / len(block.columns)] * len(block.columns), block.title)
        self._space()

    def _ruled(self, block):
        self.docx.add_heading(block.label, level=2)
        for _line in range(block.lines):
            self.docx.add_paragraph("…" * 60)

    def _signatures(self, block):
        self._space(60)
        if places := [WordCell(f"……………………………………\n{role}\ndata i podpis") for role in block.roles]:
            self._add_table([places], [TEXT_WIDTH / len(places)] * len(places), "Podpisy", heads=0)

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
        count = len(grid.columns)
        numbers = number_widths(grid)
        widths = [TEXT_WIDTH - sum(numbers), *numbers]
        heads = [*_heads(grid)]
        lines = [_line(line, count) for body in grid.bodies for line in body]
        self._add_table([*heads, *lines], widths, title, heads=len(heads))

    def _add_table(self, rows, widths, title, heads=1):
        """Add a table of lists of WordCells: see `table_of`."""
        end_of_body = self.docx.element.body[-1]  # the properties of the page
        end_of_body.addprevious(table_of(rows, widths, title, heads=heads))

    def _picture(self, chart, number):
        unit = told_unit(chart.unit)
        self._caption("Wykres", number, chart.title + (f" ({unit})" if unit else ""))
        image = resvg_py.svg_to_bytes(svg_string=chart_svg(chart), zoom=PICTURE_SCALE, background="#ffffff")
        run = self.docx.add_paragraph().add_run()
        picture = run.add_picture(BytesIO(bytes(image)), width=Cm(TEXT_WIDTH))
        if picture.height > Cm(MOST_HEIGHT):  # else it would be cut off at the end of the page
            picture.width, picture.height = int(picture.width * Cm(MOST_HEIGHT) / picture.height), Cm(MOST_HEIGHT)
        parts.describe_picture(run, chart.title, description(chart))


def number_widths(grid):
    """Return the widths in cm of the columns of figures: even, but wide enough for the longest amount in each."""
    count = max(len(grid.columns), 1)
    even = max(NARROWEST, min(WIDEST, TEXT_WIDTH * 0.62 / count))
    lines = [line.cells for body in grid.bodies for line in body if line.cells]
    widths = [
        max([even, *(len(cells[at].text) * DIGIT + PADDING for cells in lines if at < len(cells))])
        for at in range(len(grid.columns))
    ]
    too_wide = sum(widths) / (TEXT_WIDTH * 0.8)
    return [width / max(too_wide, 1) for width in widths]


def _heads(grid):
    """Yield the rows of heads of a Grid: with groups, these stand above the columns."""
    columns = [WordCell(column, bold=True, right=True) for column in grid.columns]
    if grid.groups:
        groups = (WordCell(group, bold=True, span=grid.span) for group in grid.groups)
        yield [WordCell(grid.label_head, bold=True, merged=START), *groups]
        yield [WordCell(merged=GOES_ON), *columns]
    else:
        yield [WordCell(grid.label_head, bold=True), *columns]


def _line(line, count):
    """Return the WordCells of a GridLine in a table of `count` columns of figures."""
    bold = line.role in ("total", "group")
    if not line.cells:
        return [WordCell(line.label, bold=bold, span=1 + count)]
    label = f"    {line.label}" if line.role == "measure" else line.label
    return [WordCell(label, bold=bold), *(WordCell(figure.text, bold=bold, right=True) for figure in line.cells)]
