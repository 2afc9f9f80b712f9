"""Small files made for tests, without real persons."""

import zipfile
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.documents.checking import CheckedDocument, check_document
from cases.documents.services import add_attachment

ORIENTATION, GPS = 0x0112, 0x8825


def pdf(pages=1, mark="", **options):
    """A PDF with that many pages; `mark` makes its contents different; `options` of saving."""
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page().Contents = made.make_stream(b"0 0 9 9 re f")
    if mark:
        made.docinfo["/Title"] = mark
    return saved(made, **options)


def pdf_with(root):
    """A PDF with these entries in its catalogue."""
    made = pikepdf.new()
    made.add_blank_page()
    for name, thing in root.items():
        made.Root[name] = thing
    return saved(made)


def pdf_with_annotation(**entries):
    """A PDF whose page has an annotation with these entries."""
    made = pikepdf.new()
    page = made.add_blank_page()
    page.Annots = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], **entries)])
    return saved(made)


def saved(made, **options):
    file = BytesIO()
    made.save(file, deterministic_id="encryption" not in options, **options)
    return file.getvalue()


def jpg(size=(40, 20), turned=False):
    """A JPEG with the metadata of a camera: the place and a comment."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (50.0, 3.0, 1.0)}
    if turned:
        exif[ORIENTATION] = 6  # a quarter to the right
    file = BytesIO()
    Image.new("RGB", size, "white").save(file, "JPEG", exif=exif, comment=b"Wierzbicka")
    return file.getvalue()


def docx():
    """A document of Word."""
    return archive_of([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>")])


def archive_of(parts):
    """An archive of these parts: pairs (name, contents)."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, contents in parts:
            packed.writestr(name, contents)
    return file.getvalue()


def sent(name="zgoda.pdf", content=None):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, pdf() if content is None else content, content_type="text/plain")


def typed(**fields):
    """The filled-in form for a consent of March 2024, with its file."""
    return {
        "kind": "consent",
        "title": "Zgoda na pracę",
        "person": "",
        "dated_on": "14.03.2024",
        "valid_until": "",
        "file": sent(),
        **fields,
    }


def attached(family, user, **fields):
    """A consent in the file of the family, with contents of its own, and these changes."""
    described = {
        "kind": "consent",
        "title": "Zgoda na pracę",
        "person": None,
        "dated_on": date(2024, 3, 14),
        "valid_until": None,
    }
    document = fields.pop("document", None) or CheckedDocument("pdf", pdf(mark=f"{family.attachments.count()}"))
    return add_attachment(
        family=family, user=user, document=document, name=f"a.{document.format}", **described | fields
    )


def refused(name, content):
    """The message for a file that is refused."""
    with pytest.raises(ValidationError) as refusal:
        check_document(name, content)
    return " ".join(refusal.value.messages)
