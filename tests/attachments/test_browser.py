"""In real Chromium, on a phone: adding a document after an error, correcting it and deleting it."""

import pytest
from playwright.sync_api import expect

from cases.documents.checking import check_document
from cases.models import Attachment
from tests.attachments.made import attached, pdf
from tests.browsing import SIZES, check, follow, let_in
from tests.factories import CaseFactory, CentreFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.browser
LONG = "Orzeczenie o potrzebie kształcenia specjalnego, Łękołody-Chrząszczyżewoszyce"


@pytest.fixture(autouse=True)
def today():
    """Keep the real clock, which the browser has."""


@pytest.fixture
def family(transactional_db):
    CentreFactory()
    return CaseFactory(family__name="Wierzbiccy", family__number="R12").family


@pytest.fixture
def desk(family, manager, live_server, page):
    """The browser of a manager."""
    let_in(page.context, manager, live_server)
    return page


def test_a_document_is_added_and_deleted_on_a_phone(desk, family, folder):
    desk.set_viewport_size(SIZES["phone"])
    desk.goto("/rodziny/R12/")
    desk.get_by_role("link", name="Dodaj dokument").click()
    desk.get_by_label("Rodzaj dokumentu").select_option("zgoda")
    desk.get_by_label("Tytuł").fill("Zgoda na pracę")
    desk.get_by_label("Data dokumentu").fill("14.03.2024")
    desk.get_by_label("Plik").set_input_files({"name": "zgoda.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90"})
    desk.get_by_role("button", name="Dodaj dokument").click()
    expect(desk.get_by_role("alert")).to_contain_text("tylko program")
    expect(desk.get_by_label("Tytuł")).to_have_value("Zgoda na pracę")
    check(desk)

    desk.get_by_label("Plik").set_input_files({"name": "zgoda.pdf", "mimeType": "text/plain", "buffer": pdf()})
    desk.get_by_role("button", name="Dodaj dokument").click()
    expect(desk.get_by_text("Dodano dokument.")).to_be_visible()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Zgoda na pracę", exact=True).click()
    assert download.value.suggested_filename == "R12-zgoda-2024-03-14.pdf"
    assert download.value.path().read_bytes() == check_document("zgoda.pdf", pdf()).content

    desk.get_by_role("link", name="Popraw Zgoda na pracę").click()
    follow(desk.get_by_role("link", name="Usuń dokument"))
    check(desk)
    desk.get_by_role("button", name="Usuń dokument").click()
    expect(desk.get_by_text("Usunięto dokument.")).to_be_visible()
    assert not Attachment.objects.exists() and not list(folder.iterdir())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_are_accessible(desk, family, size, scheme):
    made = attached(family, StaffFactory(), title=LONG, person=PersonFactory(family=family))
    attached(family, StaffFactory(), kind="letter", valid_until=made.dated_on)
    desk.set_viewport_size(SIZES[size])
    desk.emulate_media(color_scheme=scheme)
    for address in ("", "dokumenty/nowy/", f"dokumenty/{made.pk}/popraw/", f"dokumenty/{made.pk}/usun/"):
        desk.goto(f"/rodziny/R12/{address}")
        check(desk)
