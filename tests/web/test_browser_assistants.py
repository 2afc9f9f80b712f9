"""In real Chromium: from the first page to a figure's list, and to an assistant's diary."""

from datetime import date

import pytest
from playwright.sync_api import expect

from assistants.assignments.services import assign
from assistants.models import Post, Training
from familycare.centre.models import Funding
from tests.browsing import SIZES, check, sign_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, StaffFactory, VisitFactory, create_families

pytestmark = pytest.mark.browser


@pytest.fixture
def ewa(transactional_db):
    """An assistant with families, a post, trainings and a diary, in a centre with served families."""
    CentreFactory()
    StaffFactory(email="lacka@zrebice.example")
    create_families(3)
    ewa = AssistantFactory(first_name="Ewa", last_name="Żak", number="A7", max_families=3)
    for _n in range(3):
        assignment = assign(case=CaseFactory(), assistant=ewa, starts_on=date(2022, 3, 1))
        VisitFactory(case=assignment.case, assistant=ewa, visited_on=date(2023, 6, 1), advice_count=2)
    Training.objects.create(assistant=ewa, title="FASD", kind="training", held_on=date(2023, 3, 1), hours="5.5")
    Post.objects.create(assistant=ewa, funding=Funding.objects.first(), fraction=1, starts_on=date(2022, 1, 1))
    return ewa


def test_a_figure_leads_to_its_list_and_the_list_back(page, ewa):
    sign_in(page)
    page.get_by_role("link", name="rodzin objętych wsparciem").click()
    expect(page.locator(".entries tbody tr")).to_have_count(6)
    page.get_by_role("main").get_by_role("link", name="Start").click()
    expect(page.get_by_role("heading", name="Rok 2023")).to_be_visible()
    page.get_by_role("link", name="2022").click()
    expect(page.get_by_role("heading", name="Rok 2022")).to_be_visible()


def test_keyboard_alone_turns_the_months_of_a_diary(page, ewa):
    sign_in(page)
    page.get_by_role("link", name="Żak Ewa").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Ewa Żak")).to_be_visible()
    page.get_by_role("link", name="Ostatnie wpisy: czerwiec 2023").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 wpisy, 4 godz. 30 min pracy, 6 porad")).to_be_visible()
    page.get_by_role("link", name="maj 2023").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dziennik: maj 2023")).to_be_visible()


def test_choosing_former_assistants_changes_list_and_address(page, ewa):
    AssistantFactory(last_name="Dawna", employed_to=date(2021, 1, 1))
    sign_in(page)
    page.goto("/asystenci/")
    page.get_by_label("Zatrudnienie").select_option("byli asystenci")
    expect(page.get_by_role("link", name="Dawna")).to_be_visible()
    expect(page.get_by_role("link", name="Żak Ewa")).not_to_be_visible()
    expect(page).to_have_url("/asystenci/?stan=byli")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_are_accessible(page, ewa, size, scheme):
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    sign_in(page)
    for address in (
        "/",
        "/?rok=x",
        "/asystenci/",
        "/asystenci/?stan=x",
        "/asystenci/A7/?miesiac=2023-06",
        "/asystenci/A7/",
    ):
        page.goto(address)
        check(page)
