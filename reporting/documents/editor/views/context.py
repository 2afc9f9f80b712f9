"""What the views of the editor share: the document, its data, the names of figures, the year of the preview."""

import re
from dataclasses import dataclass
from functools import cached_property, wraps

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from familycare.centre.models import Centre
from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.editor.canonical import data_of
from reporting.documents.editor.changing import GONE, DocumentGone
from reporting.documents.editor.figure_names import FigureNames
from reporting.documents.editor.forms.matrix import MatrixBlockForm
from reporting.documents.editor.forms.simple import (
    BreakBlockForm,
    HeadingBlockForm,
    ListBlockForm,
    ProgrammeBlockForm,
    SectionBlockForm,
    SignaturesBlockForm,
    TextBlockForm,
)
from reporting.documents.editor.forms.table import ChartBlockForm, TableBlockForm
from reporting.documents.editor.preview import preview
from reporting.years import year_to_report, years_with_data

FORMS = {
    "text": TextBlockForm,
    "heading": HeadingBlockForm,
    "list": ListBlockForm,
    "section": SectionBlockForm,
    "table": TableBlockForm,
    "chart": ChartBlockForm,
    "matrix": MatrixBlockForm,
    "programme": ProgrammeBlockForm,
    "signatures": SignaturesBlockForm,
    "break": BreakBlockForm,
}


# What of a form is no text that somebody wrote.
NO_TEXTS = re.compile(
    "csrfmiddlewaretoken|client_key|writer|draft|version|zachowany|wersja|rodzaj|do|rok|miejsce|kind|form|show|section"
    "|kolumny|wiersze|okres|wyzej|nizej|wstaw-.*"
    "|.*-(?:okres|rodzaj|znak|miejsca|miara|razem)"
)


def keeps_what_was_typed(view):
    """Decorator: where somebody has deleted the document meanwhile, show what was typed, to be copied."""

    @wraps(view)
    def guarded(request, key, *args, **kwargs):
        try:
            return view(request, key, *args, **kwargs)
        except (Http404, DocumentGone, DocumentDefinition.DoesNotExist):
            if request.method != "POST" or DocumentDefinition.objects.filter(key=key).exists():
                raise
        texts = [
            text
            for name, values in request.POST.lists()
            if not NO_TEXTS.fullmatch(name)
            for text in values
            if text.strip()
        ]
        context = {"said": GONE, "texts": texts}
        return render(request, "reporting/documents/editor/gone.html", context, status=404)

    return guarded


@dataclass
class Editing:
    """A document that is being edited. `asked`: the query or the form, with the year `rok`."""

    key: str
    asked: dict

    @cached_property
    def document(self):
        return get_object_or_404(DocumentDefinition, key=self.key)

    @cached_property
    def data(self):
        return {"periods": ["Y"], **data_of(self.document)}

    @cached_property
    def names(self):
        return FigureNames(Catalogue())

    @cached_property
    def year(self):
        """The year of the preview: the one asked for, or the last that is over."""
        text = self.asked.get("rok", "")
        if len(text) == 4 and text.isascii() and text.isdigit() and 1910 <= int(text) <= timezone.localdate().year:
            return int(text)
        return year_to_report()

    @property
    def years(self):
        return sorted({*years_with_data(), self.year}, reverse=True)

    def preview(self, block):
        return preview(block, data=self.data, year=self.year, names=self.names, centre=Centre.current())

    def preview_before(self, block):
        """Return the preview with the figures of the year before."""
        return preview(block, data=self.data, year=self.year - 1, names=self.names, centre=Centre.current())

    def address(self, name="edit_outline", *args, **query):
        """Return the address of a page of the editor, with the year if one was asked for."""
        if "rok" in self.asked:
            query["rok"] = self.year
        return reverse(name, args=[self.key, *args], query=query or None)
