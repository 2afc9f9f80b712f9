"""In real Chromium: search while typing, filters in the address, saved views."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from assistants.assignments.services import assign
from cases.models import Assessment
from tests.browsing import SIZES, check, sign_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    VisitFactory,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def families(transactional_db):
    """Two pages of families: one with a full row, one with closed support, the rest without support."""
    case = CaseFactory(family=FamilyFactory(name="Źrebięca-Gęś", number="R1", district="Śródmieście"))
    PersonFactory(family=case.family, first_name="Żaneta")
    assign(case=case, assistant=AssistantFactory(), starts_on=date(2022, 3, 1))
    VisitFactory(case=case)
    Assessment.objects.create(case=case, held_on=date(2022, 8, 1))
    CaseFactory(family=FamilyFactory(name="W" * 80), closed_on=date(2023, 1, 1))
    FamilyFactory.create_batch(49)


@pytest.fixture
def signed_in(page, families):
    StaffFactory(email="lacka@zrebice.example")
    sign_in(page, address="/rodziny/")
    return page


def rows(page):
    return page.locator(".entries tbody tr")


def test_finds_while_typing_and_keeps_the_address(signed_in):
    page = signed_in
    expect(rows(page)).to_have_count(50)
    box = page.get_by_label("Nazwisko, imię, numer")
    box.press_sequentially("zreb")
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_role("link", name="Źrebięca-Gęś")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/rodziny/\?szukaj=~"))
    assert "zreb" not in page.url
    expect(page.get_by_role("status")).to_have_text("1\u00a0rodzina")
    expect(box).to_be_focused()

    box.fill("")
    expect(rows(page)).to_have_count(50)
    expect(page).to_have_url(re.compile("/rodziny/$"))
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Rodziny")).to_be_visible()
    expect(rows(page)).to_have_count(1)
    expect(box).to_have_value("zreb")
    assert "Źrebięca" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


def test_from_a_filter_to_a_saved_view_and_to_a_family(signed_in):
    page = signed_in
    page.get_by_label("Stan").select_option("objęta wsparciem")
    expect(rows(page)).to_have_count(1)
    page.get_by_text("Zapisz ten widok").click()
    page.get_by_label("Nazwa widoku").fill("Moje rodziny")
    page.get_by_role("button", name="Zapisz filtry i kolejność").click()
    expect(page.get_by_text("Zapisano widok „Moje rodziny”.")).to_be_visible()

    page.get_by_role("link", name="Usuń wszystkie filtry").click()
    expect(rows(page)).to_have_count(50)
    page.get_by_role("link", name="Moje rodziny").click()
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?stan=otwarte$"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Pobierz listę (XLSX)").click()
    assert re.fullmatch(r"rodziny-\d{4}-\d\d-\d\d\.xlsx", download.value.suggested_filename)
    page.get_by_text("Zapisz lub usuń widok").click()
    page.get_by_role("button", name="Usuń „Moje rodziny”").click()
    expect(page.get_by_text("Usunięto widok „Moje rodziny”.")).to_be_visible()

    page.get_by_label("Nazwisko, imię, numer").fill("zaneta")
    page.get_by_role("link", name="Źrebięca-Gęś").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Źrebięca-Gęś")


def test_more_filters_are_loaded_when_opened_and_stay(signed_in):
    page = signed_in
    district = page.locator("select[name=dzielnica]")
    expect(district).to_have_count(0)
    page.get_by_text("Więcej filtrów").click()
    district.select_option("Śródmieście")
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("dzielnica="))
    expect(district).to_be_visible()
    district.select_option("każda")
    expect(rows(page)).to_have_count(50)
    expect(page).to_have_url(re.compile("/rodziny/$"))


def test_wide_table_scrolls_on_a_small_laptop_not_the_page(signed_in):
    page = signed_in
    page.set_viewport_size({"width": 1024, "height": 768})
    check(page)
    assert page.locator(".scroll").first.evaluate("area => area.scrollWidth > area.clientWidth")


def test_print_has_the_whole_table_and_no_buttons(signed_in):
    page = signed_in
    page.set_viewport_size({"width": 658, "height": 900})  # an A4 sheet within its margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.get_by_role("link", name="Pobierz listę")).to_be_hidden()


def test_keyboard_alone_chooses_and_sorts(signed_in):
    page = signed_in
    page.get_by_label("Nazwisko, imię, numer").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Stan")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Asystent")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Asystent")).to_be_focused()
    box = page.get_by_label("ocena sytuacji po terminie")
    box.focus()
    page.keyboard.press("Space")
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?po_terminie=tak$"))
    page.get_by_role("link", name="Ostatni kontakt").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("po_terminie=tak&kolejnosc=last_contact$"))
    expect(box).to_be_checked()


def test_works_without_javascript(browser, live_server, families):
    StaffFactory(email="lacka@zrebice.example")
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, address="/rodziny/")
        page.get_by_label("Nazwisko, imię, numer").fill("zreb")
        page.get_by_role("button", name="Pokaż").click()
        expect(rows(page)).to_have_count(1)
        page.goto("/rodziny/")
        page.get_by_role("link", name="Następna").click()
        expect(rows(page)).to_have_count(1)
        expect(page.get_by_text("Rodziny 51–51 z 51")).to_be_visible()
        page.get_by_text("Więcej filtrów").click()
        page.get_by_role("link", name="Pokaż wszystkie filtry").click()
        page.get_by_label("ocena sytuacji po terminie").check()
        page.get_by_role("button", name="Pokaż").click()
        expect(rows(page)).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(signed_in, size, scheme):
    page = signed_in
    expect(rows(page)).to_have_count(50)
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    for address in (
        "",
        "?filtry=wszystkie",
        "?po_terminie=tak&szukaj=zreb",
        "?stan=nic",
        "?szukaj=nikogo",
        f"?szukaj={'W' * 80}",
    ):
        page.goto(f"/rodziny/{address}")
        page.get_by_text("Zapisz ten widok").click()
        check(page)
