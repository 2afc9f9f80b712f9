"""The number of queries of a page: small, and the same for a hundred and for ten thousand families."""

from datetime import date
from itertools import count

import pytest
from django.db import connection
from django.urls import reverse

from assistants.models import Assignment, Assistant, Visit
from cases.models import Case, Family, Person, SavedView
from tests.clients import queries_of, signed_in
from tests.factories import CentreFactory, StaffFactory

FEW, MANY = 100, 10_000
MOST_QUERIES = 13
PLACES = 15
numbers = count(1)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


def families(how_many):
    """Create that many families, each with a child, a case and a visit; every assistant has fifteen of them."""
    named = Family.objects.bulk_create(
        Family(number=f"R{n}", name=f"Jaworscy {n}", district=f"Dzielnica {n % 20}")
        for n in (next(numbers) for _one in range(how_many))
    )
    Person.objects.bulk_create(
        Person(number=f"O{family.number}", family=family, role="child", birth_date=date(2015, 5, 1)) for family in named
    )
    cases = Case.objects.bulk_create(
        Case(
            number=f"S{family.number}", family=family, kind="difficulties", basis="consent", opened_on=date(2022, 3, 1)
        )
        for family in named
    )
    assistants = Assistant.objects.bulk_create(
        Assistant(number=f"A{case.number}", last_name="Źródlana", employed_from=date(2020, 1, 1))
        for case in cases[::PLACES]
    )
    helped = [(case, assistants[n // PLACES], n % PLACES + 1) for n, case in enumerate(cases)]
    Assignment.objects.bulk_create(
        Assignment(case=case, family_id=case.family_id, assistant=assistant, place=place, starts_on=date(2022, 3, 1))
        for case, assistant, place in helped
    )
    Visit.objects.bulk_create(
        Visit(case=case, assistant=assistant, visited_on=date(2024, 5, 6), kind="home_visit", minutes=60)
        for case, assistant, _place in helped
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a database in operation does so by itself, but only after a commit


def addresses(client):
    """{name: address} of the pages about families and assistants, and of the import."""
    family, assistant = Family.objects.order_by("pk")[0], Assistant.objects.order_by("pk")[0]
    return {
        "list": reverse("families"),
        "last page": f"{reverse('families')}?strona=999",
        "search": client.post(reverse("search_families"), {"szukaj": "jaworscy"}).url,
        "order": f"{reverse('families')}?kolejnosc=last_contact",
        "all filters": f"{reverse('families')}?filtry=wszystkie",
        "filters": reverse("more_filters"),
        "saved view": f"{reverse('families')}?stan=otwarte&kolejnosc=-name",
        "family": reverse("family", args=[family.number]),
        "family, to print": f"{reverse('family', args=[family.number])}?strona=wszystko",
        "new family": f"{reverse('new_family')}?osoby=12",
        "correct family": reverse("correct_family", args=[family.number]),
        "add person": reverse("add_person", args=[family.number]),
        "assistants": reverse("assistants"),
        "assistant": reverse("assistant", args=[assistant.number]),
        "board": reverse("board"),
        "handover": reverse("handover", args=[assistant.number]),
        "import": reverse("import"),
    }


def test_queries_do_not_grow_with_the_number_of_families(db, django_assert_max_num_queries):
    CentreFactory()
    user = StaffFactory()
    SavedView.objects.create(user=user, name="Moje", query="stan=otwarte&kolejnosc=-name")
    client = signed_in(user)

    def counted():
        return {
            page: queries_of(client, address, django_assert_max_num_queries)
            for page, address in addresses(client).items()
        }

    families(FEW)
    few = counted()
    families(MANY - FEW)
    assert counted() == few
    assert not {page: queries for page, queries in few.items() if queries > MOST_QUERIES}
