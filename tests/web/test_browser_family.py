"""In real Chromium: the page of a family, from the list to a part of its timeline, on a screen and on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browsing import SIZES, check, sign_in
from tests.crowd import LONG_NAME, crowded_family
from tests.factories import FamilyFactory, StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(page, transactional_db):
    """A page with a user signed in; there are a family with twelve children and one without people."""
    crowded_family("R9", 12, 100)
    FamilyFactory(number="R0", name="Pustelniccy")
    StaffFactory(email="lacka@zrebice.example")
    sign_in(page, address="/rodziny/")
    return page


def test_opens_from_the_list_and_shows_one_part_of_the_timeline(reader):
    reader.get_by_role("link", name=LONG_NAME).first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(LONG_NAME)
    expect(reader.get_by_role("img", name="Kto gdzie mieszka")).to_be_visible()

    timeline = reader.get_by_role("region", name="Oś czasu")
    timeline.get_by_role("link", name="Sąd").click()
    expect(timeline.get_by_text("Notatka")).to_have_count(0)
    expect(timeline.locator(".timeline > li")).to_have_count(15)
    expect(timeline.locator(".timeline > li").filter(has_text="Sąd")).to_have_count(15)
    expect(timeline.get_by_text("Postanowienie sądu").first).to_be_visible()
    expect(reader).to_have_url(re.compile(r"/rodziny/R9/\?co=sad$"))
    expect(timeline.get_by_role("link", name="Sąd")).to_be_focused()

    timeline.get_by_role("link", name="Wszystko").click()
    expect(timeline.get_by_text("Notatka").first).to_be_visible()
    reader.go_back()
    expect(timeline.get_by_text("Notatka")).to_have_count(0)


def test_keyboard_alone_reaches_all_of_the_file(reader):
    reader.goto("/rodziny/R9/")
    reader.get_by_role("navigation", name="Części akt").get_by_role("link", name="Plan pracy").focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", name="Plan pracy z rodziną")).to_be_in_viewport()
    older = reader.get_by_text("Wcześniejsze plany (11)")
    for _way_to_write in reader.locator("#plan .actions a").all():
        reader.keyboard.press("Tab")
    reader.keyboard.press("Tab")
    expect(older).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", name="Plan z 1 marca 2024")).to_be_visible()

    timeline = reader.get_by_role("region", name="Oś czasu")
    timeline.get_by_role("link", name="Dziennik wizyt").focus()
    reader.keyboard.press("Enter")
    expect(timeline.get_by_text("Wpisy 1–15 z 100")).to_be_visible()
    timeline.get_by_role("link", name="Starsze wpisy").focus()
    reader.keyboard.press("Enter")
    expect(timeline.get_by_text("Wpisy 16–30 z 100")).to_be_in_viewport()


def test_timeline_works_without_javascript(browser, live_server, reader):
    with browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=reader.context.storage_state()
    ) as plain:
        page = plain.new_page()
        page.goto("/rodziny/R9/")
        timeline = page.get_by_role("region", name="Oś czasu")
        timeline.get_by_role("link", name="Plany i oceny").click()
        expect(timeline.get_by_role("listitem").filter(has_text="Uzgodnienie planu pracy")).to_have_count(12)
        expect(timeline.get_by_text("Notatka")).to_have_count(0)


def test_print_shows_folded_parts_and_no_navigation(reader):
    reader.goto("/rodziny/R9/")
    folded = reader.get_by_role("heading", name="Plan z 1 marca 2024")
    expect(folded).not_to_be_visible()
    reader.emulate_media(media="print")
    expect(folded).to_be_visible()
    expect(reader.get_by_role("navigation")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_is_accessible(reader, size, scheme):
    reader.set_viewport_size(SIZES[size])
    reader.emulate_media(color_scheme=scheme)
    for address in ("/rodziny/R9/", "/rodziny/R0/", "/rodziny/R9/?co=nonsens&strona=9999"):
        reader.goto(address)
        for folded in reader.locator("main details").all():
            folded.locator("> summary").click()
        check(reader)
