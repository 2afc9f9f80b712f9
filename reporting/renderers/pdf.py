"""Documents as tagged PDF (PDF/UA-1). The only module that uses WeasyPrint."""

import hashlib

from weasyprint import HTML, VERSION
from weasyprint.text.fonts import FontConfiguration

from reporting.documents.blocks import Document
from reporting.renderers import html
from reporting.renderers.long_words import divided

STYLES = ("document.css", "document_print.css")
OPTIONS = {"pdf_variant": "pdf/ua-1"}


def render(document: Document) -> bytes:
    """Return the PDF file."""
    return pdf_of(html_source(document))


def html_source(document: Document) -> str:
    """Return the HTML page that the PDF is made from."""
    return html.page(document, styles=STYLES)


def pdf_of(*sources: str) -> bytes:
    """Return one PDF of HTML pages, which must need no other files: nothing is fetched.

    Each page counts the sheets of paper from 1, so that they can be handed out apart. The options are given to both
    steps: with one only, WeasyPrint silently writes an untagged file.
    """
    fonts = FontConfiguration()
    pages = [HTML(string=divided(each), url_fetcher=_fetch_nothing) for each in sources]
    made = [page.render(font_config=fonts, **OPTIONS) for page in pages]
    sheets = [sheet for each in made for sheet in each.pages]
    return made[0].copy(sheets).write_pdf(**OPTIONS)


def fingerprint(*sources: str) -> str:
    """Return a text that is the same only if the PDF of the HTML pages would be the same."""
    return hashlib.sha256(f"{VERSION} {OPTIONS}\n{sources}".encode()).hexdigest()


def _fetch_nothing(url, *_args, **_kwargs):
    raise ValueError(f"Dokument nie pobiera niczego z zewnątrz: {url}")
