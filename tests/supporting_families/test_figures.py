"""The table of supporting families at its edges, and who reads which part of it."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import FamilySupport, SupportingFamily, SupportRefund
from reporting.figures.drilldown import drill_down
from reporting.figures.readable import unread_figures
from reporting.periods import Period
from tests.factories import StaffFactory, UserFactory
from tests.figures.reading import counted

TABLE = "supporting_families"


def test_a_contract_counts_on_its_last_day_and_help_until_the_day_before_its_end(support):
    SupportingFamily.objects.update(ends_on=date(2024, 4, 30))
    FamilySupport.objects.update(over_on=date(2024, 4, 1))
    assert counted(TABLE, "2024-02") == {"supporters": 1}
    assert counted(TABLE, "2024-03") == {"supporters": 1, "families": 1}
    assert counted(TABLE, "2024-04") == {"supporters": 1}
    assert counted(TABLE, "2024-05") == {}


def test_a_family_that_two_help_counts_once_and_refunds_add_up(support):
    other = SupportingFamily.objects.create(name="Kosowie", starts_on=date(2024, 1, 1))
    FamilySupport.objects.create(family=support.family, supporter=other, starts_on=date(2024, 3, 1))
    for supporter, month, amount in ((other, 3, "0.05"), (support.supporter, 3, "120.50"), (other, 4, "10")):
        SupportRefund.objects.create(supporter=supporter, month=date(2024, month, 1), amount=Decimal(amount))
    assert counted(TABLE, "2024-03") == {"supporters": 2, "families": 1, "refunds": Decimal("120.55")}
    assert counted(TABLE, "2024-Q1") == counted(TABLE, "2024-03")
    listing = drill_down(TABLE, "refunds", Period.parse("2024-03"), StaffFactory())
    assert {(entry.who, entry.amount) for entry in listing.page()} == {
        ("Kosowie", Decimal("0.05")),
        ("Anna i Jan Dobrzy", Decimal("120.50")),
    }


@pytest.mark.parametrize(
    ("role", "unread"), [("assistant", {"refunds"}), ("social_worker", {"supporters", "families", "refunds"})]
)
def test_amounts_are_not_for_assistants_and_none_of_it_for_social_workers(db, role, unread):
    assert {row for table, row in unread_figures(UserFactory(role=role)) if table == TABLE} == unread
