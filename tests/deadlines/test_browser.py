"""In real Chromium: narrowing the list of terms down, and pages that everybody can read."""

from datetime import date

import pytest
from playwright.sync_api import expect

from assistants.services import assign
from cases.models import CourtReport
from tests.browsing import SIZES, check, follow, let_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, StaffFactory

pytestmark = pytest.mark.browser

LONG = "Anna-Maria O’Neill-d'Arc Brzęczyszczykiewicz-Chrząszczyżewoszycka z Łękołodów"


@pytest.fixture
def desk(transactional_db, live_server, page):
    """The browser of a manager, in a centre where something of most kinds is due."""
    CentreFactory()
    assistant = AssistantFactory(first_name="Ewa", last_name="Żak", number="A7", max_families=1)
    case = CaseFactory(family__name=LONG, opened_on=date(2022, 3, 1))
    assign(case=case, assistant=assistant, starts_on=date(2022, 3, 1))
    CourtReport.objects.create(family=case.family, kind="periodic", due_on=date(2022, 6, 1))
    CaseFactory(family__name="Wrona", opened_on=date(2023, 3, 1))
    let_in(page.context, StaffFactory(), live_server)
    return page


def test_choosing_a_kind_changes_list_counts_and_address(desk):
    desk.goto("/terminy/")
    expect(desk.locator(".due-list tbody tr")).to_have_count(7)
    desk.get_by_label("Sprawa").select_option("Pismo do sądu")
    expect(desk.locator(".due-list tbody tr")).to_have_count(1)
    expect(desk).to_have_url("/terminy/?kiedy=&rodzaj=pismo&asystent=")
    desk.get_by_text("Liczby według spraw").click()
    desk.get_by_role("row", name="Rodzina bez asystenta").get_by_role("link", name="1").click()
    expect(desk.get_by_role("link", name="Wrona")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_are_accessible(desk, size, scheme):
    desk.set_viewport_size(SIZES[size])
    desk.emulate_media(color_scheme=scheme)
    desk.goto("/konto/kalendarz/")
    follow(desk.get_by_role("button", name="Utwórz adres"))
    for address in ("/konto/kalendarz/", "/terminy/", "/terminy/?rodzaj=x&asystent=x", "/kontrola/", "/"):
        desk.goto(address)
        for closed in desk.locator(".by-kind:not([open]) summary").all():
            closed.click()
        check(desk)
