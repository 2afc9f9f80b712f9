"""The grid of outside figures: typed, pasted, corrected, read."""

from decimal import Decimal

import pytest
from django.urls import reverse

from familycare.accounts.models import Role
from reporting.outside.models import OutsideFigure, OutsideHeading
from reporting.periods import Period
from tests.clients import signed_in
from tests.factories import CentreFactory, StaffFactory, UserFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import all_words, links_of, rows_of, select, words

pytestmark = pytest.mark.django_db
PAGE = "/dane-spoza-ewidencji/budget/"
Y2023 = "cell:_total:2023-01-01_2023-12-31"


def figure(
    series="total", period="2023", value="1000", group="budget", unit="PLN", label="Budżet", source="księgowość"
):
    return OutsideFigure.objects.create(
        group=group, series=series, label=label, unit=unit, period=period, value=value, source=source
    )


def value_of(series="total", period="2023", group="budget"):
    found = OutsideFigure.objects.filter(group=group, series=series, period=period).first()
    return found and found.value


@pytest.fixture
def manager(db):
    CentreFactory()
    return signed_in(StaffFactory())


@pytest.fixture
def director(manager):
    return signed_in(UserFactory(role=Role.DIRECTOR))


class TestTyping:
    def test_corrects_a_value_and_keeps_its_source(self, manager):
        figure()
        answer = send(manager, PAGE, **{Y2023: "1 234,50 zł"})
        assert answer.status_code == 302
        assert "Zapisano 1\u00a0wartość" in manager.get(answer.url).content.decode()
        saved = OutsideFigure.objects.get()
        assert (saved.value, saved.source, saved.period) == (Decimal("1234.50"), "księgowość", "2023")

    def test_a_new_period_gets_the_usual_source(self, manager):
        figure()
        send(manager, f"{PAGE}?okres=2024-H1", **{"cell:_total:2024-01-01_2024-06-30": "5"})
        saved = OutsideFigure.objects.get(period="2024-H1")
        assert (saved.label, saved.unit, saved.source, saved.value) == ("Budżet", "PLN", "księgowość", 5)

    def test_an_amount_that_sqlite_could_not_read_again(self, manager):
        figure()
        page = send(manager, PAGE, **{Y2023: "99999999999999,99"})
        assert errors_of(page) == {Y2023: "Budżet, 2023 r.: Ta liczba jest za duża."}
        send(manager, PAGE, **{Y2023: "9999999999999,99"})
        assert value_of() == Decimal("9999999999999.99")

    def test_a_source_of_its_own(self, manager):
        figure()
        send(manager, PAGE, **{Y2023: "7", "source": "GUS"})
        assert OutsideFigure.objects.get().source == "GUS"

    def test_without_any_source_it_is_asked_for_and_nothing_is_lost(self, manager):
        figure(source="")
        page = send(manager, f"{PAGE}?okres=2024", **{"cell:_total:2024-01-01_2024-12-31": "5"})
        assert errors_of(page) == {"source": "Podaj źródło: skąd są wpisane wartości?"}
        assert fields_of(page)["cell:_total:2024-01-01_2024-12-31"] == "5,00"
        assert OutsideFigure.objects.count() == 1

    def test_a_wrong_cell_saves_nothing_and_keeps_the_others(self, manager):
        figure()
        figure("own", label="w tym własne")
        page = send(manager, PAGE, **{Y2023: "dużo", "cell:_own:2023-01-01_2023-12-31": "8"})
        assert page.status_code == 200
        assert list(errors_of(page)) == [Y2023]
        assert fields_of(page)[Y2023] == "dużo"
        assert (value_of(), value_of("own")) == (1000, 1000)

    def test_an_emptied_cell_deletes_the_value(self, manager):
        figure()
        figure(period="2024")
        send(manager, PAGE, **{Y2023: ""})
        assert [each.period for each in OutsideFigure.objects.all()] == ["2024"]
        send(manager, PAGE, **{"cell:_total:2024-01-01_2024-12-31": ""})
        assert "Budżet" in words(manager.get(f"{PAGE}?okres=2024"), "table.grid"), "the series stays"

    def test_two_people_in_one_grid(self, manager):
        figure()
        figure("own", label="w tym własne", value=7)
        mine = fields_of(manager.get(PAGE))
        send(manager, PAGE, **{Y2023: "2000"})
        manager.post(PAGE, mine | {"cell:_own:2023-01-01_2023-12-31": "8"})
        assert (value_of(), value_of("own")) == (2000, 8)
        page = manager.post(PAGE, mine | {Y2023: "3000"})
        assert "„2 000,00”" in words(page, ".error-summary") and "„3 000,00”" in words(page, ".error-summary")
        assert value_of() == 2000
        manager.post(PAGE, fields_of(page))
        assert value_of() == 3000

    def test_pasting_from_a_spreadsheet(self, manager):
        figure()
        figure("own", label="w tym własne")
        text = "Pozycja\t2023\nw tym własne\t1 234,50\nBudżet\t2000"
        page = send(manager, PAGE, **{"cell:paste": text, "cell:insert": "1"})
        assert "Wstawiono 2" in words(page) and value_of() == 1000
        manager.post(PAGE, {key: text for key, text in fields_of(page).items() if key != "cell:insert"})
        assert (value_of(), value_of("own")) == (2000, Decimal("1234.50"))

    @pytest.mark.parametrize("name", ["dotacja ~1/2", "a b", "ś", 'x"y', "a:b"])
    def test_any_key_that_a_register_brought(self, manager, name):
        figure(series=name, group=name)
        address = reverse("outside_group", args=[name])
        fields = fields_of(manager.get(address))
        [cell] = [key for key, value in fields.items() if value == "1 000,00"]
        manager.post(address, fields | {cell: "1"})
        assert value_of(name, group=name) == 1

    @pytest.mark.parametrize("typed", ["\0", "x" * 10_000, "9" * 40])
    def test_bad_input_is_no_failure(self, manager, typed):
        figure()
        assert send(manager, PAGE, **{Y2023: typed, "source": typed}).status_code < 500
        assert value_of() == 1000

    @pytest.mark.parametrize("query", ["?okres=abc", "?okres=2024-13"])
    def test_unknown_period_is_not_there(self, manager, query):
        figure()
        assert manager.get(PAGE + query).status_code == 404


