"""The share that pages explain is the share that figures count."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from cases.choices import FOSTER_CARE, PlacementType
from cases.foster_care.months import months_in_care
from cases.foster_care.services import set_stay_start
from cases.foster_care.shares import municipal_part, percent_in, steps_of_share
from cases.foster_care.stays import stays_of_person
from cases.models import CareCharge, Person
from familycare.centre.law.reading import read_law
from familycare.lib.dates import add_months
from familycare.lib.months import Month
from reporting.figures.ctes import read
from reporting.models import CareMonth
from reporting.periods import Period
from tests.care_charges.records import charge, place
from tests.factories import FamilyFactory, PersonFactory
from tests.figures.reading import figures

pytestmark = pytest.mark.django_db
MAY = Month(date(2024, 5, 1))


def month_of(child, month=MAY):
    (found,) = months_in_care(month, [child.pk])
    return found


@pytest.mark.parametrize(
    ("started_on", "month", "percent"),
    [
        ("2022-03-15", "2022-03", 10),
        ("2022-03-15", "2023-03", 10),
        ("2022-03-15", "2023-04", 30),
        ("2022-03-15", "2024-04", 50),
        ("2022-03-01", "2023-03", 30),
        ("2024-02-29", "2025-02", 10),
        ("2024-02-29", "2025-03", 30),
        ("2024-02-29", "2028-03", 50),
    ],
)
def test_the_share_of_a_month(started_on, month, percent):
    assert percent_in(date.fromisoformat(started_on), Month.parse(month).start, read_law()) == percent


def test_the_steps_of_a_stay():
    steps = [(str(month), percent) for month, percent in steps_of_share(date(2022, 3, 15), read_law())]
    assert steps == [("2022-03", 10), ("2023-04", 30), ("2024-04", 50)]


def test_a_part_is_rounded_half_a_grosz_up():
    assert municipal_part(Decimal("0.05"), 10) == Decimal("0.01")


def test_why(child):
    place(child, "2022-11-07", "2024-02-10")
    place(child, "2024-02-10", form="socialisation_institution")
    found = month_of(child)
    assert found.explanation == "30%: drugi rok pobytu w pieczy od 07.11.2022 (art. 191 ust. 10 pkt 2 ustawy)"
    assert found.stay.places == [
        "rodzina zastępcza spokrewniona od 07.11.2022",
        "placówka opiekuńczo-wychowawcza typu socjalizacyjnego od 10.02.2024",
    ]
    assert (found.days, found.is_adult_ward) == (31, False)


def test_a_month_that_begins_at_home(child):
    place(child, "2024-05-10", "2024-05-20")
    found = month_of(child)
    assert (found.days, found.from_day, found.percent) == (10, "10.05.2024", 10)
    assert found.explanation.startswith("10%: pierwszy miesiąc pobytu w pieczy od 10.05.2024")
    assert not months_in_care(MAY + 1)


def test_who_came_of_age_is_an_adult_ward_from_the_first_of_the_month(child):
    place(child, "2015-01-01")
    child.birth_date = date(2006, 5, 1)
    child.save()
    assert month_of(child).is_adult_ward
    child.birth_date = date(2006, 5, 2)
    child.save()
    assert not month_of(child).is_adult_ward


def test_a_first_day_set_by_hand_changes_pages_and_figures(child):
    place(child, "2020-03-01", "2024-02-01")
    place(child, "2024-02-02")  # a day at home
    charge(child, "2024-05")
    assert figures("care_costs", "2024-05")["share_10.municipal_cost"] == 100
    assert figures("placements_by_start", "2024")["this_period.children"] == 1
    set_stay_start(person=child, recorded_on=date(2024, 2, 2), counted_from=date(2020, 3, 1), reason="Święto.")
    found = month_of(child)
    assert found.percent == 50
    assert "w pieczy od 01.03.2020 (ustalone ręcznie)" in found.explanation
    assert "byłby to dzień 02.02.2024" in found.stay.reason_for(child)
    assert figures("care_costs", "2024-05")["share_50.municipal_cost"] == 500
    assert figures("placements_by_start", "2024")["earlier.children"] == 1
    # The stay before it is another one.
    assert figures("placements_by_start", "2023")["earlier.children"] == 1


def test_a_first_day_set_by_hand_is_of_one_stay(child):
    place(child, "2020-03-01", "2021-02-01")
    place(child, "2022-02-02", "2023-02-02")
    set_stay_start(person=child, recorded_on=date(2020, 3, 1), counted_from=date(2019, 1, 1), reason="Powiat.")
    later, earlier = stays_of_person(child)
    assert (earlier.started_on, later.started_on) == (date(2019, 1, 1), date(2022, 2, 2))


def test_pages_and_figures_agree_about_many_children():
    """Random chains of placements, with gaps, moves, records in two families and days set by hand."""
    chance = Random(12)
    for number in range(40):
        person = PersonFactory(birth_date=date(2004 + number % 12, 1 + number % 12, 1 + number % 28))
        records = [person]
        if number % 7 == 0:
            records.append(PersonFactory(family=FamilyFactory(), same_as=person, birth_date=person.birth_date))
        day = date(2020, 1, 1 + chance.randrange(28))
        for _unused in range(chance.randrange(1, 5)):
            over = add_months(day, chance.randrange(1, 20))
            place(chance.choice(records), str(day), str(over), chance.choice(list(PlacementType)))
            day = over if chance.random() < 0.6 else add_months(over, chance.randrange(1, 3))
    for person in Person.objects.all():
        for stay in stays_of_person(person):
            if chance.random() < 0.2 and stay.by_hand is None:
                before = date(stay.recorded_on.year - 1, 1, 1)
                set_stay_start(person=person, recorded_on=stay.recorded_on, counted_from=before, reason="Tak.")
    period = Period.parse("2021-01-01/2024-05-20")
    expected, month = {}, MAY + -30
    while month <= MAY:
        for found in months_in_care(month):
            assert found.placement.form in FOSTER_CARE
            cost = Decimal(chance.randrange(1, 500_000)) / 100
            CareCharge.objects.create(person=found.person, month=month.start, total_cost=cost)
            part = municipal_part(cost, found.percent)
            expected[found.person.pk, month.start] = (found.percent, found.placement.form, found.stay.started_on, part)
        month += 1
    rows = read(CareMonth.objects.all(), period.known)
    told = {
        (row.person_id, row.month): (row.share, row.form, row.stay_started_on, Decimal(row.municipal_groszes) / 100)
        for row in rows
    }
    assert told == expected
    assert len(expected) > 200
    assert {percent for percent, *_rest in expected.values()} == {10, 30, 50}
