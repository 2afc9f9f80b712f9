"""Renderers: a document as a file of one of four formats."""

from dataclasses import dataclass
from importlib import import_module

from reporting.documents.blocks import Document


@dataclass(frozen=True)
class Format:
    """`binary`: not for a terminal. The renderer is the module of that name here."""

    name: str
    content_type: str
    binary: bool

    @property
    def extension(self):
        return self.name

    def render(self, document: Document) -> bytes:
        """The file."""
        # Loaded when asked for: the PDF engine alone takes over a second, which other commands need not wait for.
        return import_module(f"reporting.renderers.{self.name}").render(document)


FORMATS = {
    each.name: each
    for each in (
        Format("html", "text/html; charset=utf-8", binary=False),
        Format("pdf", "application/pdf", binary=True),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", binary=True),
        Format("json", "application/json", binary=False),
    )
}


def render(document: Document, format: str) -> bytes:
    """The file. `format` is a key of FORMATS; any other is a KeyError."""
    return FORMATS[format].render(document)
