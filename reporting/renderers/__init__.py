"""Renderers: a document as a file in one of four formats."""

from dataclasses import dataclass
from importlib import import_module

from reporting.documents.blocks import Document


@dataclass(frozen=True)
class Format:
    """A file format; the module with its name in this package, or `module`, renders it.

    `binary` files are not for a terminal.
    """

    name: str
    content_type: str
    binary: bool
    module: str = ""

    @property
    def extension(self):
        return self.name

    def render(self, document: Document) -> bytes:
        """Return the content of the file."""
        # Imported on demand: loading the PDF engine takes more than a second.
        return import_module(f"reporting.renderers.{self.module or self.name}").render(document)


FORMATS = {
    each.name: each
    for each in (
        Format("html", "text/html; charset=utf-8", binary=False),
        Format("pdf", "application/pdf", binary=True),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", binary=True),
        Format("json", "application/json", binary=False),
    )
}
# Of documents that a centre defines.
DOCUMENT_FORMATS = {
    **FORMATS,
    "json": Format("json", "application/json", binary=False, module="document_json"),
    "xlsx": Format("xlsx", FORMATS["xlsx"].content_type, binary=True, module="document_xlsx"),
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", binary=True),
}


def render(document: Document, format: str) -> bytes:
    """Return the content of the file. `format` is a key of FORMATS; raises KeyError for others."""
    return FORMATS[format].render(document)
