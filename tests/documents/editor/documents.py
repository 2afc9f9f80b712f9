"""The document that the tests of the editor change, as it is saved, and what is wrong with a form."""

import json

from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.services import save_definition
from reporting.documents.editor.canonical import written
from tests import html_forms

KEY = "informacja"
FOCUS = "main [autofocus]:not(dialog *)"


def save(data):
    return save_definition(text=written(data), replace=True)


def data_now(key=KEY):
    return json.loads(DocumentDefinition.objects.get(key=key).text)


def blocks_now(chapter=1):
    return data_now()["chapters"][chapter - 1]["blocks"]


def errors_of(page):
    """{id of a field: message} of the summary of errors."""
    return {field.removeprefix("#"): said for field, said in html_forms.errors_of(page).items()}
