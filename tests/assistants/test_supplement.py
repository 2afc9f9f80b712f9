"""The supplement to pay: costs and supplements by month, caps, the settlement of a year."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assistants.models import MonthOfPost, SupplementCap
from assistants.supplement.services import save_cap, save_month
from assistants.supplement.settlement import cap_of
from familycare.centre.models import Funding
from familycare.lib.months import Month
from tests.clients import signed_in
from tests.factories import AssistantFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

YEAR, CAP = reverse("supplement"), reverse("supplement_cap")
MARCH, APRIL = Month.parse("2024-03"), Month.parse("2024-04")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def funding():
    return Funding.objects.get_or_create(code="own", defaults={"label": "środki gminy"})[0]


@pytest.fixture
def ewa(funding):
    """The post of Ewa: a half, since 2023."""
    assistant = AssistantFactory(first_name="Ewa", last_name="Żak", number="A7")
    return assistant.posts.create(funding=funding, fraction=Decimal("0.5"), starts_on=date(2023, 1, 1))


@pytest.fixture
def jan(funding):
    """The post of Jan: a whole one, until 15 March 2024."""
    assistant = AssistantFactory(first_name="Jan", last_name="Dąb")
    days = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 3, 15)}
    return assistant.posts.create(funding=funding, fraction=1, **days)


@pytest.fixture
def cap():
    return save_cap(month=Month.parse("2024-01"), amount=Decimal(200))


def page_of(month):
    return reverse("supplement_month", args=[month])


def typed(*rows):
    """`rows`: (Post, cost, supplement)"""
    cells = {}
    for post, cost, supplement in rows:
        cells |= {f"cost_{post.pk}": cost, f"supplement_{post.pk}": supplement}
    return cells


def said(client, address=YEAR):
    return words(client.get(address)).replace("\xa0", " ")


class TestMonth:
    def test_is_a_grid_of_the_posts_held_in_it(self, manager, ewa, jan, cap):
        assert send(manager, page_of(MARCH), **typed((ewa, "3200,50", "100"), (jan, "6 400", "200"))).url == (
            f"{YEAR}?rok=2024"
        )
        saved = {each.post: (each.cost, each.supplement) for each in MonthOfPost.objects.all()}
        assert saved == {ewa: (Decimal("3200.50"), 100), jan: (6400, 200)}
        april = fields_of(manager.get(page_of(APRIL)))
        assert f"cost_{ewa.pk}" in april and f"cost_{jan.pk}" not in april

    def test_offers_the_amounts_of_the_month_before(self, manager, ewa, cap):
        save_month(month=MARCH, amounts={ewa: (Decimal("3200.50"), Decimal(100))})
        page = manager.get(page_of(APRIL))
        assert fields_of(page)[f"cost_{ewa.pk}"] == "3\xa0200,50"
        assert "podano kwoty z poprzedniego miesiąca" in words(page)
        assert MonthOfPost.objects.count() == 1

    def test_a_broken_cell_keeps_the_others(self, manager, ewa, jan, cap):
        page = send(manager, page_of(MARCH), **typed((ewa, "dużo", "100"), (jan, "6400", "200,01")))
        assert errors_of(page)[f"cost_{ewa.pk}"] == "Wpisz kwotę, np. 5400,50."
        page = send(manager, page_of(MARCH), **typed((ewa, "3200", "100,01"), (jan, "6400", "200")))
        assert "Najwyżej 100,00 zł na tę część etatu." in errors_of(page)[f"supplement_{ewa.pk}"].replace("\xa0", " ")
        assert fields_of(page)[f"cost_{jan.pk}"] == "6400"
        assert not MonthOfPost.objects.exists()

    @pytest.mark.parametrize("amount", ["-1", "1,001", "9" * 30, "1000000"])
    def test_an_impossible_amount_is_explained(self, manager, ewa, amount):
        assert errors_of(send(manager, page_of(MARCH), **typed((ewa, amount, ""))))[f"cost_{ewa.pk}"]

    def test_a_supplement_needs_a_cap(self, manager, ewa):
        page = send(manager, page_of(MARCH), **typed((ewa, "3200", "100")))
        assert "Nie wpisano jeszcze limitu dodatku na marzec 2024." in errors_of(page)[f"supplement_{ewa.pk}"]
        assert send(manager, page_of(MARCH), **typed((ewa, "3200", ""))).status_code == 302

    def test_an_emptied_row_is_taken_back(self, manager, ewa, cap):
        save_month(month=MARCH, amounts={ewa: (Decimal(3200), Decimal(100))})
        send(manager, page_of(MARCH), **typed((ewa, "", "")))
        assert not MonthOfPost.objects.exists()

    def test_of_two_people_the_second_sees_both_versions(self, manager, ewa, cap):
        opened = fields_of(manager.get(page_of(MARCH)))
        send(manager, page_of(MARCH), **typed((ewa, "3200", "100")))
        page = manager.post(page_of(MARCH), opened | typed((ewa, "3300", "100")))
        assert "Ktoś zmienił te dane" in words(page)
        assert manager.post(page_of(MARCH), opened | typed((ewa, "3200", "100"))).status_code == 302

    @pytest.mark.parametrize("month", ["2024-13", "x", "24-01"])
    def test_a_wrong_address_is_not_found(self, manager, month):
        assert manager.get(page_of(month)).status_code == 404


class TestCaps:
    def test_hold_from_their_month_for_a_part_of_a_post(self, cap):
        save_cap(month=APRIL, amount=Decimal("333.33"))
        caps = SupplementCap.objects.all()
        assert cap_of(Decimal("0.5"), MARCH, caps) == 100
        assert cap_of(Decimal("0.5"), APRIL, caps) == Decimal("166.67")
        assert cap_of(Decimal(1), Month.parse("2023-12"), caps) is None

    def test_are_entered_and_corrected(self, manager):
        send(manager, CAP, since="2024-01", amount="150")
        send(manager, CAP, since="2024-01", amount="200,00")
        assert SupplementCap.objects.get().amount == 200
        assert "od: styczeń 2024 200,00 zł za miesiąc na cały etat" in said(manager)

    @pytest.mark.parametrize(
        ("field", "text"), [("since", "styczeń"), ("since", ""), ("amount", "-1"), ("amount", "x"), ("amount", "")]
    )
    def test_bad_input_is_explained_and_kept(self, manager, field, text):
        page = send(manager, CAP, **{"since": "2024-01", "amount": "200"} | {field: text})
        assert errors_of(page)[field] and fields_of(page)[field] == text
        assert not SupplementCap.objects.exists()

    def test_one_of_a_wrong_month_is_taken_back(self, manager, cap):
        save_cap(month=APRIL, amount=Decimal(150))
        assert "nie ma limitu" in errors_of(send(manager, CAP, since="2024-03", amount=""))["amount"]
        assert send(manager, CAP, since="2024-04", amount="").status_code == 302
        assert SupplementCap.objects.get() == cap

    def test_a_share_of_the_cost_is_only_what_the_manager_enters(self, manager, ewa, cap):
        save_month(month=MARCH, amounts={ewa: (Decimal(200), Decimal(100))})
        assert "kosztu" not in words(manager.get(f"{YEAR}?rok=2024"), "main table")
        asked = {"since": "2024-01", "amount": "200"}
        page = send(manager, CAP, **asked, share="40")
        assert errors_of(page) == {"source": "Napisz, gdzie program mówi o tym udziale."}
        assert fields_of(page)["share"] == "40"
        assert send(manager, CAP, **asked, share="40", source="Program 2024, pkt 7").status_code == 302
        page = words(manager.get(f"{YEAR}?rok=2024")).replace("\xa0", " ")
        assert "ponad 40% kosztu" in page and "1 miesiąc z dodatkiem większym" in page
        assert "najwyżej 40% kosztu etatu (Program 2024, pkt 7)" in page
        book = load_workbook(BytesIO(manager.get(reverse("supplement_xlsx", args=[2024])).content))
        assert [row[-1].value for row in book.active.iter_rows(min_row=2, max_row=2)] == ["dodatek ponad 40% kosztu"]

    def test_a_supplement_of_just_the_share_is_not_marked(self, manager, ewa, cap):
        save_cap(month=Month.parse("2024-01"), amount=Decimal(200), share=50, source="Program")
        save_month(month=MARCH, amounts={ewa: (Decimal(200), Decimal(100))})
        save_month(month=APRIL, amounts={ewa: (None, Decimal(100))})
        assert "ponad" not in words(manager.get(f"{YEAR}?rok=2024"), "main table")

    @pytest.mark.parametrize("share", ["0", "101", "-5", "pół", "9" * 30])
    def test_a_share_is_a_percentage(self, manager, share):
        page = send(manager, CAP, since="2024-01", amount="200", share=share, source="Program")
        assert {*errors_of(page)} == {"share"}
        assert not SupplementCap.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "field"),
        [({"share": "40", "source": "Program"}, "amount"), ({"amount": "200", "source": "Program"}, "share")],
    )
    def test_a_share_does_not_take_a_cap_back_nor_is_its_source_lost(self, manager, cap, typed, field):
        page = send(manager, CAP, since=f"{cap}", **typed)
        assert {*errors_of(page)} == {field}
        assert fields_of(page)["source"] == "Program"
        assert SupplementCap.objects.get() == cap

    def test_one_that_is_lowered_marks_what_is_over(self, manager, ewa, cap):
        save_month(month=MARCH, amounts={ewa: (None, Decimal(100))})
        assert "ponad limit" not in said(manager)
        save_cap(month=MARCH, amount=Decimal(150))
        assert "ponad limit" in said(manager)


class TestSettlement:
    @pytest.fixture
    def entered(self, ewa, jan, cap):
        save_month(month=MARCH, amounts={ewa: (Decimal("3200.50"), Decimal(100)), jan: (Decimal(6400), Decimal(200))})
        save_month(month=APRIL, amounts={ewa: (Decimal("3200.50"), Decimal(90))})

    def test_of_a_year(self, manager, entered):
        page = said(manager)
        assert "Ewa Żak 0,5 etatu" in page and "6 401,00 zł 190,00 zł 200,00 zł" in page
        assert "Razem 12 801,00 zł 390,00 zł" in page
        assert "Wpisz miesiąc" in page and "6 401" not in said(manager, f"{YEAR}?rok=2023")

    def test_as_a_workbook(self, manager, entered):
        answer = manager.get(reverse("supplement_xlsx", args=[2024]))
        rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active]
        assert rows[1][:1] + rows[1][4:] == ["Jan Dąb", "2024-03", 6400, 200, 200]
        assert rows[-1][0] == "Razem" and rows[-1][5:7] == [12801, 390]

    def test_the_director_only_reads_and_assistants_do_not(self, entered, ewa):
        director = signed_in(UserFactory(role="director"))
        page = director.get(YEAR)
        assert "Ewa Żak" in words(page) and not select(page, f'a[href="{page_of(MARCH)}"]')
        assert director.get(page_of(MARCH)).status_code == 403
        ewa.assistant.account = StaffFactory(role="assistant")
        ewa.assistant.save()
        phone = signed_in(ewa.assistant.account)
        assert phone.get(YEAR).status_code == phone.get(reverse("supplement_xlsx", args=[2024])).status_code == 403


class TestPosts:
    def test_one_with_a_month_stays(self, manager, ewa, cap):
        save_month(month=APRIL, amounts={ewa: (Decimal(3200), None)})
        address = reverse("remove_post", args=["A7", ewa.pk])
        assert "Wpisano już koszt tego etatu" in words(manager.post(address, follow=True))
        page = send(manager, reverse("edit_post", args=["A7", ewa.pk]), ends_on="31.03.2024")
        assert "Wpisano już koszt tego etatu za kwiecień 2024." in errors_of(page)["ends_on"]
        page = send(manager, reverse("edit_post", args=["A7", ewa.pk]), starts_on="1.05.2024")
        assert "Wpisano już koszt tego etatu za kwiecień 2024." in errors_of(page)["starts_on"]
        assert send(manager, reverse("edit_post", args=["A7", ewa.pk]), ends_on="1.04.2024").status_code == 302

    def test_an_employment_includes_what_was_settled(self, manager, ewa, cap):
        save_month(month=APRIL, amounts={ewa: (Decimal(3200), None)})
        page = send(manager, reverse("end_employment", args=["A7"]), employed_to="31.03.2024")
        assert "Wpisano koszt etatu za kwiecień 2024." in words(page)
