"""In real Chromium: the way from signing in to the paper, and what screen readers and phones get."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories import PASSWORD, AssistantFactory, CaseFactory, CentreFactory, StaffFactory, VisitFactory
from tests.web.conftest import families

pytestmark = pytest.mark.browser

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture
def centre(transactional_db):
    """A centre with enough families for two pages of a list, and one visit."""
    families(51)
    VisitFactory(case=CaseFactory(), assistant=AssistantFactory(), visited_on=date(2023, 6, 1))
    return CentreFactory()


def sign_in(page):
    StaffFactory(username="lacka")
    page.goto("/")
    page.get_by_label("Nazwa użytkownika").fill("lacka")
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się").click()


def test_from_signing_in_to_the_paper(page, centre):
    sign_in(page)
    expect(page.get_by_text(centre.name)).to_be_visible()
    page.get_by_label("Rok sprawozdania").select_option("2023")
    page.get_by_label("Porównanie").select_option(label="z rokiem poprzednim")
    page.get_by_role("button", name="Pokaż sprawozdanie").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("2023 r.")
    page.get_by_role("navigation", name="Spis treści").get_by_role("link", name="Rodziny, dzieci i dorośli").click()
    table = page.get_by_role("table", name=re.compile("Rodziny objęte wsparciem asystenta"))
    expect(table).to_be_in_viewport()
    table.get_by_role("row", name=re.compile("^Rodziny objęte")).get_by_role("link").last.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Rodziny objęte")
    expect(page.get_by_role("definition").first).to_have_text("52")
    expect(page.locator(".entries tbody tr")).to_have_count(50)
    page.get_by_role("link", name="Następna").click()
    expect(page.locator(".entries tbody tr")).to_have_count(2)

    page.get_by_role("link", name="Sprawozdanie za 2023 r.").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Pobierz PDF").click()
    assert download.value.suggested_filename == "sprawozdanie-2023.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_register_with_errors_and_without(page, transactional_db, settings, tmp_path):
    settings.VAR = tmp_path
    registers = {"dobry.zip": "R1,Źrebiccy,,,", "zły.zip": "R1,Źrebiccy,nie_ma,,"}
    for name, row in registers.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("families.csv", f"id,name,structure,district,registered_on\n{row}\n")
    sign_in(page)
    page.get_by_role("link", name="Wczytaj rejestr").first.click()
    page.get_by_label("Rejestr").set_input_files(tmp_path / "zły.zip")
    page.get_by_role("button", name="Sprawdź i wczytaj").click()
    expect(page.get_by_role("row", name=re.compile("families.csv 2 structure"))).to_be_visible()

    page.get_by_role("link", name="Wczytaj inny plik").click()
    page.get_by_label("Rejestr").set_input_files(tmp_path / "dobry.zip")
    page.get_by_role("button", name="Tylko sprawdź").click()
    expect(page.get_by_text("To było tylko sprawdzenie")).to_be_visible()


def test_keyboard_alone_signs_in(page, transactional_db):
    StaffFactory(username="lacka")
    page.goto("/konto/logowanie/")
    expect(page.get_by_label("Nazwa użytkownika")).to_be_focused()
    page.keyboard.type("lacka")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Wyloguj się")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_in_viewport()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
class TestAccessible:
    def check(self, page, address):
        page.goto(address)
        found = Axe().run(page)
        assert not found.violations_count, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} is too wide"

    def test_signing_in(self, page, transactional_db, size):
        page.set_viewport_size(size)
        self.check(page, "/konto/logowanie/")
        page.get_by_role("button", name="Zaloguj się").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert not Axe().run(page).violations_count

    def test_pages(self, page, centre, size):
        page.set_viewport_size(size)
        sign_in(page)
        for address in (
            "/",
            "/sprawozdanie/2023/",
            "/tabele/?okresy=2022,2023,2023-H1",
            "/dane/support/families/?okres=2023",
            "/dane/work/hours/?okres=2023",
            "/rejestr/",
            "/konto/haslo/",
        ):
            self.check(page, address)
