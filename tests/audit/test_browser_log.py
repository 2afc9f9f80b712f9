"""The log and a family's history in real Chromium."""

import pytest
from playwright.sync_api import expect

from tests.browsing import SIZES, check, sign_in
from tests.factories import FamilyFactory, UserFactory

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        ("auditor", ["/dziennik/", "/dziennik/?rodzina=R1", "/dziennik/zmiany/", "/dziennik/nietypowe/"]),
        ("manager", ["/rodziny/R1/historia/"]),
    ],
)
def test_pages_are_accessible_and_fit(page, transactional_db, role, addresses, size, scheme):
    family = FamilyFactory(number="R1")
    family.district = "Bardzo-długa-nazwa-dzielnicy-bez-żadnego-odstępu" + "-dalej" * 5
    family.save()
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    sign_in(page, UserFactory(role=role).email, addresses[0])
    for address in addresses:
        page.goto(address)
        check(page)


def test_the_filters_answer_without_a_reload_and_the_files_follow(page, transactional_db):
    FamilyFactory(number="R1")
    sign_in(page, UserFactory(role="auditor").email, "/dziennik/zmiany/")
    page.get_by_label("Rodzaj").select_option("signed_in")
    expect(page.locator("#lista caption")).to_have_text("1\xa0wpis")
    expect(page.get_by_role("link", name="CSV")).to_have_attribute("href", "/dziennik/zmiany/csv/?rodzaj=signed_in")
    page.get_by_label("Numer rodziny").fill("r1")
    page.get_by_label("Rodzaj").select_option("")
    expect(page.locator("#lista")).to_contain_text("Dodanie: rodzina R1")
