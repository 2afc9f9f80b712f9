"""The half-yearly return: its rows come from figures, and each number can be copied into the form."""

import json
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from familycare.centre.models import Centre
from reporting.documents.definitions.patterns import new_from_pattern, pattern_text
from reporting.documents.definitions.services import save_definition
from tests.browsing import check, let_in
from tests.clients import signed_in
from tests.documents import fakes
from tests.documents.own.definitions import composed, definition, table
from tests.factories import CaseFactory, StaffFactory

RETURN = "sprawozdanie-polroczne"


def centre_with_a_case():
    Centre.objects.create(**vars(fakes.CENTRE))
    CaseFactory(opened_on=date(2024, 10, 1))


def rows_of(data):
    return {
        (block["title"], row["label"]): row["values"]
        for chapter in data["chapters"]
        for block in chapter["blocks"]
        for row in block["rows"]
    }


@pytest.mark.django_db
def test_rows_that_records_know():
    values = {
        ("work_time.over_2_years", "2025-H2"): 7,
        ("contracts.service", "2025-H1"): 2,
        ("za_zyciem.pregnancy.families", "2025-H2"): 1,
    }
    rows = rows_of(composed(pattern_text(RETURN), values))
    assert rows["Rodziny korzystające z pomocy asystenta", "ponad 2 lata"] == [0, 7]
    assert rows["Zatrudnienie asystentów", "w tym na podstawie umowy o świadczenie usług"] == [2, 0]
    assert rows["Rodziny korzystające z pomocy asystenta", "w tym uprawnione: kobieta w ciąży"] == [0, 1]
    entered = {label for (_title, label), values in rows.items() if values and None in values}
    assert entered == {"środki własne gminy", "dodatek z budżetu państwa", "środki europejskie", "Koszt (zł)"}


@pytest.mark.django_db
def test_only_a_return_is_copied():
    centre_with_a_case()
    save_definition(text=definition(table({"label": "Rodziny", "figure": "support.families"}), periods=["Y"]))
    new_from_pattern(name=RETURN, title="Sprawozdanie")
    client = signed_in(StaffFactory())
    for key, is_copied in ((RETURN, True), ("informacja", False)):
        page = client.get(reverse("composed", args=[key]), {"rok": 2025}).content.decode()
        assert ("copy_values.js" in page, "copy-button" in page) == (is_copied, is_copied)


@pytest.mark.browser
def test_a_number_is_copied_by_keyboard(transactional_db, page, live_server):
    centre_with_a_case()
    source = json.loads(definition(table(*[{"label": "Koszt", "values": [1234567.5], "source": "x"}]), periods=["Y"]))
    source["chapters"][0]["blocks"][0]["rows"] += [
        {"label": "Rodziny", "figure": "support.families"},
        {"label": "Nieznane", "values": [None], "source": "x"},
    ]
    save_definition(text=json.dumps(source | {"kind": "return"}))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    let_in(page.context, StaffFactory(), live_server)
    page.goto("/dokument/informacja/?rok=2025")
    buttons = page.locator(".copy")
    expect(buttons).to_have_count(2)
    expect(buttons.first).to_have_attribute("aria-label", "Kopiuj 1234567,50: Koszt, 2025 r.")
    check(page)
    buttons.first.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Skopiowano 1234567,50")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == "1234567,50"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the link to the list behind the number
    page.keyboard.press("Enter")
    assert page.evaluate("navigator.clipboard.readText()") == "1"
