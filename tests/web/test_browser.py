"""In real Chromium: from signing in to the printed report, accessibility, and phones."""

import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import SIZES, check, check_with_axe, sign_in
from tests.factories import (
    PASSWORD,
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    StaffFactory,
    VisitFactory,
    create_families,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def centre(transactional_db):
    """A centre with enough families for two pages of a list, and one visit."""
    StaffFactory(email="lacka@zrebice.example")
    create_families(51)
    VisitFactory(case=CaseFactory(), assistant=AssistantFactory(), visited_on=date(2023, 6, 1))
    return CentreFactory()


def place(page, name):
    """The link in the navigation, after its group is opened."""
    navigation = page.get_by_role("navigation", name="Główne")
    group = navigation.locator("details:not([open])").filter(has_text=name)
    if group.count():
        group.locator("summary").click()
    return navigation.get_by_role("link", name=name)


def test_from_signing_in_to_the_printed_report(page, centre):
    sign_in(page)
    place(page, "Sprawozdanie").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023 r.")
    page.get_by_label("Rok sprawozdania").select_option("2022")
    page.get_by_label("Porównanie").select_option(label="bez porównania")
    page.get_by_role("button", name="Pokaż").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2022 r.")
    page.get_by_label("Rok sprawozdania").select_option("2023")
    page.get_by_label("Porównanie").select_option(label="z rokiem poprzednim")
    page.get_by_role("button", name="Pokaż").click()

    page.get_by_role("navigation", name="Spis treści").get_by_role("link", name="Rodziny, dzieci i dorośli").click()
    table = page.get_by_role("table", name=re.compile("Rodziny objęte wsparciem asystenta"))
    expect(table).to_be_in_viewport()
    current = page.get_by_role("navigation", name="Spis treści").locator("[aria-current=location]")
    expect(current).to_contain_text("Rodziny i dzieci objęte wsparciem")
    page.locator(".document-chapter").last.evaluate("chapter => chapter.scrollIntoView()")
    expect(current).to_contain_text("Potrzeby i wnioski")
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
    expect(page.get_by_role("status")).to_have_text("Plik jest gotowy i pobrany.")


def test_words_of_a_note_are_explained_on_request(page, centre):
    sign_in(page)
    page.goto("/sprawozdanie/2023/")
    table = page.locator(".document-table", has=page.locator("#tabela-structure"))
    meaning = table.get_by_text("choć jeden dzień okresu miała otwarte objęcie wsparciem")
    expect(meaning).to_be_hidden()
    table.get_by_text("Co znaczą te słowa").click()
    expect(meaning).to_be_visible()


def test_failed_download_shows_a_message(page, centre):
    sign_in(page)
    page.goto("/sprawozdanie/2023/")
    page.context.clear_cookies()
    page.get_by_role("link", name="Pobierz XLSX").click()
    expect(page.get_by_role("status")).to_have_text("Nie udało się przygotować pliku. Spróbuj jeszcze raz.")


def test_works_without_javascript(browser, live_server, centre):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page)
        page.goto("/sprawozdanie/2023/")
        with page.expect_download() as download:
            page.get_by_role("link", name="Pobierz JSON").click()
        assert download.value.suggested_filename == "sprawozdanie-2023.json"
        page.locator(".account > summary").click()
        page.get_by_role("button", name="Wyloguj się").click()
        expect(page.get_by_role("heading", name="Logowanie")).to_be_visible()


def test_register_with_errors_and_without(page, transactional_db, settings, tmp_path):
    settings.VAR = tmp_path
    registers = {"dobry.zip": "R1,Źrebiccy,,,", "zły.zip": "R1,Źrebiccy,nie_ma,,"}
    for name, row in registers.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("families.csv", f"id,name,structure,district,registered_on\n{row}\n")
    StaffFactory(email="lacka@zrebice.example")
    sign_in(page)
    place(page, "Wczytaj rejestr").click()
    page.get_by_label("Rejestr (plik zip)").set_input_files(tmp_path / "zły.zip")
    page.get_by_role("button", name="Sprawdź i wczytaj").click()
    expect(page.get_by_role("row", name=re.compile("families.csv 2 structure"))).to_be_visible()
    check_with_axe(page)

    page.get_by_role("link", name="Wczytaj inny plik").click()
    page.get_by_label("Rejestr (plik zip)").set_input_files(tmp_path / "dobry.zip")
    page.get_by_role("button", name="Tylko sprawdź").click()
    expect(page.get_by_text("To było tylko sprawdzenie")).to_be_visible()


def test_keyboard_alone_signs_in_and_out(page, transactional_db):
    StaffFactory(email="lacka@zrebice.example")
    page.goto("/konto/logowanie/")
    expect(page.get_by_label("Adres e-mail")).to_be_focused()
    page.keyboard.type("lacka@zrebice.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Główne")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="familycare")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Wyloguj się")).to_be_visible()
    for _link in ("Moje konto", "Zadania w tle", "Wyloguj się"):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Wyloguj się")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Logowanie")).to_be_visible()


def test_print_is_light_and_has_no_navigation(page, centre):
    sign_in(page)
    page.goto("/dane/support/families/?okres=2023")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("navigation", name="Główne")).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.get_by_role("heading", level=1)).to_have_css("color", "rgb(27, 36, 35)")


def test_every_printed_page_has_the_centre_and_its_number(page, centre, tmp_path):
    centre.name = 'Ośrodek "Łąka" w \\Źrebicach'
    centre.save()
    sign_in(page)
    page.goto("/dane/support/families/?okres=2023")
    page.pdf(path=tmp_path / "lista.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "lista.pdf", "-"], capture_output=True, text=True, check=True
    )
    sheets = text.stdout.split("\f")[:-1]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, start=1):
        assert centre.name in sheet.splitlines()[0]
        assert f"strona {number} z {len(sheets)}" in sheet


def test_charts_turn_light_in_the_dark(page, centre):
    sign_in(page)
    page.goto("/sprawozdanie/2023/")
    text, bar = page.locator(".chart text").first, page.locator(".chart rect").first
    expect(text).to_have_css("fill", "rgb(29, 39, 40)")
    expect(bar).to_have_css("fill", "rgb(11, 82, 87)")
    page.emulate_media(color_scheme="dark")
    expect(text).to_have_css("fill", "rgb(231, 236, 234)")
    expect(bar).to_have_css("fill", "rgb(134, 209, 210)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
class TestAccessible:
    @pytest.fixture(autouse=True)
    def seen(self, page, size, scheme):
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme)

    def check(self, page, address):
        page.goto(address)
        check(page)

    def test_signing_in(self, page, transactional_db):
        self.check(page, "/konto/logowanie/")
        page.get_by_role("button", name="Zaloguj się").click()
        expect(page.get_by_role("alert")).to_be_visible()
        check_with_axe(page)

    def test_pages(self, page, centre, settings):
        settings.DEBUG = True
        sign_in(page)
        for address in (
            "/sprawozdanie/2023/",
            "/tabele/?okresy=2022,2023,2023-H1",
            "/dane/support/families/?okres=2023",
            "/dane/work/hours/?okres=2023",
            "/rejestr/",
            "/konto/haslo/",
            "/styl/",
        ):
            self.check(page, address)

    def test_pages_of_errors(self, page, centre):
        # Chromium logs other statuses as errors, so the pages come with status 200.
        page.route("**/*", lambda route: route.fulfill(response=route.fetch(), status=200))
        sign_in(page)
        for address in ("/nie-ma/", "/tabele/?okresy=dwa", "/sprawozdanie/2015/", "/dane/support/families/?okres=dwa"):
            self.check(page, address)
