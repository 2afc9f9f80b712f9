"""In real Chromium: a form is sent once and says so; the message stands where the change is; Escape closes the menu."""

import pytest
from playwright.sync_api import expect

from cases.models import FamilyProblem
from familycare.centre.models import Problem
from tests.browsing import SIZES, check, let_in
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.browser
LONG = "Źw" * 60


@pytest.fixture
def family(transactional_db, page, live_server):
    CentreFactory()
    family = FamilyFactory(name="Kowalscy", number="R7")
    CaseFactory(family=family)
    let_in(page.context, StaffFactory(), live_server)
    return family


def test_a_second_click_sends_nothing(page, family):
    page.goto("/rodziny/R7/zapisy/problem/nowy/")
    page.get_by_label("Problem").select_option(index=1)
    page.get_by_label("Rozpoznany").fill("14.03.2023")
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    said = page.evaluate(
        """() => {
            const button = [...document.querySelectorAll("main form button")].at(-1);
            button.click();
            button.click();
            return [button.textContent, button.getAttribute("aria-disabled")];
        }"""
    )
    assert said == ["Wysyłam…", "true"]
    page.wait_for_url("**/rodziny/R7/#sytuacja")
    assert len(sent) == 1
    assert FamilyProblem.objects.count() == 1


def test_what_came_of_it_is_said_in_the_changed_section(page, family):
    page.set_viewport_size(SIZES["phone"])
    page.goto("/rodziny/R7/zapisy/problem/nowy/")
    page.get_by_label("Problem").select_option(index=1)
    page.get_by_label("Rozpoznany").fill("14.03.2023")
    page.locator("main form button").last.click()
    page.wait_for_url("**/rodziny/R7/#sytuacja")
    notice = page.locator("#sytuacja .notice[role=status]")
    expect(notice).to_be_in_viewport()
    expect(notice).to_be_focused()


def test_escape_closes_the_menu(page, family):
    page.goto("/rodziny/R7/")
    menu = page.locator("details.account")
    menu.locator("> summary").click()
    expect(page.get_by_role("link", name="Moje konto")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Moje konto")).to_be_hidden()
    expect(menu.locator("> summary")).to_be_focused()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_word_of_very_many_letters_does_not_widen_the_page(page, family, size):
    person = PersonFactory(family=family, first_name=LONG[:80], last_name=LONG)
    family.name, family.district = LONG, LONG[:80]
    family.save()
    problem = Problem.objects.first()
    FamilyProblem.objects.create(family=family, problem=problem, identified_on="2023-03-14")
    page.set_viewport_size(size)
    for address in (
        "/rodziny/",
        "/rodziny/R7/",
        "/rodziny/R7/zapisy/",
        f"/osoby/{person.number}/popraw/",
        "/rodziny/R7/plan/nowy/",
    ):
        page.goto(address)
        check(page)


def test_the_browser_asks_before_a_long_form_is_left(page, family):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/rodziny/R7/zapisy/notatka/nowy/")
    page.goto("/rodziny/R7/")
    assert not asked, "nothing was typed"
    page.goto("/rodziny/R7/zapisy/notatka/nowy/")
    page.get_by_label("Przebieg i ustalenia").press_sequentially("Spłata długu")
    page.goto("/rodziny/R7/")
    assert asked == ["beforeunload"]


def test_no_question_when_the_form_is_sent(page, family):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/rodziny/R7/plan/nowy/")
    page.get_by_label("Co ma się zmienić").first.press_sequentially("Spłata długu")
    page.get_by_role("button", name="Zapisz plan").last.click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert not asked
