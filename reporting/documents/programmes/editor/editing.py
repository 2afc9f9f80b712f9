"""The programme that is being edited, as the views of the editor need it."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.reading import load
from reporting.documents.editor.figure_names import FigureNames
from reporting.documents.programmes.editor.tree import Tree
from reporting.documents.programmes.models import Programme

FOLDER = "reporting/programmes/editor"
ADDRESS = re.compile(r"(?:goals|areas)/[1-9]\d{0,3}(?:/tasks/[1-9]\d{0,3})?(?:/indicators/[1-9]\d{0,3})?", re.ASCII)
OTHERWISE = "Ktoś tymczasem zmienił ten program. Zobacz, jaki jest teraz, i spróbuj jeszcze raz."


@dataclass
class EditedProgramme:
    """A programme that is being edited, as the views need it."""

    key: str

    @cached_property
    def programme(self):
        return get_object_or_404(Programme, key=self.key)

    @cached_property
    def data(self):
        return load(self.programme.text)

    @cached_property
    def tree(self):
        return Tree(self.data)

    @cached_property
    def names(self):
        return FigureNames(Catalogue())

    @property
    def years(self):
        first, last = self.data["years"]
        return range(first, last + 1)

    def address(self, focus=""):
        return reverse("edit_programme", args=[self.key], query={"fokus": focus} if focus else None)


def check_address(address):
    """Raise Http404 for what is no address of a goal, area, task or indicator."""
    if not ADDRESS.fullmatch(address):
        raise Http404
