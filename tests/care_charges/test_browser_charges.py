"""In real Chromium: a month's charges, why the share is what it is, and a first day set by hand."""

import pytest
from playwright.sync_api import expect

from cases.models import CareCharge
from tests.browsing import SIZES, check, follow, sign_in
from tests.care_charges.records import charge, place
from tests.factories import CentreFactory, StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture(params=SIZES)
def manager(page, request, transactional_db):
    CentreFactory()
    StaffFactory(email="lacka@zrebice.example")
    page.set_viewport_size(SIZES[request.param])
    sign_in(page)
    return page


def save(page, name="Zapisz"):
    page.get_by_role("button", name=name, exact=True).click()


def test_a_month_and_the_beginning_of_a_stay(manager, child):
    place(child, "2022-11-07")
    charge(child, "2024-04", "1500")
    manager.goto("/odplatnosci/2024-05/")
    cost = manager.get_by_label("Wierzbicki Jaś").first
    cost.fill("dużo")
    save(manager)
    expect(manager.get_by_role("link", name="To nie jest liczba")).to_be_visible()
    check(manager)
    cost.fill("")
    save(manager, "Wstaw brakujące kwoty z poprzedniego miesiąca")
    check(manager)
    save(manager)
    expect(manager.get_by_text("Zapisano odpłatności: 1 nowa.")).to_be_visible()
    assert CareCharge.objects.filter(total_cost=1500).count() == 2
    manager.get_by_text("Pokaż przy każdej osobie").click()
    check(manager)
    follow(manager.get_by_role("link", name="Wierzbicki Jaś"))
    check(manager)
    follow(manager.get_by_role("link", name="Ustal początek tego pobytu ręcznie"))
    manager.get_by_label("Pierwszy dzień pobytu").fill("1.03.2019")
    manager.get_by_label("Dlaczego od tego dnia").fill("Uzgodniono z powiatem.")
    check(manager)
    save(manager)
    expect(manager.get_by_role("heading", name="Od 01.03.2019 (ustalone ręcznie) i trwa nadal")).to_be_visible()
    check(manager)
    follow(manager.get_by_role("link", name="cofnij to ustalenie"))
    check(manager)
    save(manager, "Cofnij ustalenie")
    expect(manager.get_by_role("heading", name="Od 07.11.2022 i trwa nadal")).to_be_visible()