class TestPeriods:
    def test_the_latest_six_and_all(self, manager):
        for year in range(2015, 2024):
            figure(period=str(year))
        page = manager.get(PAGE)
        heads = all_words(page, "table.grid thead th")
        assert heads == [f"{year} r." for year in range(2018, 2024)]
        more = next(address for label, address in links_of(page).items() if label.startswith("Pokaż wcześniejsze"))
        assert len(all_words(manager.get(PAGE + more), "table.grid thead th")) == 9

    def test_a_period_that_somebody_adds_pushes_none_out_that_is_typed_into(self, manager):
        for year in range(2018, 2024):
            figure(period=str(year))
        mine = fields_of(manager.get(PAGE))
        figure(period="2024")
        assert manager.post(PAGE, mine | {"cell:_total:2018-01-01_2018-12-31": "5"}).status_code == 302
        assert value_of(period="2018") == 5

    def test_what_follows_is_suggested(self, manager):
        figure(period="2023")
        figure(period="2024-H1")
        figure(period="2024-01-01/2024-05-31")
        links = links_of(manager.get(PAGE))
        assert links["2024 r."].endswith("?okres=2024") and links["II półrocze 2024 r."].endswith("?okres=2024-H2")

    def test_the_first_period_of_a_group(self, manager, time_machine):
        time_machine.move_to("2026-02-03 12:00")
        OutsideHeading.objects.create(group="budget", kind="series", key="total", label="Budżet", unit="PLN")
        links = links_of(manager.get(PAGE))
        assert links["2025 r."].endswith("?okres=2025") and "2026 r." in links and "Wybierz okres" in links

    @pytest.mark.parametrize(
        ("asked", "period"),
        [
            ({"kind": "{}", "year": "2024"}, "2024"),
            ({"kind": "{}-H2", "year": "2024"}, "2024-H2"),
            ({"kind": "{}-05", "year": "2024"}, "2024-05"),
            ({"kind": "days", "year": "", "first": "1.1.2024", "last": "31.05.2024"}, "2024-01-01/2024-05-31"),
        ],
    )
    def test_a_period_in_words(self, manager, asked, period):
        figure()
        answer = manager.get(f"{PAGE}nowy-okres/", asked)
        assert answer.url == f"{PAGE}?okres={period}"
        assert Period.parse(period).name in all_words(manager.get(answer.url), "table.grid thead th")

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ({"kind": "{}", "year": ""}, "year"),
            ({"kind": "{}", "year": "24"}, "year"),
            ({"kind": "days", "first": "1.1.2024"}, "last"),
            ({"kind": "days", "first": "2.1.2024", "last": "1.1.2024"}, "last"),
            ({"kind": "days", "first": "abc", "last": "1.1.2024"}, "first"),
            ({"kind": "{0.__class__}", "year": "2024"}, "kind"),
        ],
    )
    def test_a_wrong_period_is_said_at_its_field(self, manager, asked, field):
        figure()
        page = manager.get(f"{PAGE}nowy-okres/", asked)
        assert page.status_code == 200 and list(errors_of(page)) == [field]


