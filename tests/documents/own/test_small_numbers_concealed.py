"""A document for readers outside of the centre has no small numbers, nor others that would tell them."""

import json
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from familycare.centre.models import Centre
from familycare.jobs.models import Job
from reporting.documents.composing.compose import compose
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.services import save_definition
from reporting.figures.small_numbers import NOTE
from reporting.renderers import DOCUMENT_FORMATS
from reporting.renderers.document_json import as_data
from tests.clients import signed_in
from tests.documents import fakes
from tests.documents.own.definitions import computing, definition, table, text
from tests.factories import CaseFactory, StaffFactory

pytestmark = pytest.mark.django_db
ORDERED = {"label": "Z sądu", "figure": "basis.court_ordered_families"}
VALUES = {
    ("support.families", "2025"): 74,
    ("basis.court_ordered_families", "2025"): 3,
    ("basis.court_ordered_cases", "2025"): 9,
    ("work.home_visit", "2025"): 2,
}
SOURCE = definition(
    table(
        ORDERED,
        {"label": "Bez sądu", "sum": ["support.families", "-basis.court_ordered_families"]},
        {"label": "Udział", "figure": "basis.court_ordered_families", "percent_of": ["support.families"]},
        {"label": "Rodziny", "figure": "support.families"},
        {"label": "Wizyty", "figure": "work.home_visit"},
        columns=["Y", {"sum": ["Y-1", "Y"], "label": "RAZEM"}],
    ),
    text("Zobowiązano {{basis.court_ordered_families|rodzina:accusative}}, {{support.families%support.families}}."),
    text("{{basis.court_ordered_families@Y-basis.court_ordered_families@Y-1|change}}"),
    {"type": "chart", "title": "Wykres", "form": "bars", "rows": [ORDERED], "columns": ["Y"]},
)


def document(conceals):
    return compose(parse(SOURCE), centre=fakes.CENTRE, year=2025, compute_tables=computing(VALUES), conceals=conceals)


def test_small_numbers_and_what_would_tell_them():
    found, first, second, chart = as_data(document(conceals=True))["chapters"][0]["blocks"]
    assert [row["values"] for row in found["rows"]] == [
        ["<5", "ukryto"],
        ["ukryto", "ukryto"],
        ["ukryto", "ukryto"],
        [74, 74],
        [2, 2],
    ]
    assert first["text"] == "Zobowiązano [ukryto], 100%."
    assert second["text"] == "[ukryto]"
    assert chart["rows"][0]["values"] == ["<5"]


def test_exact_numbers_otherwise():
    found, first, second, _chart = as_data(document(conceals=False))["chapters"][0]["blocks"]
    assert [row["values"][0] for row in found["rows"]] == [3, 71, 4.05, 74, 2]
    assert first["text"] == "Zobowiązano 3 rodziny, 100%." and second["text"].startswith("o 3 ")


@pytest.mark.parametrize("format", DOCUMENT_FORMATS)
def test_in_every_format(format):
    made = DOCUMENT_FORMATS[format].render(document(conceals=True))
    if format == "xlsx":
        cells = [cell.value for sheet in load_workbook(BytesIO(made)) for row in sheet for cell in row]
        assert "<5" in cells and 3 not in cells
        assert any(NOTE in str(cell) for cell in cells)
    if format == "html":
        assert "zdradzałby liczby, które ukryto" in made.decode() and "&lt;5" in made.decode()


def test_the_choice_is_made_on_the_page_and_goes_with_the_file():
    Centre.objects.create(**vars(fakes.CENTRE))
    CaseFactory(opened_on="2025-01-10", kind="za_zyciem", basis="application")
    source = definition(table({"label": "Za życiem", "figure": "basis.za_zyciem_families"}), periods=["Y"])
    save_definition(text=source)
    client = signed_in(StaffFactory())
    page = client.get(reverse("composed", args=["informacja"]), {"rok": 2025, "ukryj": "tak"}).content.decode()
    assert "&lt;5" in page and "Sprawdzono" not in page
    address = reverse("download_composed", args=["informacja", "json"])
    assert f"{address}?rok=2025&amp;ukryj=tak" in page
    client.get(address, {"rok": 2025, "ukryj": "tak"})
    assert Job.objects.latest("pk").parameters["conceals"] is True
    answer = client.get(address, {"rok": 2025, "ukryj": "tak"}, follow=True)
    data = json.loads(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    assert data["chapters"][0]["blocks"][0]["rows"][0]["values"] == ["<5"]
