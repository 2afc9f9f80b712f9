"""In real Chromium: a day-care centre from its first day over who attends it to its costs and its last day."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import DayCareCost, DayCareStay
from tests.browsing import SIZES, check, follow, sign_in
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, PersonFactory, StaffFactory

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


def test_from_the_first_day_to_the_last_one(manager):
    family = FamilyFactory(name="Wierzbiccy", number="R12")
    CaseFactory(family=family)
    today = timezone.localdate()
    PersonFactory(
        family=family, first_name="Łucja", last_name="Wierzbicka", birth_date=today.replace(year=today.year - 9)
    )
    manager.goto("/placowki-wsparcia-dziennego/")
    check(manager)
    follow(manager.get_by_role("link", name="Nowa placówka"))
    save(manager)
    expect(manager.get_by_role("link", name="Wpisz nazwę placówki.")).to_be_visible()
    check(manager)
    manager.get_by_label("Nazwa").fill("Świetlica „Promyk”")
    manager.get_by_label("Forma").select_option("care")
    manager.get_by_label("Kto prowadzi").select_option("municipality")
    manager.get_by_label("Działa od").fill("3.1.2024")
    manager.get_by_label("Miejsca").fill("0")
    save(manager)
    check(manager)

    follow(manager.get_by_role("link", name="Dopisz dziecko"))
    manager.get_by_label("Kogo szukasz").fill("lucja")
    manager.get_by_role("button", name="Szukaj").click()
    follow(manager.get_by_role("link", name="Łucja Wierzbicka"))
    manager.get_by_label("Na jakiej podstawie").select_option("court")
    manager.get_by_label("Od kiedy").fill("4.1.2024")
    check(manager)
    save(manager)
    expect(manager.get_by_text("a miejsc jest 0")).to_be_visible()
    check(manager)

    follow(manager.get_by_role("link", name="Koszty i dzieci spoza ewidencji"))
    check(manager)
    manager.locator("[name$=':own']").fill("250,50")
    save(manager)
    expect(manager.get_by_text("Koszty razem")).to_contain_text("250,50")
    assert DayCareCost.objects.get().means == "own"

    manager.goto("/placowki-wsparcia-dziennego/")
    expect(manager.get_by_text("brakuje 1")).to_be_visible()
    check(manager)
    follow(manager.get_by_role("link", name="Świetlica „Promyk”"))
    follow(manager.get_by_role("link", name="Popraw dane albo wpisz ostatni dzień"))
    manager.get_by_label("Działa do").fill(f"{today:%d.%m.%Y}")
    save(manager)
    expect(manager.get_by_role("link", name="Po tym dniu chodzi jeszcze")).to_be_visible()
    check(manager)
    manager.get_by_label("Pobyt dzieci").check()
    save(manager)
    expect(manager.get_by_role("heading", name="Dzieci")).to_be_visible()
    assert DayCareStay.objects.get().over_on is not None
