"""Templates as people make them in Word, right and wrong."""

import uuid
import zipfile
from io import BytesIO

from docx import Document

NEW = "/rodziny/R12/pisma/nowe/karta-rodziny/"


def typed(**changed):
    """Return the form of a paper that is kept in the file."""
    return {
        "mark": "+",
        "dated_on": "20.05.2024",
        "signed_by": "Jan Żak",
        "signed_as": "asystent rodziny",
        "form_key": str(uuid.uuid4()),
        "action": "zapisz",
        **changed,
    }


def template(*paragraphs):
    """Return a DOCX (bytes) with these paragraphs."""
    document, file = Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def changed(content, **parts):
    """Return the DOCX with parts replaced or added; in names of parts, `__` stands for “/” and `_DOT_` for “.”."""
    new = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in parts.items()}
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            part = new.pop(name, None)
            made.writestr(name, part(old.read(name)) if callable(part) else part or old.read(name))
        for name, part in new.items():
            made.writestr(name, part)
    return file.getvalue()


def linked(content, kind, target):
    """Return the DOCX with a relationship to something outside of it."""
    link = (
        f'<Relationship Id="rId999" TargetMode="External" Target="{target}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    return changed(
        content,
        word___rels__document_DOT_xml_DOT_rels=lambda part: part.replace(b"</Relationships>", link.encode()),
    )


def with_field(content, code):
    """Return the DOCX with a field in its first paragraph."""
    field = f'<w:fldSimple w:instr=" {code} "/></w:p>'.encode()
    return changed(content, word__document_DOT_xml=lambda part: part.replace(b"</w:p>", field, 1))


def text_in(content):
    """Return the text of a DOCX, a paragraph a line, with that of its tables."""
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
