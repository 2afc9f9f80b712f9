"""The letterhead and typography of the default templates, which are built by code so that their fields cannot be wrong.

The tags are those of docxtpl: `{%p … %}` is alone in a paragraph, `{%tr … %}` in a row of a table.
"""

from contextlib import contextmanager
from io import BytesIO

from docx import Document as new_docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reporting.renderers import docx_parts as parts

WIDTH = 16.5  # cm, of the text
LINE, HEAD = "9AA8A9", "E8EFEF"
SMALL = 8.5


class TemplateSheet:
    """A template as it is written, from the head to the foot."""

    def __init__(self):
        self.docx = new_docx()
        parts.style_sheet(self.docx)
        self._styles()
        self._page()

    def made(self):
        """Return the template as a DOCX file (bytes)."""
        file = BytesIO()
        self.docx.save(file)
        return file.getvalue()

    def _styles(self):
        styles = self.docx.styles
        styles["Normal"].paragraph_format.line_spacing = 1.15
        for name, size, before, after in (("Title", 15, 14, 10), ("Heading 1", 12, 14, 4), ("Heading 2", 10.5, 8, 3)):
            styles[name].font.size = Pt(size)
            styles[name].paragraph_format.space_before = Pt(before)
            styles[name].paragraph_format.space_after = Pt(after)
        title = styles["Title"].element.get_or_add_pPr()
        for border in title.findall(qn("w:pBdr")):
            title.remove(border)

    def _page(self):
        section = self.docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.4), Cm(2.1)
        section.top_margin, section.bottom_margin = Cm(2), Cm(2)
        section.footer_distance = Cm(1)
        foot = section.footer.paragraphs[0]
        foot.paragraph_format.tab_stops.clear_all()
        for stop in list(foot.style.paragraph_format.tab_stops):
            foot.style.paragraph_format.tab_stops.clear_all()
            del stop
        foot.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        self._small(foot, "{{ osrodek.nazwa }}{% if pismo.znak %} · {{ pismo.znak }}{% endif %}\tstrona ")
        parts.add_field(foot, "PAGE", "1")
        foot.add_run(" z ")
        parts.add_field(foot, "NUMPAGES", "1")
        for run in foot.runs:
            run.font.size, run.font.color.rgb = Pt(SMALL), parts.FAINT

    def _small(self, paragraph, text):
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(SMALL), parts.FAINT
        return run

    def head(self):
        """Write the name and address of the centre, the mark of the case, the town and the day."""
        name = self.docx.add_paragraph()
        run = name.add_run("{{ osrodek.nazwa }}")
        run.bold, run.font.size, run.font.color.rgb = True, Pt(12), parts.ACCENT
        name.paragraph_format.space_after = Pt(0)
        self.tag("if osrodek.adres")
        address = self.docx.add_paragraph()
        self._small(address, "{{ osrodek.adres }}")
        address.paragraph_format.space_after = Pt(0)
        self.tag("endif")
        line = self.docx.add_paragraph()
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(14), Pt(14)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(
            "{% if pismo.znak %}Znak sprawy: {{ pismo.znak }}{% endif %}"
            "\t{% if osrodek.miejscowosc %}{{ osrodek.miejscowosc }}, {% endif %}{{ pismo.dnia }}"
        )

    def addressee(self):
        """Write to whom the letter goes."""
        self.tag("if pismo.adresat")
        to = self._indented("{{ pismo.adresat }}")
        to.runs[0].bold = True
        to.paragraph_format.space_after = Pt(0)
        self.tag("endif")
        self.tag("if pismo.adres")
        self._indented("{{ pismo.adres }}").paragraph_format.space_after = Pt(16)
        self.tag("endif")

    def _indented(self, text, centred=False):
        paragraph = self.docx.add_paragraph(text)
        paragraph.paragraph_format.left_indent = Cm(9)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def title(self, text, under=""):
        """Write the title of the paper, and a line under it."""
        self.docx.add_paragraph(text, style="Title")
        self.tag("if pismo.poprawia")
        self.text("To pismo zastępuje pismo {{ pismo.poprawia }}.")
        self.tag("endif")
        if under:
            self.text(under)

    def heading(self, text, level=1):
        self.docx.add_heading(text, level=level)

    def text(self, text, *, bold=False, keep=False):
        """Write a paragraph; fields with line ends keep them."""
        paragraph = self.docx.add_paragraph()
        paragraph.add_run(text).bold = bold
        paragraph.paragraph_format.keep_with_next = keep
        paragraph.paragraph_format.widow_control = True
        return paragraph

    def small(self, text):
        """Write a paragraph in small grey letters: an explanation, a legal basis."""
        self._small(self.docx.add_paragraph(), text)

    def points(self, *texts):
        for text in texts:
            self.docx.add_paragraph(text, style="List Bullet").paragraph_format.space_after = Pt(2)

    def tag(self, code):
        """Write a tag that is alone in its paragraph, such as `if plan.cele`."""
        paragraph = self.docx.add_paragraph(f"{{%p {code} %}}")
        paragraph.paragraph_format.space_after = Pt(0)

    @contextmanager
    def when(self, condition, otherwise=""):
        """What is written within the block is there only if the condition holds, else the sentence `otherwise`."""
        self.tag(f"if {condition}")
        yield
        if otherwise:
            self.tag("else")
            self.text(otherwise)
        self.tag("endif")

    @contextmanager
    def each(self, item, rows):
        """What is written within the block is there for each row."""
        self.tag(f"for {item} in {rows}")
        yield
        self.tag("endfor")

    def pairs(self, *rows, first=5):
        """Write a table of two columns: what (a head of the row) and its text."""
        table = self._table((first, WIDTH - first), len(rows))
        for row, (label, text) in zip(table.rows, rows, strict=True):
            self._unsplit(row, len(text) < 400)
            self._cell(row.cells[0], label, bold=True, fill=HEAD)
            self._cell(row.cells[1], text)
        self._after()

    def table(self, item, rows, *columns, empty="Brak zapisów.", blank=0):
        """Write a table with a row for each of `rows`; columns are (heading, text, width in cm).

        `empty`: the sentence when there is none. `blank`: empty rows to fill in by hand instead.
        """
        with self.when(rows, "" if blank else empty):
            self._repeated(item, rows, columns)
        if blank:
            with self.when(f"not {rows}"):
                self._repeated("", "", columns, blank)

    def blank_table(self, *rows, heads, first=5):
        """Write a table with room to write by hand; rows are the texts of the first column and of the second."""
        table = self._table((first, WIDTH - first), len(rows) + 1)
        self._head_row(table.rows[0], heads)
        for row, (label, text) in zip(table.rows[1:], rows, strict=False):
            row.height = Cm(1.5)
            self._unsplit(row)
            self._cell(row.cells[0], label)
            self._cell(row.cells[1], text)
        self._after()

    def _head_row(self, row, heads):
        self._unsplit(row)
        _element_of_row(row).get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, heading in zip(row.cells, heads, strict=True):
            self._cell(cell, heading, bold=True, fill=HEAD)

    def _repeated(self, item, rows, columns, blank=0):
        table = self._table([width for *_texts, width in columns], 1 + (blank or 3))
        head, *body = table.rows
        self._head_row(head, [heading for heading, _text, _width in columns])
        if blank:
            for row in body:
                row.height = Cm(0.9)
        else:
            before, each, after = body
            before.cells[0].paragraphs[0].text = f"{{%tr for {item} in {rows} %}}"
            after.cells[0].paragraphs[0].text = "{%tr endfor %}"
            self._unsplit(each)
            for cell, (_heading, text, _width) in zip(each.cells, columns, strict=True):
                self._cell(cell, text)
        self._after()

    def _table(self, widths, rows):
        table = self.docx.add_table(rows, len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _borders(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        return table

    def _cell(self, cell, text, *, bold=False, fill=""):
        paragraph = cell.paragraphs[0]
        paragraph.style = parts.CELL_STYLE
        paragraph.add_run(text).bold = bold
        if fill:
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
                shade.set(qn(f"w:{name}"), value)
            _element_of_cell(cell).get_or_add_tcPr().append(shade)

    def _unsplit(self, row, is_short=True):
        if is_short:
            _element_of_row(row).get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    def _after(self):
        """Write the paragraph after a table, which keeps two tables apart."""
        gap = self.docx.add_paragraph()
        gap.paragraph_format.space_after = Pt(0)
        gap.paragraph_format.line_spacing = Pt(8)

    def signature(self):
        """Write who signs: the name and the role under the place for the signature."""
        space = self._indented("", centred=True)
        space.paragraph_format.space_before, space.paragraph_format.keep_with_next = Pt(34), True
        name = self._indented("{{ pismo.podpis }}", centred=True)
        name.paragraph_format.space_after, name.paragraph_format.keep_with_next = Pt(0), True
        self._small(self._indented("", centred=True), "{{ pismo.funkcja }}")

    def signatures(self, *roles):
        """Write places to sign side by side, in twos: a line, and under it whose signature it is."""
        for pair in (roles[place : place + 2] for place in range(0, len(roles), 2)):
            line = self.docx.add_paragraph()
            line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(36), Pt(0)
            line.paragraph_format.keep_with_next = True
            under = self.docx.add_paragraph()
            for paragraph in (line, under):
                for stop in (3.6, 12.4):
                    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(stop), WD_TAB_ALIGNMENT.CENTER)
            line.add_run("".join("\t" + "." * 52 for _role in pair)).font.color.rgb = RGBColor(0x6B, 0x78, 0x79)
            self._small(under, "".join(f"\t{role}" for role in pair))

    def copies(self):
        """Write who gets the letter."""
        with self.when("pismo.otrzymuja"):
            head = self.text("Otrzymują:", keep=True)
            head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(20), Pt(2)
            with self.each("kto", "pismo.otrzymuja"):
                self.text("{{ loop.index }}. {{ kto.nazwa }}").paragraph_format.space_after = Pt(0)


def _borders(table):
    """Give the table thin grey lines."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    _element_of_row(table.rows[0]).getparent().tblPr.append(borders)


def _element_of_cell(cell):
    return parts.element_of(cell.paragraphs[0]).getparent()


def _element_of_row(row):
    return _element_of_cell(row.cells[0]).getparent()
