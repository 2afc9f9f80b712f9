"""In real Chromium: from the page of a family to the merge and back, on a desktop and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browsing import SIZES, check, follow, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", SIZES)
def test_two_families_become_one_and_two_again(page, transactional_db, kept, absorbed, manager, size):
    page.set_viewport_size(SIZES[size])
    sign_in(page, manager.email, "/rodziny/R1/")
    follow(page.get_by_role("link", name="Scal z drugą taką rodziną"))
    check(page)

    page.get_by_label("Numer drugiej rodziny").fill("R404")
    page.get_by_role("button", name="Porównaj obie rodziny").click()
    page.get_by_role("link", name="Nie ma rodziny o takim numerze.").click()
    expect(page.get_by_label("Numer drugiej rodziny")).to_be_focused()
    check(page)
    page.get_by_role("link", name="Sowa-Wilk (Ewa, Lipowa 3)").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Scalić rodzinę R2 z rodziną R1?")
    expect(page.get_by_label("Jan Sowa")).to_have_value(str(kept.persons.get(number="O2").pk))
    page.get_by_label("Ewa Sowa").select_option("Ewa Sowa (O1)")
    check(page)
    page.get_by_role("button", name="Scal rodziny").click()

    expect(page.get_by_text("Scalono z rodziną R2 dnia")).to_be_visible()
    check(page)
    follow(page.get_by_role("link", name="Cofnij scalenie"))
    check(page)
    page.get_by_role("button", name="Cofnij scalenie").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sowa-Wilk")
