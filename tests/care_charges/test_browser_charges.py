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


def test_a_county_s_note(manager, child):
    place(child, "2022-11-07")
    manager.goto("/odplatnosci/2024-05/nota/")
    check(manager)
    save(manager, "Dalej")
    expect(manager.get_by_role("link", name="Wpisz, z którego powiatu jest nota.")).to_be_visible()
    manager.get_by_label("Powiat", exact=True).fill("Powiat źrebicki")
    lines = ["Dziecko\tKoszt\tUdział", "Jaś Wierzbicki\t1000\t30%", "Jan Obcy\t900\t10%"]
    manager.get_by_label("Komórki skopiowane z arkusza").fill("\n".join(lines))
    save(manager, "Dalej")
    expect(manager.get_by_label("Imię i nazwisko razem")).to_have_value("Dziecko")
    check(manager)
    save(manager, "Sprawdź notę")
    expect(manager.get_by_label("Przyjmij wiersz 1, Jaś Wierzbicki")).to_be_checked()
    check(manager)
    reason = manager.get_by_label("Powód zakwestionowania wiersza 2, Jan Obcy")
    reason.fill("")
    save(manager, "Zapisz przyjęte jako odpłatności")
    expect(manager.get_by_role("link", name="Wiersz 2, Jan Obcy: Napisz, dlaczego")).to_be_visible()
    check(manager)
    reason.fill("Dziecko z innej gminy.")
    save(manager, "Zapisz przyjęte jako odpłatności")
    expect(manager.get_by_text("Zapisano odpłatności z noty: 1 nowa.")).to_be_visible()
    assert CareCharge.objects.get().total_cost == 1000


def test_the_forecast_and_a_child_of_no_family(manager, child):
    place(child, "2022-11-07")
    manager.goto("/odplatnosci/prognoza/")
    check(manager)
    follow(manager.get_by_role("link", name="Wpisz budżet"))
    check(manager)
    manager.goto("/odplatnosci/2024-05/dziecko/")
    save(manager, "Dopisz dziecko")
    check(manager)
    manager.goto("/odplatnosci/2024-05/?skladniki")
    check(manager)
