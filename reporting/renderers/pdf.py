"""Documents as tagged PDF (PDF/UA-1). The only module that knows WeasyPrint."""

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from reporting.documents.blocks import Document
from reporting.renderers import html

STYLES = ("document.css", "document_print.css")
OPTIONS = {"pdf_variant": "pdf/ua-1"}


def render(document: Document) -> bytes:
    """The PDF file."""
    return pdf_of(html_source(document))


def html_source(document: Document) -> str:
    """The page that the PDF is made of; it needs no other file."""
    return html.page(document, styles=STYLES)


def pdf_of(source: str) -> bytes:
    """The PDF of an HTML page that needs no other file: nothing is fetched.

    The options go to both steps: given to one only, WeasyPrint writes an untagged file without saying so.
    """
    page = HTML(string=source, url_fetcher=_fetch_nothing).render(font_config=FontConfiguration(), **OPTIONS)
    return page.write_pdf(**OPTIONS)


def _fetch_nothing(url, *_args, **_kwargs):
    raise ValueError(f"Dokument nie pobiera niczego z zewnątrz: {url}")
