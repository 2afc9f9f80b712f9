"""In real Chromium: a supporting family from its contract over whom it helps to what it gets back."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import SupportRefund
from tests.browsing import SIZES, check, follow, sign_in
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture(params=SIZES)
def manager(page, request, transactional_db):
    CentreFactory()
    StaffFactory(email="lacka@zrebice.example")
    page.set_viewport_size(SIZES[request.param])
    sign_in(page)
    return page


def save(page):
    page.get_by_role("button", name="Zapisz", exact=True).click()


def test_from_the_contract_to_a_refund(manager):
    CaseFactory(family=FamilyFactory(name="Wierzbiccy", number="R12"))
    today = timezone.localdate()
    manager.goto("/rodziny-wspierajace/")
    check(manager)
    follow(manager.get_by_role("link", name="Nowa rodzina wspierająca"))
    save(manager)
    expect(manager.get_by_role("link", name="Wpisz imiona i nazwisko.")).to_be_visible()
    check(manager)
    manager.get_by_label("Imiona i nazwisko").fill("Anna i Jan Dobrzy")
    manager.get_by_label("Data pozytywnej opinii").fill("2.1.2024")
    manager.get_by_label("Umowa od").fill("3.1.2024")
    save(manager)
    expect(manager.get_by_text("Nie pomaga teraz żadnej rodzinie")).to_be_visible()
    check(manager)

    manager.goto("/rodziny/R12/zapisy/rodzina-wspierajaca/nowy/")
    check(manager)
    manager.get_by_label("Rodzina wspierająca").select_option(index=1)
    manager.get_by_label("Od kiedy").fill("4.1.2024")
    save(manager)
    expect(manager.locator("#pomoc").get_by_text("Anna i Jan Dobrzy")).to_be_visible()

    manager.goto("/rodziny-wspierajace/")
    expect(manager.get_by_role("link", name="Wierzbiccy")).to_be_visible()
    check(manager)
    follow(manager.get_by_role("link", name="Zwroty kosztów"))
    check(manager)
    manager.locator(f"[name$=':{today:%Y-%m}']").fill("250,50")
    save(manager)
    expect(manager.get_by_text("Razem w", exact=False)).to_contain_text("250,50")
    assert SupportRefund.objects.get().month == date(today.year, today.month, 1)
