"""The same words mean the same: a list, a filter, a chip, a sentence and a table that use a term count the same.

The families have somebody who came of age, somebody who left, somebody without a birth date, and a child of two
families.
"""

from datetime import date

import pytest
from django.urls import reverse

from cases.due import DueKind
from cases.models import Placement
from reporting.figures.compute import compute
from reporting.periods import Period
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, PersonFactory, StaffFactory, VisitFactory
from tests.html_pages import all_words
from tests.web.family_lists import listed, search

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to(f"{TODAY} 12:00", tick=False)


@pytest.fixture
def client():
    CentreFactory()
    return signed_in(StaffFactory())


def family(name, **child):
    case = CaseFactory(family__name=name, opened_on=date(2025, 2, 1))
    mother = {"role": "parent", "main_carer": True, "birth_date": date(1980, 5, 5)}
    PersonFactory(family=case.family, first_name="Anna", **mother)
    return PersonFactory(family=case.family, **{"first_name": "Ida", "birth_date": date(2016, 3, 1)} | child)


@pytest.fixture
def families():
    """A family for each reason to be, or not to be, in care."""
    came_of_age = family("Pełnoletnia", birth_date=date(2008, 3, 1))
    left = family("Odeszła", left_on=date(2026, 6, 1))
    child = family("Dziecięca")
    without_date = family("Bezdatna", birth_date=None)
    ended = family("Wrócona")
    at_mothers = family("Matczyna", pesel="16230100008")
    at_fathers = family("Ojcowska", pesel="16230100008")
    for person in (came_of_age, left, child, without_date, at_mothers):
        Placement.objects.create(person=person, form="kinship_foster", starts_on=date(2025, 5, 1))
    Placement.objects.create(
        person=ended, form="kinship_foster", starts_on=date(2025, 5, 1), over_on=TODAY, end_reason="returned_home"
    )
    return [each.family for each in (came_of_age, left, child, without_date, ended, at_mothers, at_fathers)]


def value(table, row):
    period = Period(date(2026, 1, 1), TODAY)
    return compute([period], [table])[table].value(row, period)


def chips(client, number):
    return all_words(client.get(reverse("family", args=[number])), ".chips .chip")


def test_in_foster_care(client, families):
    in_care = ["Bezdatna", "Dziecięca", "Matczyna", "Ojcowska"]
    assert listed(search(client, w_pieczy="tak")) == in_care
    with_chip = [each.name for each in families if "dziecko w pieczy" in chips(client, each.number)]
    assert sorted(with_chip) == in_care
    of_groups = [value("placements_current", f"{group}.families") for group in ("family_care", "institutional_care")]
    assert sum(of_groups) == len(in_care) == value("family_kind", "in_care.families")
    # One child is in two of the families.
    assert value("placements_current", "family_care.children") == 3 == value("support", "children_placed")
    assert value("placements_current", "adult_wards.persons") == 1


def test_children(client, families):
    page = search(client)
    heads = all_words(page, "thead th")
    column = next(place for place, head in enumerate(heads) if head.startswith("Dzieci"))
    rows = [all_words(page, f"tbody tr:nth-of-type({n}) > *") for n in range(1, len(families) + 1)]
    children = {row[0].rsplit(" ", 1)[0]: int(row[column].split()[-1]) for row in rows}
    assert sum(children.values()) == 5 and children["Bezdatna"] == 1
    per_family = compute([Period(date(2026, 1, 1), TODAY)], ["children_per_family"])["children_per_family"]
    assert sum(row.values[0] for row in per_family.rows) == len(families)
    # Figures count the child of two families once.
    assert value("support", "children") + value("support", "children_placed") == 4


def test_last_contact(client, families):
    """A visit with a mistyped year is not the last contact of the list; deadlines do not look at it either."""
    case = families[2].cases.get()
    assistant = AssistantFactory()
    VisitFactory(case=case, assistant=assistant, visited_on=date(2026, 11, 20))
    VisitFactory(case=case, assistant=assistant, visited_on=date(2062, 3, 4))
    page = search(client, szukaj="Dziecięca")
    assert "20.11.2026" in page.content.decode()
    assert "2062" not in page.content.decode()
    due = client.get(reverse("dues"), {"rodzaj": DueKind.CONTACT.value})
    assert "Dziecięca" in due.content.decode()


def test_main_carer_on_the_page(client):
    ewa = family("Sierocińska").family.persons.get(main_carer=True)
    ewa.left_on = date(2026, 8, 1)
    ewa.save()
    page = client.get(reverse("family", args=[ewa.family.number]))
    assert "główny opiekun" not in " ".join(all_words(page, ".person-name"))
