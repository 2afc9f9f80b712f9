"""In real Chromium: dictionaries, settings and the law, on a desktop and on a phone, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from familycare.centre.models import LegalParameter, Problem
from tests.browsing import SIZES, check, follow, sign_in
from tests.factories import CentreFactory, StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture(params=SIZES)
def manager(page, request, transactional_db):
    CentreFactory()
    for position, (code, label) in enumerate([("debts", "długi"), ("alcohol", "alkohol"), ("gry", "gry")]):
        Problem.objects.update_or_create(code=code, defaults={"label": label, "position": position})
    Problem.objects.exclude(code__in=["debts", "alcohol", "gry"]).delete()
    StaffFactory(email="lacka@zrebice.example")
    page.set_viewport_size(SIZES[request.param])
    sign_in(page)
    return page


def press(page, name):
    """Press the button with the keyboard."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    with page.expect_event("load"):
        button.press("Enter")


def test_a_dictionary_is_kept_by_keyboard(manager):
    manager.goto("/slowniki/")
    check(manager)
    follow(manager.get_by_role("link", name="Problemy rodzin"))
    check(manager)
    press(manager, "Wyżej: gry")
    rows = manager.locator("tbody th")
    expect(rows).to_have_text(["długi", "gry", "alkohol"])
    assert manager.url.endswith("#gry")
    follow(manager.get_by_role("link", name="Nowa pozycja"))
    check(manager)
    press(manager, "Zapisz")
    expect(manager.get_by_role("link", name="Wpisz nazwę.")).to_be_visible()
    manager.get_by_label("Nazwa").fill("gry hazardowe")
    press(manager, "Zapisz")
    follow(manager.get_by_role("link", name="gry hazardowe"))
    check(manager)
    follow(manager.get_by_role("link", name="połącz ją z inną pozycją"))
    check(manager)
    manager.get_by_label("Połącz z pozycją").select_option("gry")
    press(manager, "Dalej: zobacz, co się zmieni")
    check(manager)
    press(manager, "Połącz")
    expect(rows).to_have_text(["długi", "gry", "alkohol"])
    follow(manager.get_by_role("link", name="gry", exact=True))
    press(manager, "Wycofaj")
    expect(manager.get_by_role("heading", name="Wycofane")).to_be_visible()
    check(manager)


def test_settings_and_the_law(manager):
    manager.goto("/ustawienia/")
    check(manager)
    follow(manager.get_by_role("link", name="Zmień terminy"))
    check(manager)
    manager.get_by_label("Monitorowanie po zakończeniu").fill("6")
    press(manager, "Zapisz")
    expect(manager.get_by_text("6 miesięcy")).to_be_visible()
    LegalParameter.objects.update_or_create(
        term="assessment_months", starts_on="1900-01-01", defaults={"value": 6, "source": "art. 15 ustawy"}
    )
    follow(manager.get_by_role("link", name="Zobacz, co obowiązuje"))
    check(manager)
    follow(manager.locator("a[href$='/prawo/ocena/']"))
    manager.get_by_label("Od kiedy obowiązuje").fill("1.01.2024")
    manager.get_by_label("Nowa wartość").fill("3")
    manager.get_by_label("Podstawa prawna").fill("Dz.U. 2024 poz. 1")
    press(manager, "Zapisz")
    check(manager)
    manager.get_by_label("Tak, te dane mają się zmienić").check()
    press(manager, "Zapisz")
    expect(manager.get_by_text("od 1 stycznia 2024")).to_be_visible()
    check(manager)
