"""What python-docx has no method for: fields, alternative texts, languages, colours. Tables are in `docx_tables.py`."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.run import Run

ACCENT, FAINT = RGBColor(0x0B, 0x52, 0x57), RGBColor(0x4B, 0x58, 0x59)
FONT = "Lato"
CELL_STYLE, NUMBER_STYLE = "Komórka", "Liczba"


def style_sheet(document):
    """Set fonts, colours and spacing of the styles that a document uses; Word shows them in its list of styles."""
    # Our tables have none of the hundred coloured ones, through which python-docx goes for each paragraph.
    for style in [*document.styles]:
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    normal = document.styles["Normal"]
    _font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    language = _child(normal.element.get_or_add_rPr(), "w:lang")
    language.set(qn("w:val"), "pl-PL")
    for name, size, before in (("Title", 26, 0), ("Heading 1", 17, 22), ("Heading 2", 13, 14)):
        style = document.styles[name]
        _font(style, size, bold=True)
        style.font.color.rgb = ACCENT
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
        style.paragraph_format.keep_with_next = True
    caption = document.styles["Caption"]
    _font(caption, 9.5, bold=True)
    caption.font.color.rgb = RGBColor(0x1D, 0x27, 0x28)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(4)
    for name, alignment in ((CELL_STYLE, WD_ALIGN_PARAGRAPH.LEFT), (NUMBER_STYLE, WD_ALIGN_PARAGRAPH.RIGHT)):
        cell = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        cell.base_style = normal
        _font(cell, 9)
        cell.paragraph_format.alignment = alignment
        cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1)


def _font(style, size, *, bold=False):
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def add_field(paragraph, code, shown="", *, dirty=False):
    """Add a field (`PAGE`, `TOC …`) that shows `shown` until it is updated; `dirty`: Word updates it when it opens."""
    _mark(paragraph, "begin", dirty=dirty)
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    element_of(paragraph.add_run()).append(instruction)
    _mark(paragraph, "separate")
    if shown:
        paragraph.add_run(shown)
    _mark(paragraph, "end")


def add_contents(document, entries):
    """Add a table of contents that can be updated; until then it lists `entries`, (level from 1, text)."""
    for style, indent in (("toc 1", 0), ("toc 2", 14)):
        made = document.styles.add_style(style, 1)
        made.base_style = document.styles["Normal"]
        made.paragraph_format.left_indent, made.paragraph_format.space_after = Pt(indent), Pt(3)
    paragraphs = [document.add_paragraph(style=f"toc {level}") for level, _text in entries] or [
        document.add_paragraph()
    ]
    first, last = paragraphs[0], paragraphs[-1]
    _mark(first, "begin", dirty=True)
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = ' TOC \\o "1-2" \\h \\z \\u '
    element_of(first.add_run()).append(instruction)
    _mark(first, "separate")
    for paragraph, (_level, text) in zip(paragraphs, entries, strict=False):
        paragraph.add_run(text)
    _mark(last, "end")


def _mark(paragraph, kind, *, dirty=False):
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    element_of(paragraph.add_run()).append(mark)


def describe_picture(run, title, text):
    """Give the picture in a run an alternative text."""
    for properties in element_of(run).iter(qn("wp:docPr")):
        properties.set("title", title)
        properties.set("descr", text)


def element_of(part):
    """Return the XML element of a paragraph or a run."""
    return (part.font if isinstance(part, Run) else part.paragraph_format).element


def _child(parent, tag):
    """Return the child element with that tag, which is added if it is missing."""
    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    return found
