"""In real Chromium: a request from the first draft to the decision, and accessible pages."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Case, Draft, Referral
from tests.browsing import SIZES, check, let_in
from tests.factories import AssistantFactory, CentreFactory, FamilyFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def worker(transactional_db):
    CentreFactory()
    AssistantFactory(first_name="Iga", last_name="Żak")
    return UserFactory(role="social_worker", first_name="Szymon", last_name="Pracowity")


@pytest.fixture
def desk_of(browser, live_server):
    """Opens a browser in which that user is signed in."""
    opened = []

    def open_one(user, **options):
        context = browser.new_context(base_url=live_server.url, locale="pl-PL", timezone_id="Europe/Warsaw", **options)
        opened.append(context)
        let_in(context, user, live_server)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


def test_from_the_first_draft_to_the_assignment(worker, desk_of):
    desk = desk_of(worker)
    desk.goto("/wnioski/nowy/")
    desk.get_by_label("Nazwisko rodziny").fill("Wierzbiccy")
    desk.get_by_role("group", name="Główny opiekun").get_by_label("Nazwisko").fill("Wierzbicka")
    desk.get_by_label("Z czym rodzina sobie nie radzi").fill("Dług za mieszkanie.")
    desk.get_by_role("button", name="Zapisz szkic").click()
    desk.get_by_role("link", name="Wierzbiccy").click()
    desk.get_by_role("button", name="Złóż wniosek").click()
    expect(desk.get_by_role("alert")).to_be_focused()
    expect(desk.get_by_label("Z czym rodzina sobie nie radzi")).to_have_value("Dług za mieszkanie.")
    today = f"{timezone.localdate():%d.%m.%Y}"
    desk.get_by_label("Data wywiadu środowiskowego").fill(today)
    desk.get_by_label("Data zgody rodziny").fill(today)
    desk.get_by_role("button", name="Złóż wniosek").dblclick()
    expect(desk.get_by_text("czeka na rozstrzygnięcie")).to_be_visible()
    assert not Draft.objects.exists()

    manager = desk_of(StaffFactory())
    manager.goto("/wnioski/")
    manager.get_by_role("link", name="Wierzbiccy").click()
    manager.get_by_role("button", name="Przydziel i obejmij wsparciem").dblclick()
    expect(manager.get_by_text("Rodzina jest objęta wsparciem.")).to_be_visible()
    assert Case.objects.count() == 1

    desk.reload()
    expect(desk.get_by_text("Iga Żak, od")).to_be_visible()
    expect(desk.get_by_role("link", name="Pismo do druku")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_fields_depend_on_the_source(worker, desk_of, scripts):
    desk = desk_of(worker, java_script_enabled=scripts)
    desk.goto("/wnioski/nowy/")
    expect(desk.get_by_label("Sygnatura akt")).to_be_hidden()
    desk.get_by_label("postanowienie sądu").check()
    expect(desk.get_by_label("Sygnatura akt")).to_be_visible()
    expect(desk.get_by_label("Data zgody rodziny")).to_be_hidden()
    desk.get_by_label("wniosek na podstawie ustawy").check()
    expect(desk.get_by_label("Sygnatura akt")).to_be_hidden()
    expect(desk.get_by_label("Uprawnienie")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_are_accessible(worker, desk_of, size, scheme):
    today = timezone.localdate()
    for number, decision in (("W1", ""), ("W2", "waiting"), ("W3", "refused")):
        Referral.objects.create(
            number=number,
            family=FamilyFactory(),
            source="family",
            referred_on=today,
            is_urgent=True,
            filed_by=worker,
            decision=decision,
            decided_on=today if decision else None,
            returned_on=None if decision else today,
            returned_because="" if decision else "Brak daty zgody.",
        )
    for user, addresses in (
        (worker, ["/wnioski/", "/wnioski/nowy/", "/wnioski/W1/", "/wnioski/W1/uzupelnienie/", "/wnioski/W3/"]),
        (StaffFactory(), ["/wnioski/", "/wnioski/W2/", "/wnioski/W2/wycofanie/"]),
    ):
        desk = desk_of(user, viewport=SIZES[size], color_scheme=scheme)
        for address in addresses:
            desk.goto(address)
            check(desk)