class TestReading:
    def test_the_director_reads_and_does_not_write(self, manager, director):
        figure()
        page = director.get(PAGE)
        assert rows_of(page, "table.grid") == [["Budżet zł", "1 000,00"]]
        assert not select(page, "main form, main input:not([type=hidden])")
        assert director.post(PAGE, fields_of(manager.get(PAGE)) | {Y2023: "1"}).status_code == 403
        assert value_of() == 1000

    def test_who_sees_some_families_reads_whole_months_only(self, manager):
        figure()
        figure(period="2024-01-05/2024-01-20", value=77)
        reader = signed_in(UserFactory(role=Role.ASSISTANT))
        for page in (PAGE, f"{PAGE}zrodla/", f"{PAGE}historia/", f"{PAGE}?okres=2024-01-05/2024-01-20"):
            assert "05.01" not in words(reader.get(page)) and "77" not in words(reader.get(page))
        assert "05.01" in words(manager.get(PAGE))

    def test_sources_are_corrected_one_by_one(self, manager, director):
        figure()
        figure(period="2024")
        address = f"{PAGE}zrodla/"
        send(manager, address, **{Y2023: "GUS"})
        assert [each.source for each in OutsideFigure.objects.order_by("period")] == ["GUS", "księgowość"]
        assert rows_of(director.get(address), "table.grid") == [["Budżet zł", "GUS", "księgowość"]]

    def test_a_source_is_not_emptied(self, manager):
        figure()
        figure(period="2024", source="")  # imported without one
        page = send(manager, f"{PAGE}zrodla/", **{Y2023: ""})
        assert errors_of(page) == {Y2023: "Budżet, 2023 r.: Podaj źródło tej wartości."}

    def test_many_groups_take_few_queries(self, director, django_assert_max_num_queries):
        for number in range(20):
            figure(group=f"g{number}")
        with django_assert_max_num_queries(12):
            assert director.get("/dane-spoza-ewidencji/").status_code == 200
        with django_assert_max_num_queries(12):
            director.get("/dane-spoza-ewidencji/g1/historia/")

    def test_history_says_who_what_and_when(self, manager, director):
        figure()
        send(manager, PAGE, **{Y2023: "2000", "source": "GUS"})
        send(manager, PAGE, **{Y2023: ""})
        rows = [row[:5] for row in rows_of(director.get(f"{PAGE}historia/"))]
        assert rows == [
            ["Budżet", "2023 r.", "wartość", "2 000", "–"],
            ["Budżet", "2023 r.", "wartość", "1 000", "2 000"],
            ["Budżet", "2023 r.", "źródło", "księgowość", "GUS"],
            ["Budżet", "2023 r.", "wartość", "–", "1 000"],
        ]

    def test_history_without_entries_says_why(self, director):
        OutsideHeading.objects.create(group="budget", kind="group", key="budget", label="Budżet")
        assert "nie mają historii" in words(director.get(f"{PAGE}historia/"))

    def test_the_value_gets_into_the_tables(self, manager):
        figure()
        send(manager, PAGE, **{Y2023: "2000"})
        assert figures("figures.budget", "2023") == {"total": 2000}
