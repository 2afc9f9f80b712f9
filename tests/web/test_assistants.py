"""The list of assistants and the page of an assistant."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.diary.month import diary_of
from assistants.models import Post, Training
from familycare.centre.models import Funding
from familycare.lib.months import Month
from tests.clients import queries_of
from tests.factories import AssistantFactory, CaseFactory, UserFactory, VisitFactory
from tests.html_pages import links_of, words

LIST = reverse("assistants")
MOST_QUERIES = 13


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2023-06-20 12:00")


@pytest.fixture
def ewa(db):
    return AssistantFactory(first_name="Ewa", last_name="Żak-D’Amico")


def address_of(assistant):
    return reverse("assistant", args=[assistant.number])


def busy(assistant, number, **dates):
    return [
        assign(case=CaseFactory(), assistant=assistant, **{"starts_on": date(2023, 5, 1), **dates})
        for _n in range(number)
    ]


class TestAccess:
    def test_anonymous_signs_in_first(self, client, ewa):
        for address in (LIST, address_of(ewa)):
            response = client.get(address)
            assert response.status_code == 302
            assert response.url.startswith(reverse("account_login"))

    def test_strangers_are_refused(self, stranger, ewa):
        busy(ewa, 1)
        for address in (LIST, address_of(ewa)):
            response = stranger.get(address)
            assert response.status_code == 403
            assert "Żak" not in response.content.decode()

    def test_refuses_post(self, staff, ewa):
        assert staff.post(LIST).status_code == staff.post(address_of(ewa)).status_code == 405


class TestList:
    def names(self, page):
        return [row.record.last_name for row in page.context["table"].paginated_rows]

    def test_shows_load_limit_and_next_free_place(self, staff, ewa):
        full = AssistantFactory(last_name="Adamska", max_families=2)
        busy(full, 2)
        busy(ewa, 1)
        page = words(staff.get(LIST))
        assert "Adamska Róża 2 z 2 komplet brak 01.01.2020" in page
        assert "Żak-D’Amico Ewa 1 z 15 od zaraz 01.01.2020" in page

    def test_says_on_which_day_a_place_is_free(self, staff):
        busy(AssistantFactory(max_families=1), 1, ends_on=date(2023, 7, 1))
        assert "od 02.07.2023" in words(staff.get(LIST))

    def test_is_in_polish_order(self, staff):
        for name in ("Zięba", "Łącka", "Ćwik", "Żak", "Lis", "Cyga", "Mak"):
            AssistantFactory(last_name=name)
        in_order = ["Cyga", "Ćwik", "Lis", "Łącka", "Mak", "Zięba", "Żak"]
        assert self.names(staff.get(LIST)) == in_order
        assert self.names(staff.get(LIST, {"kolejnosc": "-last_name"})) == in_order[::-1]

    def test_can_be_ordered_by_load(self, staff):
        for number in (2, 0, 1):
            busy(AssistantFactory(last_name=f"Z{number}"), number)
        assert self.names(staff.get(LIST, {"kolejnosc": "-load"})) == ["Z2", "Z1", "Z0"]

    @pytest.mark.parametrize(
        ("state", "names"),
        [
            (None, ["Dzisiejsza", "Ostatnia"]),
            ("zatrudnieni", ["Dzisiejsza", "Ostatnia"]),
            ("byli", ["Wczorajsza"]),
            ("", ["Dzisiejsza", "Ostatnia", "Wczorajsza"]),
        ],
    )
    def test_shows_present_or_former_assistants(self, staff, state, names):
        AssistantFactory(last_name="Dzisiejsza")
        AssistantFactory(last_name="Ostatnia", employed_to=date(2023, 6, 20))
        AssistantFactory(last_name="Wczorajsza", employed_to=date(2023, 6, 19))
        assert self.names(staff.get(LIST, {} if state is None else {"stan": state})) == names

    def test_empty_list_says_so(self, staff):
        assert "Nie ma tu żadnego asystenta" in words(staff.get(LIST))

    @pytest.mark.parametrize(
        "query",
        [
            {"stan": "zwolnieni"},
            {"stan": "\0"},
            {"stan": "x" * 10_000},
        ],
    )
    def test_nonsense_state_is_answered_with_a_sentence(self, staff, ewa, query):
        page = staff.get(LIST, query)
        assert page.status_code == 200
        assert "Nie ma takiego stanu" in words(page)
        assert self.names(page) == ["Żak-D’Amico"]

    @pytest.mark.parametrize(
        "query", [{"strona": "9999"}, {"strona": "x"}, {"kolejnosc": "pesel"}, {"kolejnosc": "\0"}, {"strona": "-1"}]
    )
    def test_nonsense_page_and_order_show_the_list(self, staff, ewa, query):
        assert self.names(staff.get(LIST, query)) == ["Żak-D’Amico"]

    def test_queries_are_few_and_do_not_grow(self, staff, ewa, django_assert_max_num_queries):
        busy(ewa, 1)
        before = queries_of(staff, LIST, django_assert_max_num_queries)
        for assistant in AssistantFactory.create_batch(5):
            busy(assistant, 2)
        assert queries_of(staff, LIST, django_assert_max_num_queries) == before <= MOST_QUERIES


class TestPage:
    def test_shows_the_families_with_since_and_last_contact(self, staff, ewa):
        (assignment,) = busy(ewa, 1)
        VisitFactory(case=assignment.case, assistant=ewa, visited_on=date(2023, 6, 2))
        page = staff.get(address_of(ewa))
        family = assignment.family
        assert links_of(page)[family.name] == reverse("family", args=[family.number])
        assert "01.05.2023 02.06.2023" in words(page)
        assert "1 z 15" in words(page)

    def test_shows_posts_and_trainings_by_year(self, staff, ewa):
        funding = Funding.objects.first()
        Post.objects.create(
            assistant=ewa, funding=funding, fraction="0.5", starts_on="2022-01-01", ends_on="2022-12-31"
        )
        for year in (2021, 2023):
            Training.objects.create(
                assistant=ewa, title=f"FASD {year}", kind="training", held_on=date(year, 3, 1), hours="5.5"
            )
        page = words(staff.get(address_of(ewa)))
        assert f"{funding}: 0,5 etatu (popraw) 01.01.2022–31.12.2022" in page
        assert "2023 FASD 2023 szkolenie, 01.03.2023, 5 godz. 30 min 2021 FASD 2021" in page

    def test_of_a_new_assistant_says_what_is_missing(self, staff, ewa):
        page = words(staff.get(address_of(ewa)))
        for sentence in (
            "Nie ma dziś żadnej rodziny",
            "nie ma wpisów",
            "Nie wpisano żadnego etatu",
            "żadnego szkolenia",
        ):
            assert sentence in page

    def test_of_a_former_assistant_says_so(self, staff):
        page = words(staff.get(address_of(AssistantFactory(employed_to=date(2023, 1, 31)))))
        assert "nie pracuje" in page
        assert "31 stycznia 2023" in page

    @pytest.mark.parametrize("number", ["nikt", "A%00", "x" * 3000, "%25"])
    def test_of_nobody_is_not_found(self, staff, ewa, number):
        assert staff.get(f"/asystenci/{number}/").status_code == 404

    def test_queries_are_few_and_do_not_grow(self, staff, ewa, django_assert_max_num_queries):
        taken = []
        for number in (1, 5):
            for assignment in busy(ewa, number):
                VisitFactory(case=assignment.case, assistant=ewa, visited_on=date(2023, 6, 2))
                Training.objects.create(assistant=ewa, title="FASD", kind="training", held_on=date(2023, 3, 1))
            taken.append(queries_of(staff, address_of(ewa), django_assert_max_num_queries))
        assert taken[0] == taken[1] <= MOST_QUERIES


class TestDiary:
    def test_of_a_month_adds_up(self, staff, ewa):
        for day, minutes, advice in (
            (date(2023, 6, 1), 90, 2),
            (date(2023, 6, 30), 10, None),
            (date(2023, 7, 1), 60, 1),
        ):
            VisitFactory(assistant=ewa, visited_on=day, minutes=minutes, advice_count=advice)
        page = staff.get(address_of(ewa), {"miesiac": "2023-06"})
        assert "Dziennik: czerwiec 2023" in words(page)
        assert "2 wpisy, 1 godz. 40 min pracy, 2 porady" in words(page)
        assert "30.06.2023" in words(page)
        assert "01.07.2023" not in page.content.decode()

    def test_leads_to_the_months_before_and_after(self, staff, ewa):
        links = links_of(staff.get(address_of(ewa), {"miesiac": "2023-01"}), "#dziennik nav a")
        assert list(links.values()) == ["?miesiac=2022-12#dziennik", "?miesiac=2023-02#dziennik"]

    def test_without_entries_leads_to_the_last_month_with_some(self, staff, ewa):
        VisitFactory(assistant=ewa, visited_on=date(2022, 11, 5))
        links = links_of(staff.get(address_of(ewa)))
        assert links["Ostatnie wpisy: listopad 2022"] == "?miesiac=2022-11#dziennik"

    @pytest.mark.parametrize(
        "month", ["maj", "2023-13", "2023-00", "0000-01", "9999-12", "2023-6", "\0", "١٢٣٤-٠١", "<b>", "x" * 10_000]
    )
    def test_nonsense_month_is_answered_with_a_sentence(self, staff, ewa, month):
        page = staff.get(address_of(ewa), {"miesiac": month})
        assert page.status_code == 200
        assert "Nie rozumiem miesiąca" in words(page)
        assert "Dziennik: czerwiec 2023" in words(page)
        assert "<b>”" not in page.content.decode()

    @pytest.mark.parametrize("month", ["1900-01", "2199-12"])
    def test_first_and_last_month_can_be_shown(self, staff, ewa, month):
        assert staff.get(address_of(ewa), {"miesiac": month}).status_code == 200

    def test_hides_families_of_others(self, ewa):
        VisitFactory(assistant=ewa, visited_on=date(2023, 6, 1))
        assert diary_of(ewa, Month.parse("2023-06"), UserFactory()).visits == ()
