"""The list of families: search, filters, order, pages, the file."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assistants.assignments.services import assign
from cases.models import Assessment, FamilyProblem, Placement, Referral
from cases.models.family import FamilyQuerySet
from familycare.centre.models import Problem
from tests.clients import queries_of, signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_forms import errors_of
from tests.html_pages import all_words, links_of, select, words
from tests.web.family_lists import LIST, MORE, XLSX, listed, rows, search

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


@pytest.fixture
def sowa(db):
    """A family with an open case that was assessed in time."""
    case = CaseFactory(family=FamilyFactory(name="Sowa", number="R1"), opened_on=date(2024, 1, 10))
    return case.family


@pytest.fixture
def wilk(db):
    """A family without support."""
    return FamilyFactory(name="Wilk", number="R2", structure="single_mother", district="Zdrój")


@pytest.mark.parametrize("label", ["Asystent", "Ostatni kontakt"])
def test_empty_cells_are_hidden_on_a_phone(staff, wilk, label):
    """The style sheet hides the cells with this element."""
    assert words(staff.get(LIST), f'td[data-label="{label}"] > .nothing') == "–"


class TestAccess:
    @pytest.mark.parametrize("address", [LIST, XLSX, MORE])
    def test_anonymous_signs_in_first(self, client, sowa, address):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))

    @pytest.mark.parametrize("address", [LIST, XLSX, MORE])
    def test_strangers_are_refused(self, stranger, sowa, address):
        response = stranger.get(address)
        assert response.status_code == 403
        assert "Sowa" not in response.content.decode()

    def test_shows_only_what_the_user_may_see(self, staff, sowa, wilk, monkeypatch):
        monkeypatch.setattr(FamilyQuerySet, "visible_to", lambda self, user: self.filter(name="Wilk"))
        assert listed(staff.get(LIST)) == ["Wilk"]
        assert listed(search(staff, szukaj="sowa")) == []
        assert [row[0] for row in rows(staff.get(XLSX))] == ["Wilk"]

    @pytest.mark.parametrize(("role", "by_a_part"), [("social_worker", False), ("director", False), ("manager", True)])
    def test_only_users_who_may_uncover_a_pesel_find_by_a_part_of_it(self, sowa, role, by_a_part):
        user = UserFactory(role=role)
        sowa.social_worker = user
        sowa.save()
        PersonFactory(family=sowa, number="O1", first_name="Ewa", last_name="Sowa", pesel="90051412343")
        client = signed_in(user)
        assert listed(search(client, szukaj="90051412343")) == ["Sowa"]
        page = search(client, szukaj="9005141234")
        assert listed(page) == (["Sowa"] if by_a_part else [])
        assert ("cały PESEL" in words(page)) == (not by_a_part)
        found = client.post(reverse("search_families"), {"szukaj": "9005141234"}).url
        assert len(rows(client.get(found.replace(LIST, XLSX)))) == by_a_part

    @pytest.mark.parametrize("address", [LIST, XLSX, MORE])
    def test_refuses_post(self, staff, address):
        assert staff.post(address).status_code == 405


class TestList:
    def test_says_what_is_going_on(self, staff, sowa):
        case = sowa.cases.get()
        ewa = AssistantFactory(first_name="Ewa", last_name="Żak")
        assign(case=case, assistant=ewa, starts_on=date(2024, 1, 10))
        VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 4, 2))
        VisitFactory(case=case, assistant=ewa, visited_on=date(2024, 4, 30), kind="attempted_visit")
        PersonFactory(family=sowa)
        PersonFactory(family=sowa, birth_date=date(2000, 1, 1))
        page = staff.get(LIST)
        assert links_of(page, "tbody a") == {
            "Sowa": reverse("family", args=["R1"]),
            "1": "/rodziny/R1/#osoby",
            "Ewa Żak": reverse("assistant", args=[ewa.number]),
        }
        text = words(page)
        assert "10.01.2024" in text
        assert "02.04.2024" in text
        assert "30.04.2024" not in page.content.decode()
        assert "do 10 lipca" in text
        assert "1 rodzina" in text

    def test_former_assistants_and_support_that_ended(self, staff):
        case = CaseFactory(opened_on=date(2022, 1, 1), closed_on=date(2023, 2, 1))
        assign(case=case, assistant=AssistantFactory(), starts_on=date(2022, 1, 1), ends_on=date(2023, 2, 1))
        page = staff.get(LIST)
        text = words(page, "#lista")
        assert "01.01.2022– 01.02.2023" in text
        assert "wsparcie zakończone" in text
        assert "po terminie" not in text
        assert not select(page, '#lista a[href^="/asystenci/"]')

    def test_without_any_family_says_what_to_do(self, staff):
        page = staff.get(LIST)
        assert "Nie ma tu jeszcze żadnej rodziny" in words(page)
        assert reverse("import") in links_of(page, "#lista a").values()

    def test_users_without_a_family_read_how_they_get_one(self, db):
        expected = {"social_worker": "za które odpowiadasz", "assistant": "Rodziny przydziela kierownik zespołu"}
        for role, sentence in expected.items():
            page = words(signed_in(StaffFactory(role=role)).get(LIST))
            assert sentence in page and "Zapisz ten widok" not in page

    def test_escapes_what_people_typed(self, staff):
        FamilyFactory(name="<script>alert(1)</script>")
        page = search(staff, szukaj="<script>").content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>" not in page

    def test_names_of_every_kind(self, staff):
        names = ["D’Amico-Źdźbło", "O'Hara", "Ó" * 80]
        for name in names:
            PersonFactory.create_batch(12, family=FamilyFactory(name=name))
        page = staff.get(LIST)
        assert set(listed(page)) == set(names)
        assert all_words(page, 'a[href$="#osoby"]') == ["12"] * 3

    def test_number_of_queries_is_small_and_does_not_grow(self, staff, django_assert_max_num_queries):
        def more(count):
            for _n in range(count):
                case = CaseFactory()
                PersonFactory(family=case.family)
                assign(case=case, assistant=AssistantFactory(), starts_on=date(2024, 1, 1))
                VisitFactory(case=case)
                Assessment.objects.create(case=case, held_on=date(2024, 2, 1))

        address = f"{LIST}?stan=otwarte&kolejnosc=-last_contact"
        more(20)
        before = queries_of(staff, address, django_assert_max_num_queries)
        more(180)
        assert queries_of(staff, address, django_assert_max_num_queries) == before <= MOST_QUERIES
        assert queries_of(staff, f"{LIST}?filtry=wszystkie", django_assert_max_num_queries) <= MOST_QUERIES
        everything = "&".join(
            ("szukaj=a", "asystent=A1", "podstawa=consent", "problem=x", "dzielnica=x", "po_terminie=tak")
        )
        address = staff.get(f"{LIST}?{everything}").url
        assert queries_of(staff, address, django_assert_max_num_queries) <= MOST_QUERIES


class TestOrder:
    def test_polish_by_name_and_back(self, staff):
        for name in ("Żak", "Łoś", "Lis", "Zając", "Ćma", "Czyż"):
            FamilyFactory(name=name)
        names = ["Czyż", "Ćma", "Lis", "Łoś", "Zając", "Żak"]
        assert listed(staff.get(LIST)) == names
        assert listed(search(staff, kolejnosc="-name")) == names[::-1]

    def test_by_the_last_contact_the_oldest_first(self, staff):
        for name, days in {"Dawno": [3, 1], "Niedawno": [2, 9], "Nigdy": []}.items():
            case = CaseFactory(family=FamilyFactory(name=name))
            for day in days:
                VisitFactory(case=case, visited_on=date(2024, 4, day))
        assert listed(search(staff, kolejnosc="last_contact")) == ["Nigdy", "Dawno", "Niedawno"]
        assert listed(search(staff, kolejnosc="-last_contact")) == ["Niedawno", "Dawno", "Nigdy"]

    def test_by_the_first_day_of_the_last_support(self, staff, sowa, wilk):
        CaseFactory(family=FamilyFactory(name="Kruk"), opened_on=date(2023, 1, 1))
        assert listed(search(staff, kolejnosc="since")) == ["Kruk", "Sowa", "Wilk"]
        assert listed(search(staff, kolejnosc="-since")) == ["Sowa", "Kruk", "Wilk"]

    @pytest.mark.parametrize("order", ["nic", "state", "'; DROP", "\0", "-" * 50])
    def test_nonsense_gives_the_usual_order(self, staff, sowa, wilk, order):
        assert listed(search(staff, kolejnosc=order)) == ["Sowa", "Wilk"]


class TestFilters:
    def test_state(self, staff, sowa, wilk):
        CaseFactory(family=FamilyFactory(name="Kruk"), closed_on=date(2023, 1, 1))
        Referral.objects.create(family=FamilyFactory(name="Bóbr"), source="family", referred_on=date(2024, 5, 1))
        by_state = {"otwarte": "Sowa", "oczekujace": "Bóbr", "zakonczone": "Kruk", "bez_wsparcia": "Wilk"}
        assert {state: listed(search(staff, stan=state)) for state in by_state} == {
            state: [name] for state, name in by_state.items()
        }
        assert listed(search(staff, stan="")) == ["Bóbr", "Kruk", "Sowa", "Wilk"]

    def test_assistant_of_today(self, staff, sowa, wilk):
        ewa = AssistantFactory()
        assign(case=sowa.cases.get(), assistant=ewa, starts_on=date(2024, 5, 20))
        assign(case=CaseFactory(), assistant=ewa, starts_on=date(2024, 1, 1), ends_on=date(2024, 5, 19))
        assert listed(search(staff, asystent=ewa.number)) == ["Sowa"]

    def test_basis_and_kind_of_the_present_case(self, staff, sowa, wilk):
        kruk = FamilyFactory(name="Kruk")
        CaseFactory(family=kruk, basis="court_order", opened_on=date(2021, 1, 1), closed_on=date(2021, 9, 1))
        CaseFactory(family=kruk, basis="application", kind="za_zyciem")
        assert listed(search(staff, podstawa="court_order")) == []
        assert listed(search(staff, podstawa="application")) == listed(search(staff, rodzaj="za_zyciem")) == ["Kruk"]
        assert listed(search(staff, podstawa="consent")) == listed(search(staff, rodzaj="difficulties")) == ["Sowa"]

    def test_structure_and_district(self, staff, sowa, wilk):
        assert listed(search(staff, struktura="single_mother")) == ["Wilk"]
        assert listed(search(staff, dzielnica="Zdrój")) == ["Wilk"]
        assert listed(search(staff, struktura="single_mother", stan="otwarte")) == []

    def test_problem_that_is_not_resolved(self, staff, sowa, wilk):
        problem, other = Problem.objects.all()[:2]
        FamilyProblem.objects.create(family=sowa, problem=problem, identified_on=date(2024, 1, 1))
        FamilyProblem.objects.create(family=sowa, problem=other, identified_on=date(2024, 1, 1))
        FamilyProblem.objects.create(
            family=wilk, problem=problem, identified_on=date(2023, 1, 1), resolved_on=date(2024, 5, 20)
        )
        assert listed(search(staff, problem=problem.pk)) == ["Sowa"]

    def test_children_in_foster_care_today(self, staff, sowa, wilk):
        days = {"starts_on": date(2024, 1, 1)}
        for _n in range(2):
            Placement.objects.create(person=PersonFactory(family=sowa), form="kinship_foster", **days)
        Placement.objects.create(person=PersonFactory(family=wilk), form="sociotherapy_centre", **days)
        Placement.objects.create(
            person=PersonFactory(family=wilk), form="kinship_foster", over_on=date(2024, 5, 20), **days
        )
        assert listed(search(staff, w_pieczy="tak")) == ["Sowa"]

    def test_a_main_carer_under_18(self, staff, sowa, wilk):
        PersonFactory(family=sowa, role="parent", main_carer=True, birth_date=date(2007, 1, 1))
        PersonFactory(family=wilk, role="parent", main_carer=True, birth_date=date(2000, 1, 1))
        PersonFactory(family=wilk, birth_date=date(2020, 1, 1))
        PersonFactory(
            family=wilk, role="parent", main_carer=True, birth_date=date(2007, 1, 1), left_on=date(2024, 5, 1)
        )
        assert listed(search(staff, maloletni="tak")) == ["Sowa"]

    @pytest.mark.parametrize(
        ("opened_on", "held_on", "overdue"),
        [
            (date(2023, 11, 19), [], True),
            (date(2023, 11, 20), [], False),
            (date(2022, 1, 1), [date(2022, 6, 1), date(2023, 11, 19)], True),
            (date(2022, 1, 1), [date(2023, 11, 20), date(2022, 6, 1)], False),
            (date(2023, 1, 1), [date(2022, 12, 1)], True),
        ],
    )
    def test_overdue_assessment(self, staff, opened_on, held_on, overdue):
        case = CaseFactory(family=FamilyFactory(name="Kruk"), opened_on=opened_on)
        for day in held_on:
            Assessment.objects.create(case=case, held_on=day)
        assert listed(search(staff, po_terminie="tak")) == (["Kruk"] if overdue else [])
        assert ("po terminie" in words(staff.get(LIST), "#lista")) == overdue

    def test_nothing_is_overdue_when_the_support_ended(self, staff):
        CaseFactory(closed_on=date(2023, 1, 1))
        assert listed(search(staff, po_terminie="tak")) == []

    def test_chosen_filters_stand_above_the_list_and_can_be_removed(self, staff, sowa):
        page = search(staff, szukaj="sow", stan="otwarte", po_terminie="", strona="2")
        assert "„sow”" in words(page, ".chosen")
        addresses = links_of(page, ".chosen a").values()
        assert "/rodziny/?stan=otwarte" in addresses
        (alone,) = [address for address in addresses if address.startswith("/rodziny/?szukaj=")]
        assert "&" not in alone
        assert "„sow”" in words(staff.get(alone), ".chosen")

    def test_nothing_found_says_what_to_do(self, staff, sowa):
        assert "Żadna rodzina nie spełnia" in words(search(staff, szukaj="żuraw"))


class TestMoreFilters:
    DISTRICT = 'option[value="Zdrój"]'

    def test_are_loaded_on_request(self, staff, wilk):
        assert not select(staff.get(LIST), self.DISTRICT)
        assert words(staff.get(MORE), self.DISTRICT) == "Zdrój"

    def test_are_on_the_page_on_request(self, staff, sowa, wilk):
        page = search(staff, szukaj="R2")
        assert "/rodziny/?filtry=wszystkie&szukaj=R2" in links_of(page).values()
        page = search(staff, filtry="wszystkie", szukaj="wilk")
        assert words(page, self.DISTRICT) == "Zdrój"
        assert listed(page) == ["Wilk"]

    @pytest.mark.parametrize("chosen", [{"dzielnica": "Zdrój"}, {"po_terminie": "tak"}, {"asystent": "nikt"}])
    def test_are_on_a_page_that_uses_one(self, staff, wilk, chosen):
        assert words(search(staff, **chosen), self.DISTRICT) == "Zdrój"


class TestInvalidFilters:
    @pytest.mark.parametrize(
        "query",
        [
            {"stan": "nic"},
            {"asystent": "nikt"},
            {"problem": "żaden"},
            {"dzielnica": "Atlantyda"},
            {"rodzaj": "\0"},
            {"asystent": "a\0b"},
            {"problem": "a\0b"},
            {"szukaj": "a\0b"},
            {"szukaj": "a" * 10_000},
        ],
    )
    def test_is_reported_and_filters_nothing(self, staff, sowa, wilk, query):
        page = search(staff, **query)
        assert page.status_code == 200
        assert errors_of(page).keys() == query.keys()
        assert listed(page) == ["Sowa", "Wilk"]

    def test_the_other_filters_still_hold(self, staff, sowa, wilk):
        page = search(staff, stan="nic", szukaj="wilk")
        assert listed(page) == ["Wilk"]
        assert "Filtr „Stan” nie zna wartości „nic”" in errors_of(page)["stan"]

    def test_long_search_says_how_long(self, staff):
        page = search(staff, szukaj="a" * 10_000)
        assert "może mieć najwyżej 100 znaków, a jest dłuższy" in errors_of(page)["szukaj"]

    @pytest.mark.parametrize(
        "query", [{"szukaj": "   "}, {"w_pieczy": ""}, {"nieznany": "x"}, {"stan": ["otwarte", ""]}]
    )
    def test_empty_values_filter_nothing(self, staff, sowa, wilk, query):
        page = search(staff, **query)
        assert listed(page) == ["Sowa", "Wilk"]
        assert "error-summary" not in page.content.decode()

    @pytest.mark.parametrize("text", ["%", "_", "100%_"])
    def test_wildcards_are_searched_literally(self, staff, sowa, text):
        assert listed(search(staff, szukaj=text)) == []

    @pytest.mark.parametrize(("asked", "shown"), [("2", 2), ("9999", 2), ("-5", 2), ("0", 2), ("x", 1), ("\0", 1)])
    def test_pages_beyond_the_list_are_the_nearest(self, staff, asked, shown):
        FamilyFactory.create_batch(51)
        page = search(staff, strona=asked)
        assert f"Strona {shown} z 2" in words(page)
        assert len(listed(page)) == (50, 1)[shown - 1]


class TestAsYouType:
    def test_the_address_has_only_the_chosen_filters(self, staff, sowa):
        query = {"szukaj": "R1", "stan": "", "nieznany": "1", "kolejnosc": "-name"}
        response = staff.get(LIST, query, headers={"HX-Request": "true"})
        assert response.headers["HX-Push-Url"] == "/rodziny/?szukaj=R1&kolejnosc=-name"
        assert listed(response) == ["Sowa"]
        assert "HX-Push-Url" not in staff.get(LIST, query).headers


class TestFile:
    def test_has_the_filtered_families_in_the_same_order(self, staff, sowa, wilk):
        PersonFactory(family=sowa)
        FamilyFactory.create_batch(60)
        response = staff.get(XLSX, {"kolejnosc": "-name"})
        assert 'filename="rodziny-2024-05-20.xlsx"' in response.headers["Content-Disposition"]
        assert len(rows(response)) == 62
        assert rows(response)[0][:3] == ("Wilk", "R2", "bez wsparcia")
        (row,) = rows(staff.get(XLSX, {"szukaj": "R1", "stan": "otwarte"}))
        assert row[:3] == ("Sowa", "R1", "objęta wsparciem")
        assert row[6] == 1
        assert [day.date() if day else None for day in row[7:]] == [date(2024, 1, 10), None, None, date(2024, 7, 10)]

    def test_text_like_a_formula_stays_text(self, staff):
        FamilyFactory(name="=1+1", district="@x")
        sheet = load_workbook(BytesIO(staff.get(XLSX).content)).active
        assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")

    def test_without_families_has_only_heads(self, staff):
        assert rows(staff.get(XLSX)) == []

    def test_nonsense_leads_to_the_page_that_explains_it(self, staff, sowa):
        response = staff.get(XLSX, {"stan": "nic", "szukaj": "R1"})
        assert (response.status_code, response.url) == (302, "/rodziny/?szukaj=R1&stan=nic")

    def test_number_of_queries_does_not_grow(self, staff, sowa, django_assert_max_num_queries):
        before = queries_of(staff, XLSX, django_assert_max_num_queries)
        CaseFactory.create_batch(30)
        assert queries_of(staff, XLSX, django_assert_max_num_queries) == before <= MOST_QUERIES
