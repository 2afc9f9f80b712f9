"""The copy of a person's data as tagged PDF (RODO art. 15)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reporting.person_file import in_words

STYLE = settings.BASE_DIR / "static" / "css" / "person_file.css"


def render(file) -> bytes:
    """Return the PDF of a PersonFile."""
    # Imported on demand: loading the PDF engine takes a second.
    from reporting.renderers.pdf import pdf_of

    return pdf_of(html_source(file))


def html_source(file) -> str:
    """Return the HTML page that the PDF is made from."""
    sections = [
        (section, [[(label, in_words(value)) for label, value in record.items()] for record in section.records])
        for section in file.sections
    ]
    css = mark_safe(STYLE.read_text(encoding="utf-8"))
    return render_to_string("documents/person_file.html", {"file": file, "sections": sections, "css": css})
