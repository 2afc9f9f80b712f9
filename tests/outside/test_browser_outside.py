"""In real Chromium: a group of outside figures from its name to its values, pasted from a spreadsheet."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from reporting.outside.models import OutsideFigure
from tests.browsing import SIZES, check, follow, sign_in
from tests.factories import CentreFactory, StaffFactory

pytestmark = pytest.mark.browser
PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(params=SIZES)
def manager(page, request, transactional_db):
    CentreFactory()
    StaffFactory(email="lacka@zrebice.example")
    page.set_viewport_size(SIZES[request.param])
    sign_in(page)
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_from_a_group_to_its_values(manager):
    manager.goto("/dane-spoza-ewidencji/")
    check(manager)
    follow(manager.get_by_role("link", name="Nowa grupa"))
    manager.get_by_label("Nazwa grupy").fill("Środki na zadania")
    press(manager, "Zapisz")
    check(manager)
    manager.get_by_label("Nazwy pozycji").fill("Budżet\nw tym własne")
    manager.get_by_label("Jednostka").first.select_option("PLN")
    press(manager, "Dodaj pozycje")
    expect(manager.get_by_text("Dodano 2")).to_be_visible()
    press(manager, "w tym własne: wyżej")
    expect(manager.get_by_role("listitem").filter(has=manager.get_by_role("link", name="Budżet"))).to_be_visible()
    check(manager)
    follow(manager.get_by_role("link", name="Wartości"))
    follow(manager.get_by_role("link", name="Wybierz okres"))
    check(manager)
    manager.get_by_label("Rok").fill("2024")
    press(manager, "Dalej: wpisz wartości")
    own = manager.get_by_role("textbox", name="w tym własne zł 2024 r.")
    own.evaluate(PASTE, "1 234,50 zł\n2000\n")
    expect(manager.get_by_role("status").filter(has_text="Wstawiono 2")).to_be_visible()
    expect(own).to_have_value("1 234,50")
    check(manager)
    press(manager, "Zapisz")
    expect(manager.get_by_role("link", name="Podaj źródło: skąd są wpisane wartości?")).to_be_visible()
    check(manager)
    manager.get_by_label("Źródło wpisywanych wartości").fill("sprawozdanie finansowe")
    own.press("ArrowDown")
    manager.keyboard.type("3000")
    press(manager, "Zapisz")
    expect(manager.get_by_text("Zapisano 2")).to_be_visible()
    assert {each.series: each.value for each in OutsideFigure.objects.all()} == {
        "budzet": 3000,
        "wlasne": Decimal("1234.50"),
    }
    own.evaluate(PASTE, "1\t2")
    manager.get_by_role("link", name="Wklejasz 2").click()
    expect(manager.get_by_label("Komórki skopiowane z arkusza")).to_have_value("1\t2")
    check(manager)
    for place in ("Źródła", "Historia poprawek"):
        follow(manager.get_by_role("link", name=place))
        check(manager)
