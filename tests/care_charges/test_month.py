"""The page of a month's charges."""

from decimal import Decimal

import pytest

from cases.models import CareCharge
from familycare.audit.models import Change, Reading
from tests.care_charges.records import charge, place
from tests.factories import FamilyFactory, PersonFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of
from tests.html_pages import select, words

MAY = "/odplatnosci/2024-05/"
ENTER = f"{MAY}wpisz/"
CELL = "odplatnosc:O12:total_cost"


@pytest.fixture
def placed(child):
    place(child, "2022-11-07")
    return child


def send(browser, /, **changes):
    return browser.post(ENTER, fields_of(browser.get(MAY)) | changes)


def enter(browser, value):
    return send(browser, **{CELL: value})


def test_the_last_month_that_is_over_is_shown_first(desk):
    assert desk.get("/odplatnosci/").url == "/odplatnosci/2024-04/"
    assert "nikt z rodzin, które widzisz, nie był w pieczy" in words(desk.get("/odplatnosci/2024-04/"))


@pytest.mark.parametrize("month", ["2024-06", "2024-13", "maj", "0000-01", "2024-5"])
def test_no_such_month(desk, month):
    assert desk.get(f"/odplatnosci/{month}/").status_code == 404


def test_a_child_is_offered_with_last_month_and_share(desk, placed):
    charge(placed, "2024-04", "1500")
    page = words(desk.get(MAY))
    assert "Brakuje odpłatności za 1 osobę z 1: Wierzbicki Jaś" in page
    assert "Wierzbiccy · rodzina zastępcza spokrewniona, 31 dni · w pieczy od 07.11.2022" in page
    assert "30%, 2. rok" in page
    assert "30%: drugi rok pobytu w pieczy od 07.11.2022 (art. 191 ust. 9 pkt 2 ustawy)" in page
    assert "1 500,00 zł" in page
    assert Reading.objects.latest("sequence").what == "odpłatności za pieczę, maj 2024"


def test_ways_from_the_month(desk, director):
    """To the county's note, which has no other way in; a director has nothing to enter."""
    ways = [link.get("href") for link in select(desk.get(MAY), "main a")]
    assert {f"{MAY}nota/", f"{MAY}dziecko/", "/odplatnosci/prognoza/"} <= {*ways}
    assert f"{MAY}nota/" not in [link.get("href") for link in select(director.get(MAY), "a")]


def test_a_charge_is_entered_corrected_and_deleted(desk, placed):
    assert "1 nowa" in words(desk.get(enter(desk, "1 234,56 zł").url))
    assert CareCharge.objects.get().total_cost == Decimal("1234.56")
    page = desk.get(MAY)
    assert "370,37 zł" in words(page)  # 30% of it
    assert "Za każdą osobę na liście wpisano odpłatność." in words(page)
    assert "1 poprawiona" in words(desk.get(enter(desk, "2000").url))
    assert "Nic się nie zmieniło" in words(desk.get(enter(desk, "2000,00").url))
    assert "1 usunięta" in words(desk.get(enter(desk, "").url))
    assert not CareCharge.objects.exists()
    kinds = [change.kind for change in Change.objects.filter(object_type="cases.carecharge").order_by("sequence")]
    assert kinds == ["created", "changed", "deleted"]


def test_last_month_s_costs_are_proposed_and_saved_only_then(desk, placed):
    charge(placed, "2024-04", "1500")
    page = send(desk, zaproponuj="1")
    assert "Wstawiono 1 kwotę z poprzedniego miesiąca" in words(page)
    assert fields_of(page)[CELL] == "1 500,00"
    assert CareCharge.objects.count() == 1
    assert desk.post(ENTER, fields_of(page)).status_code == 302
    assert CareCharge.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("dużo", "To nie jest liczba"),
        ("-5", "nie mniejszą niż 0"),
        ("1" * 11, "za duża"),
        ("1,234", ""),
        ("9" * 10_000, ""),
    ],
)
def test_a_wrong_cell_keeps_the_others(desk, placed, typed, message):
    sister = PersonFactory(family=placed.family, number="O13", first_name="Ola", last_name="Wierzbicka")
    place(sister, "2024-01-01")
    page = send(desk, **{CELL: typed, "odplatnosc:O13:total_cost": "900"})
    assert page.status_code == 200
    assert message in errors_of(page)[CELL]
    assert fields_of(page)["odplatnosc:O13:total_cost"] == "900,00"
    assert not CareCharge.objects.exists()


def test_two_people_in_one_grid(desk, placed):
    sister = PersonFactory(family=placed.family, number="O13", first_name="Ola", last_name="Wierzbicka")
    place(sister, "2024-01-01")
    mine = fields_of(desk.get(MAY))
    enter(desk, "1000")
    page = desk.post(ENTER, mine | {CELL: "1100", "odplatnosc:O13:total_cost": "900"})
    assert "Ktoś tymczasem wpisał tu „1 000,00”" in errors_of(page)[CELL]
    assert desk.post(ENTER, fields_of(page)).status_code == 302
    assert sorted(CareCharge.objects.values_list("total_cost", flat=True)) == [900, 1100]


