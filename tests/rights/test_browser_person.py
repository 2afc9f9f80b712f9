"""In real Chromium: a person's page and the correction of their data by two people at once."""

import pytest
from playwright.sync_api import expect

from tests.browsing import check, follow, let_in
from tests.factories import PersonFactory, StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def manager(page, live_server, transactional_db):
    """A page where the manager is signed in, with one person."""
    PersonFactory(number="O1", first_name="Jaś", last_name="Żak", family__number="R1")
    let_in(page.context, StaffFactory(), live_server)
    return page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_fit(manager, width, scheme):
    manager.set_viewport_size({"width": width, "height": 844})
    manager.emulate_media(color_scheme=scheme)
    for address in ("/osoby/O1/", "/osoby/O1/popraw/", "/przechowywanie/"):
        manager.goto(address)
        check(manager)


def test_the_second_of_two_sees_both_versions_and_decides(manager):
    manager.goto("/rodziny/R1/")
    follow(manager.get_by_role("link", name="Jaś Żak"))
    follow(manager.get_by_role("link", name="Popraw dane"))
    other = manager.context.new_page()
    other.goto(manager.url)
    other.get_by_label("Nazwisko").fill("Żakowska")
    other.get_by_role("button", name="Zapisz poprawki").click()
    expect(other.get_by_text("Poprawiono dane osoby.")).to_be_visible()

    manager.get_by_label("Nazwisko").fill("Żaczek")
    manager.get_by_role("button", name="Zapisz poprawki").click()
    expect(manager.get_by_role("row", name="Nazwisko Żakowska Żaczek")).to_be_visible()
    expect(manager.get_by_label("Nazwisko")).to_have_value("Żaczek")
    check(manager)
    manager.get_by_role("button", name="Zapisz poprawki").click()
    expect(manager.get_by_role("heading", level=1)).to_have_text("Jaś Żaczek")
