"""The list behind each figure, and totals that are the sums of their parts."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from familycare.centre.models import Funding
from reporting.exchange.demo import generate_register
from reporting.figures.compute import UnknownFigure, compute
from reporting.figures.drilldown import drill_down
from reporting.figures.readable import unread_figures
from reporting.figures.tables.definitions import rounded
from reporting.periods import Period
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
YEAR = Period.parse("2024")
PERIODS = [Period.parse(text) for text in ("2023", "2024", "2024-H1", "2025-Q1", "2024-03-17/2025-08-04")]
# Figures about the staff and from outside contain nothing about a family.
ABOUT_NOBODY = "figures."


def invented(families):
    return partial(generate_register, families=families, years=3, seed=7, until=date(2025, 12, 31))


with_a_register = pytest.mark.parametrize(
    "imported_register", [invented(40)], ids=["invented"], indirect=True, scope="module"
)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY)


@pytest.fixture
def staff(db):
    return StaffFactory()


def pages(listing, size):
    """All entries of the list, read in pages of that size."""
    entries = []
    while page := listing.page(len(entries), size):
        assert len(page) <= size
        entries += page
    return entries


def figure_of(listing, entries, row):
    """The figure, computed from the entries of its list."""
    if not listing.amount_label:
        return len(entries)
    amounts = [entry.amount for entry in entries]
    if not amounts:
        return None if row.values[0] is None else 0
    total = sum(amounts)
    if (listing.table.key, row.key) == ("caseload", "average"):
        total /= len(amounts)
    return rounded(Decimal(total), 2)


@pytest.mark.every_table
@with_a_register
def test_every_figure_agrees_with_its_list(imported_register, staff):
    for table in compute([YEAR]).values():
        for row in table.rows:
            listing = drill_down(table.key, row.key, YEAR, staff)
            entries = pages(listing, 1000)
            assert listing.value == row.values[0] == figure_of(listing, entries, row), (table.key, row.key)
            assert (listing.total, listing.hidden) == (len(entries), 0), (table.key, row.key)
            for entry in entries:
                assert entry.who and entry.reasons and all(entry.reasons), (table.key, row.key, entry)


@with_a_register
def test_pages_follow_each_other_without_gaps_or_repeats(imported_register, staff):
    for table, row in [
        ("support", "children"),
        ("work", "home_visit"),
        ("work", "hours"),
        ("institutions", "school.families"),
        ("care_costs", "total.children"),
        ("closures", "total"),
        ("court", "curator_supervision"),
        ("trainings", "training.events"),
    ]:
        listing = drill_down(table, row, YEAR, staff)
        whole = listing.page(0, 100_000)
        assert len(whole) > 3, (table, row)
        assert pages(listing, 3)[:30] == whole[:30], (table, row)
        assert pages(listing, len(whole) // 2 + 1) == whole, (table, row)
        assert listing.page(len(whole), 3) == []


@with_a_register
def test_users_without_rights_see_only_totals(imported_register):
    nobody = UserFactory(role="social_worker")
    unread = unread_figures(nobody)
    assert ("conditions", "alcohol_dependence") in unread and ("support", "families") not in unread
    for table in compute([YEAR]).values():
        for row in table.rows:
            if (table.key, row.key) in unread:
                with pytest.raises(PermissionDenied):
                    drill_down(table.key, row.key, YEAR, nobody)
                continue
            listing = drill_down(table.key, row.key, YEAR, nobody)
            entries = listing.page(0, 1000)
            assert listing.value == row.values[0], (table.key, row.key)
            if table.key.startswith(ABOUT_NOBODY):
                assert (listing.hidden, len(entries)) == (0, listing.total), (table.key, row.key)
                assert not any(entry.family for entry in entries), (table.key, row.key)
            else:
                assert (listing.hidden, entries) == (listing.total, []), (table.key, row.key)


def whole_and_parts(tables, period):
    """(what, total, the sum of its parts) where the parts add up by the catalogue."""

    def values(table, *rows):
        return [tables[table].value(row, period) for row in rows]

    def column(table, measure=""):
        """All rows of a table, or those of one measure, by the first part of their key."""
        return {
            row.key.removesuffix(measure): value
            for row, value in ((row, tables[table].value(row.key, period)) for row in tables[table].rows)
            if row.key.endswith(measure)
        }

    def total(table, measure="", row="total"):
        """The row of the total, and the sum of all others."""
        rows = column(table, measure)
        return rows.pop(row), sum(rows.values())

    (families,), (children,) = values("support", "families"), values("support", "children")
    yield "structure", families, sum(column("structure").values())
    yield "children_per_family", families, sum(column("children_per_family").values())
    yield "child_age", children, sum(column("child_age").values())
    carers = [sum(column(f"carer_{about}").values()) for about in ("marital_status", "education", "income_source")]
    for each in carers:
        yield "carers", sum(column("carer_age").values()), each
    for measure in (".families", ".adults", ".children"):
        yield f"family_kind{measure}", *total("family_kind", measure)
    yield "family_kind and support", values("family_kind", "total.families")[0], families
    yield (
        "all children",
        values("family_kind", "total.children")[0],
        sum(values("support", "children", "children_placed")),
    )
    yield "all adults", values("family_kind", "total.adults")[0], values("support", "adults")[0]

    at_start, opened, closed, at_end = values("flow", "open_at_start", "opened", "closed", "open_at_end")
    yield "flow", at_end, at_start + opened - closed
    closures = column("closures")
    del closures["families"]
    yield "closures", closures.pop("total"), sum(closures.values())
    yield "closed", closed, sum(column("closure_results").values())

    places = column("placements_current", ".children")
    groups = [places.pop(group) for group in ("family_care", "institutional_care", "outside_care")]
    yield "children placed by group", places["total"], sum(groups)
    yield "children placed by form", places.pop("total"), sum(places.values())
    yield "children in care by stay", sum(groups[:2]), sum(column("placements_by_start", ".children").values())

    shares = ("share_10", "share_30", "share_50")
    of_shares = values("care_costs", *(f"{share}.children" for share in shares))
    yield "charged children", values("care_costs", "total.children")[0], sum(of_shares)

    workshops = ("workshop.events", "support_group.events", "social_project.events")
    yield "workshops", values("workshops", "events")[0], sum(values("workshops", *workshops))
    yield "assessments", values("assessments", "due")[0], sum(values("assessments", "on_time", "late", "missing"))
    yield "court reports", values("court_reports", "sent")[0], sum(values("court_reports", "on_time", "late"))


@with_a_register
def test_parts_add_up_to_their_total(imported_register):
    tables = compute(PERIODS)
    for period in PERIODS:
        for what, whole, parts in whole_and_parts(tables, period):
            assert whole == parts, (what, period)
    # A source of funding may include others and then counts their posts too: only those within no other are parts.
    funded = tables["posts"]
    for period in PERIODS:
        parts = [
            funded.value(code, period) for code in Funding.objects.filter(group=None).values_list("code", flat=True)
        ]
        assert funded.value("total", period) == sum(parts) > 0


@with_a_register
def test_the_municipality_s_costs_add_up(imported_register, staff):
    def cost(row):
        return drill_down("care_costs", f"{row}.municipal_cost", YEAR, staff).value

    assert cost("total") > 0
    assert cost("family_care") + cost("institutional_care") == cost("total")
    assert cost("share_10") + cost("share_30") + cost("share_50") == cost("total")


@with_a_register
def test_a_figure_that_does_not_exist(imported_register, staff):
    for table, row in (("dragons", "families"), ("support", "dragons"), ("figures.dragons", "families")):
        with pytest.raises(UnknownFigure):
            drill_down(table, row, YEAR, staff)
    with pytest.raises(UnknownFigure):
        compute([YEAR], ["support", "dragons"])
