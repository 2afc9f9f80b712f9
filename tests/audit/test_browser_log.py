"""The log and a family's history in real Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories import PASSWORD, FamilyFactory, UserFactory

pytestmark = pytest.mark.browser
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def sign_in(page, role, address):
    user = UserFactory(email=f"{role}@zrebice.example", role=role)
    page.goto(address)
    page.locator("main input:not([type=hidden])").first.fill(user.email)
    page.get_by_label("Hasło").fill(PASSWORD)
    page.locator("main button").first.click()
    page.wait_for_url(lambda url: "logowanie" not in url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        ("auditor", ["/dziennik/", "/dziennik/?rodzina=R1", "/dziennik/zmiany/", "/dziennik/nietypowe/"]),
        ("manager", ["/rodziny/R1/historia/"]),
    ],
)
def test_everybody_can_use_it(page, transactional_db, role, addresses, size, scheme):
    family = FamilyFactory(number="R1")
    family.district = "Bardzo-długa-nazwa-dzielnicy-bez-żadnego-odstępu" + "-dalej" * 5
    family.save()
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    sign_in(page, role, addresses[0])
    for address in addresses:
        page.goto(address)
        assert not [violation["id"] for violation in Axe().run(page).response["violations"]]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_filters_answer_without_a_reload_and_the_files_follow(page, transactional_db):
    FamilyFactory(number="R1")
    sign_in(page, "auditor", "/dziennik/zmiany/")
    page.get_by_label("Rodzaj").select_option("signed_in")
    expect(page.locator("#lista caption")).to_have_text("1\xa0wpis")
    expect(page.get_by_role("link", name="CSV")).to_have_attribute("href", "/dziennik/zmiany/csv/?rodzaj=signed_in")
    page.get_by_label("Numer rodziny").fill("r1")
    page.get_by_label("Rodzaj").select_option("")
    expect(page.locator("#lista")).to_contain_text("Dodanie: rodzina R1")