def test_costs_are_pasted_by_name(desk, placed):
    page = send(desk, **{"odplatnosc:paste": "Dziecko\tKoszt\nJaś Wierzbicki\t1 200,00", "odplatnosc:insert": "1"})
    assert fields_of(page)[CELL] == "1 200,00"


def test_who_left_care_meanwhile(desk, placed):
    mine = fields_of(desk.get(MAY)) | {CELL: "1000"}
    placed.placements.all().delete()
    assert "nie zapisano „1000”" in words(desk.post(ENTER, mine))
    assert not CareCharge.objects.exists()


def test_sums_are_those_of_the_table_and_include_hidden_families(desk, placed):
    hidden = PersonFactory(family=FamilyFactory(is_restricted=True, name="Ukryci"), birth_date=placed.birth_date)
    place(hidden, "2024-01-01", form="socialisation_institution")
    charge(hidden, "2024-05", "5000")
    charge(placed, "2024-05", "1000")
    page = desk.get(MAY)
    assert "1 z 2 osób w pieczy jest poza Twoim zakresem" in words(page)
    assert "Ukryci" not in words(page)
    costs = figures("care_costs", "2024-05")
    assert (costs["total.municipal_cost"], costs["family_care.municipal_cost"]) == (800, 300)
    total = next(row for row in select(page, "section.card tbody tr") if words(row).startswith("Razem"))
    assert words(total) == "Razem 2 800,00 zł"
    assert {link.get("href").split("?")[0] for link in select(total, "a")} == {
        "/dane/care_costs/total.children/",
        "/dane/care_costs/total.municipal_cost/",
    }


def test_adult_wards_are_named_apart(desk, placed):
    placed.birth_date = "2006-05-01"
    placed.save()
    charge(placed, "2024-05", "1000")
    page = words(desk.get(MAY))
    assert "Pełnoletni, którzy pozostali w pieczy (art. 37 ust. 2 ustawy): Wierzbicki Jaś." in page
    assert "Część gminy za te osoby: 300,00 zł" in page


def test_two_with_the_same_name_are_told_apart(desk, placed):
    other = PersonFactory(number="O14", last_name="Wierzbicki", birth_date=placed.birth_date)
    place(other, "2024-01-01")
    page = words(desk.get(MAY))
    assert "Wierzbicki Jaś (ur. 01.05.2015, O12)" in page
    assert "Wierzbicki Jaś (ur. 01.05.2015, O14)" in page


def test_the_director_reads(director, placed):
    charge(placed, "2024-05", "1000")
    page = director.get(MAY)
    assert "300,00 zł" in words(page)
    assert not select(page, f'input[name="{CELL}"]')
    assert director.post(ENTER, {CELL: "5"}).status_code == 403


def test_an_anonymised_family_is_only_read(desk, placed):
    placed.family.anonymised_on = "2024-05-01"
    placed.family.save()
    assert not select(desk.get(MAY), f'input[name="{CELL}"]')


def test_a_charge_without_a_stay_is_told(desk, placed):
    charge(placed, "2022-10", "1000")
    page = words(desk.get("/odplatnosci/2022-10/"))
    assert "Odpłatność wpisano, a w tym miesiącu nie ma pobytu w pieczy" in page


class TestComponents:
    """The grid with the components of costs."""

    PAGE = f"{ENTER}?skladniki"

    def enter(self, browser, **typed):
        sent = {f"odplatnosc:O12:{name}": value for name, value in typed.items()}
        return browser.post(self.PAGE, fields_of(browser.get(self.PAGE)) | sent)

    def test_the_cost_is_their_sum(self, desk, placed):
        answer = self.enter(desk, upkeep="1100,30", coordinator="99,70")
        assert answer.url == f"{MAY}?skladniki"
        charge = CareCharge.objects.get()
        assert (charge.total_cost, charge.upkeep, charge.coordinator, charge.other) == (
            Decimal(1200),
            Decimal("1100.30"),
            Decimal("99.70"),
            None,
        )
        self.enter(desk, other="0,10")
        assert CareCharge.objects.get().total_cost == Decimal("1200.10")
        self.enter(desk, upkeep="", coordinator="", other="")
        assert CareCharge.objects.get().total_cost == Decimal("1200.10")
        self.enter(desk, total_cost="")
        assert not CareCharge.objects.exists()

    def test_they_add_up_to_the_cost(self, desk, placed):
        page = self.enter(desk, total_cost="1000", upkeep="900")
        assert "Składniki dają razem 900,00 zł, a koszt za miesiąc to 1 000,00 zł" in errors_of(page)[CELL]
        assert fields_of(page)["odplatnosc:O12:upkeep"] == "900,00"
        assert self.enter(desk, total_cost="900", upkeep="900").status_code == 302
        assert "Składniki dają razem" in errors_of(enter(desk, "1000"))[CELL]  # in the grid without them
