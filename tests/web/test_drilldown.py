"""The list behind a figure."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Family
from cases.models.family import FamilyQuerySet
from reporting.models import OutsideFigure, Unit
from tests.clients import MOST_QUERIES, queries_of
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, VisitFactory, create_families
from tests.html_forms import errors_of
from tests.html_pages import links_of, one, rows_of, select, words

FAMILIES = "/dane/support/families/"


def listed(page):
    return [entry.who for entry in page.context["shown"]]


class TestList:
    def test_shows_the_figure_and_who_is_behind_it(self, staff, centre):
        page = staff.get(FAMILIES, {"okres": "2023"})
        assert page.context["listing"].value == 3
        assert sorted(listed(page)) == sorted(map(str, Family.objects.all()))
        for family in Family.objects.all():
            assert str(family) in words(page)

    def test_leads_to_the_page_of_each_family(self, staff, centre):
        links = links_of(staff.get(FAMILIES, {"okres": "2023"}))
        for family in Family.objects.all():
            assert links[str(family)] == reverse("family", args=[family.number])
        children = staff.get("/dane/support/children/", {"okres": "2023"})
        assert len(select(children, 'td[data-label="Rodzina"] a[href^="/rodziny/"]')) == 3

    def test_is_in_polish_order(self, staff, db):
        names = ["Borkowscy", "Bąkowie", "Łąccy", "Lisowie", "Źrebięccy", "Zającowie", "Żakowie"]
        for name in names:
            CaseFactory(family__name=name)
        page = staff.get(FAMILIES, {"okres": "2023"})
        shown = [who.split(" ")[0] for who in listed(page)]
        assert shown == ["Bąkowie", "Borkowscy", "Lisowie", "Łąccy", "Zającowie", "Źrebięccy", "Żakowie"]

    def test_says_what_is_counted_when_and_why(self, staff, centre):
        assert "Niczego tu nie policzono" in words(staff.get("/dane/work/hours/", {"okres": "2023"}))
        VisitFactory(case=CaseFactory(), assistant=AssistantFactory(), visited_on=date(2023, 6, 1), minutes=90)
        page = words(staff.get("/dane/work/hours/", {"okres": "2023"}))
        assert "Co policzono:" in page
        assert "01.06.2023" in page
        assert "1,50" in page
        assert "wizyta w miejscu zamieszkania" in page

    def test_keys_that_a_centre_entered_with_slashes(self, staff, centre):
        OutsideFigure.objects.create(
            group="środki/2023", series="dotacja ~1/2", label="Dotacja", unit=Unit.PLN, period="2023", value=100
        )
        page = staff.get(reverse("tables"), {"okresy": "2023"})
        shown = staff.get(one(page, 'a[href^="/dane/figures."]').get("href"))
        assert shown.status_code == 200
        assert listed(shown) == ["Dotacja"]

    def test_parts_that_a_centre_entered_follow_the_whole(self, staff, centre):
        for series, label in (("alkohol", "w tym z programu"), ("razem", "Budżet"), ("wlasne", "w tym środki własne")):
            OutsideFigure.objects.create(
                group="budget", series=series, label=label, unit=Unit.PLN, period="2023", value=1
            )
        page = staff.get(reverse("tables"), {"okresy": "2023"})
        labels = [row[0] for row in rows_of(page, '[id="tabela-figures.budget"]')]
        assert labels == ["Budżet", "w tym z programu", "w tym środki własne"]

    def test_keys_with_dots(self, staff, centre):
        page = staff.get("/dane/family_kind/difficulties.children/", {"okres": "2023"})
        assert page.context["listing"].value == 3

    @pytest.mark.parametrize("address", ["/dane/nic/families/", "/dane/support/nic/", "/dane/figures.nic/nic/"])
    def test_unknown_figure_is_not_there(self, staff, centre, address):
        assert staff.get(address, {"okres": "2023"}).status_code == 404

    @pytest.mark.parametrize("period", ["", "dwa", "2023-13", "2023-02-01/2023-01-01"])
    def test_nonsense_period_can_be_corrected(self, staff, centre, period):
        page = staff.get(FAMILIES, {"okres": period})
        assert page.status_code == 400
        assert errors_of(page).keys() == {"okres"}
        assert page.context["form"]["okres"].value() == period

    def test_escapes_what_people_typed(self, staff):
        CaseFactory(family=FamilyFactory(name="<script>alert(1)</script>"))
        page = staff.get(FAMILIES, {"okres": "2023"}).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>" not in page

    @pytest.mark.parametrize(
        "figure",
        [
            "support/families",
            "support/children",
            "assessments/missing",
            "care_costs/total.children",
            "problems/poverty",
        ],
    )
    def test_number_of_queries_does_not_grow(self, staff, centre, figure, django_assert_max_num_queries):
        address = f"/dane/{figure}/?okres=2023"
        before = queries_of(staff, address, django_assert_max_num_queries)
        create_families(20)
        assert queries_of(staff, address, django_assert_max_num_queries) == before <= MOST_QUERIES


class TestPages:
    @pytest.fixture(autouse=True)
    def many(self, db):
        CaseFactory.create_batch(112)

    def page(self, staff, number):
        return staff.get(FAMILIES, {"okres": "2023", "strona": number, "rok": "2023"})

    def test_fifty_on_each(self, staff):
        pages = [self.page(staff, number) for number in (1, 2, 3)]
        assert [len(listed(page)) for page in pages] == [50, 50, 12]
        assert len({who for page in pages for who in listed(page)}) == 112
        assert "Pozycje 51–100 ze 112" in words(pages[1])

    def test_lead_to_one_another_and_keep_the_address(self, staff):
        addresses = links_of(self.page(staff, 2)).values()
        assert {"?okres=2023&strona=1&rok=2023", "?okres=2023&strona=3&rok=2023"} <= set(addresses)

    @pytest.mark.parametrize(("asked", "shown"), [("9999", 3), ("-5", 3), ("0", 3), ("x", 1), ("", 1), ("1.5", 1)])
    def test_nonsense_shows_the_nearest(self, staff, asked, shown):
        assert self.page(staff, asked).context["page"].number == shown


class TestHidden:
    def test_says_how_many_and_shows_none_of_them(self, staff, monkeypatch):
        for name in ("Sowa", "Wilk", "Wrona"):
            CaseFactory(family=FamilyFactory(name=name))
        monkeypatch.setattr(FamilyQuerySet, "visible_to", lambda self, user: self.filter(name="Sowa"))
        page = staff.get(FAMILIES, {"okres": "2023"})
        assert page.context["listing"].value == 3
        assert "2 z 3 pozycji są poza Twoim zakresem" in words(page)
        assert "Sowa" in words(page)
        assert "Wilk" not in page.content.decode()

    def test_all_of_them(self, staff, centre, monkeypatch):
        monkeypatch.setattr(FamilyQuerySet, "visible_to", lambda self, user: self.none())
        page = words(staff.get(FAMILIES, {"okres": "2023"}))
        assert "3 z 3 pozycji są poza Twoim zakresem" in page
        assert "Niczego tu nie policzono" not in page

    def test_nothing_hidden_is_not_mentioned(self, staff, centre):
        assert "poza Twoim zakresem" not in words(staff.get(FAMILIES, {"okres": "2023"}))


class TestWayBack:
    @pytest.mark.parametrize(
        ("query", "address"),
        [
            ({"okres": "2022", "rok": "2023", "porownaj": "1"}, "/sprawozdanie/2023/?porownaj=1"),
            ({"okres": "2022"}, "/sprawozdanie/2022/?porownaj=2"),
            ({"okres": "2022", "rok": "dwa"}, "/tabele/?okresy=2022"),
            ({"okres": "2022", "okresy": "2022,2023-H1"}, "/tabele/?okresy=2022,2023-H1"),
            ({"okres": "2022", "okresy": "dwa"}, "/tabele/?okresy=2022"),
            ({"okres": "2023-H1"}, "/tabele/?okresy=2023-H1"),
        ],
    )
    def test_leads_to_the_table_it_was_opened_from(self, staff, centre, query, address):
        assert f"{address}#tabela-support" in links_of(staff.get(FAMILIES, query)).values()
        assert len(select(staff.get(address), "#tabela-support")) == 1
