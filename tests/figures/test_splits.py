"""Tables split by assistant, or by the district of families, and the list behind each part."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from assistants.models import Assignment, Assistant, Visit
from cases.models import Case, Family
from familycare.accounts.models import Role
from reporting.documents.layout import layout
from reporting.exchange.demo import generate_register
from reporting.figures.compute import ComputedRow, ComputedTable, UnknownFigure, compute
from reporting.figures.drilldown import drill_down
from reporting.figures.small_numbers import Concealed, without_small_numbers
from reporting.figures.splits import TABLES, compute_split
from reporting.periods import Period
from reporting.units import SplitBy, Unit
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
PERIODS = [Period.parse(text) for text in ("2024", "2025-H1")]
by_each = pytest.mark.parametrize("by", list(SplitBy))
with_a_register = pytest.mark.parametrize(
    "imported_register",
    [partial(generate_register, families=40, years=3, seed=7, until=date(2025, 12, 31))],
    ids=["invented"],
    indirect=True,
    scope="module",
)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY)


def parts_of(table, row):
    """{key of the part: values} of a row; "whole" for the row itself."""
    found = {}
    for each in table.rows:
        key, _at, code = each.key.partition("@")
        if key == row:
            found[code.partition("=")[2] if code else "whole"] = each.values
    return found


def assigned_in(period):
    """(number of the assistant, family) of the assignments with a day in the period."""
    here = Assignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=period.start), starts_on__lte=period.end)
    return set(here.values_list("assistant__number", "family"))


def served_in(period):
    here = Case.objects.filter(Q(closed_on=None) | Q(closed_on__gte=period.start), opened_on__lte=period.end)
    return set(here.values_list("family", flat=True))


@with_a_register
@pytest.mark.usefixtures("imported_register")
class TestFigures:
    @by_each
    def test_the_whole_is_the_figure_of_the_table_that_is_not_split(self, by):
        whole = compute(PERIODS, list(TABLES[by]))
        for key, table in compute_split(PERIODS, by).items():
            rows = {row.key: row.values for row in table.rows if row.is_whole}
            assert rows and rows == {row.key: row.values for row in whole[key].rows if row.key in rows}

    def test_families_count_with_each_assistant_they_had_in_the_period(self):
        families = parts_of(compute_split(PERIODS, "assistant", ["support"])["support"], "families")
        expected = {}
        for number in families.keys() - {"whole", ""}:
            expected[number] = tuple(
                len({family for assistant, family in assigned_in(period) if assistant == number} & served_in(period))
                for period in PERIODS
            )
        assert len(expected) > 2 and any(0 < first < families["whole"][0] for first, _second in expected.values())
        assert {number: values for number, values in families.items() if number not in ("whole", "")} == expected
        assert families[""] == tuple(
            len(served_in(period) - {family for _number, family in assigned_in(period)}) for period in PERIODS
        )

    def test_visits_count_with_whoever_wrote_them_and_add_up(self):
        visit = Visit.objects.filter(visited_on__year=2024, kind="home_visit").first()
        other = Assistant.objects.exclude(pk=visit.assistant_id).first()
        before = parts_of(compute_split(PERIODS, "assistant", ["work"])["work"], "home_visit")
        Visit.objects.filter(pk=visit.pk).update(substitute=other)
        after = parts_of(compute_split(PERIODS, "assistant", ["work"])["work"], "home_visit")
        assert after.get(other.number, (0, 0))[0] == before.get(other.number, (0, 0))[0] + 1
        assert after[visit.assistant.number][0] == before[visit.assistant.number][0] - 1
        for row in ("home_visit", "hours", "advice"):
            parts = parts_of(compute_split(PERIODS, "assistant", ["work"])["work"], row)
            whole = parts.pop("whole")
            assert tuple(map(sum, zip(*parts.values(), strict=True))) == pytest.approx(whole, abs=Decimal("0.05"))

    def test_families_count_in_their_district_and_add_up(self):
        districts = parts_of(compute_split(PERIODS, "district", ["support"])["support"], "families")
        whole = districts.pop("whole")
        here = Family.objects.filter(pk__in=served_in(PERIODS[0]))
        for district, (families, _second) in districts.items():
            assert families == here.filter(district=district).count()
        assert tuple(map(sum, zip(*districts.values(), strict=True))) == whole

    def test_a_family_without_a_district_or_an_assistant_is_in_a_row_of_its_own(self):
        family = Family.objects.get(pk=min(served_in(PERIODS[0])))
        Family.objects.filter(pk=family.pk).update(district="")
        districts = parts_of(compute_split(PERIODS, "district", ["support"])["support"], "families")
        assert districts[""][0] == 1

    def test_a_district_of_restricted_families_only_is_not_named(self):
        family = Family.objects.get(pk=min(served_in(PERIODS[0])))
        Family.objects.filter(pk=family.pk).update(district="Odludzie", is_restricted=True)
        table = compute_split(PERIODS, "district", ["support"])["support"]
        assert "Odludzie" not in parts_of(table, "families")
        with pytest.raises(UnknownFigure):
            drill_down("support", "families@district=Odludzie", PERIODS[0], StaffFactory())

    def test_families_of_a_district_that_is_not_named_are_without_one_so_that_districts_add_up(self):
        family = Family.objects.get(pk=min(served_in(PERIODS[0])))
        Family.objects.filter(pk=family.pk).update(district="Odludzie", is_restricted=True)
        districts = parts_of(compute_split(PERIODS, "district", ["support"])["support"], "families")
        whole = districts.pop("whole")
        assert districts[""][0] == 1
        assert tuple(map(sum, zip(*districts.values(), strict=True))) == whole
        listing = drill_down("support", "families@district=", PERIODS[0], StaffFactory())
        assert (listing.value, listing.hidden) == (1, 1)

    def test_assistants_of_the_same_name_keep_their_own_figures(self):
        Assistant.objects.update(first_name="Anna", last_name="Nowak")
        table = compute_split(PERIODS[:1], "assistant", ["support"])["support"]
        numbers = {number: values[0] for number, values in parts_of(table, "families").items()}
        shown = {line.label: line.cells[0].value for body in layout(table).bodies for line in body}
        assert len(numbers) > 4
        for number, families in numbers.items():
            label = {"whole": "Razem w ośrodku", "": "bez asystenta"}.get(number, f"Anna Nowak ({number})")
            assert shown[label] == families

    @by_each
    def test_each_number_is_the_length_of_its_list(self, by):
        reader, lengths = StaffFactory(), 0
        for key, table in compute_split(PERIODS[:1], by).items():
            for row in [row for row in table.rows if not row.is_whole][::7]:
                listing = drill_down(key, row.key, PERIODS[0], reader)
                assert listing.value == row.values[0]
                if not listing.amount_label:
                    assert listing.total == listing.value
                    lengths += listing.total
        assert lengths > 20

    @pytest.mark.parametrize(
        "row", ["families@assistant=A999999", "families@colour=red", "families@", "nothing@district="]
    )
    def test_there_is_no_list_of_a_part_that_does_not_exist(self, row):
        with pytest.raises(UnknownFigure):
            drill_down("support", row, PERIODS[0], StaffFactory())

    def test_what_is_about_the_whole_staff_is_not_split(self):
        rows = {row.key.partition("@")[0] for row in compute_split(PERIODS, "assistant", ["caseload"])["caseload"].rows}
        assert rows == {"average", "at_cap"}
        with pytest.raises(UnknownFigure):
            drill_down("caseload", "max@assistant=", PERIODS[0], StaffFactory())

    @pytest.mark.parametrize("role", [Role.ASSISTANT, Role.SOCIAL_WORKER])
    @by_each
    def test_who_sees_some_families_reads_no_parts(self, role, by):
        with pytest.raises(PermissionDenied):
            drill_down("support", f"families@{by}=", PERIODS[0], UserFactory(role=role))

    def test_for_others_assistants_have_no_names(self):
        names = {str(assistant) for assistant in Assistant.objects.all()}
        numbers = set(Assistant.objects.values_list("number", flat=True))
        table = compute_split(PERIODS, "assistant", ["support"], named=False)["support"]
        told = {row.measure_label for row in table.rows}
        assert {"Razem w ośrodku", "asystent 1", "asystent 2", "bez asystenta"} <= told
        assert not any(name in row.label for name in names for row in table.rows)
        assert not numbers & set(parts_of(table, "families"))

    @by_each
    def test_small_numbers_are_concealed_and_cannot_be_computed(self, by):
        tables = compute_split(PERIODS, by)
        concealed = without_small_numbers(tables)
        hidden = 0
        for key, table in concealed.items():
            exact = {row.key: row for row in tables[key].rows}
            for place, _period in enumerate(PERIODS):
                groups = {}
                for row in table.rows:
                    if row.unit in (Unit.HOURS, Unit.COUNT, Unit.PLN, Unit.POSTS) or key == "caseload":
                        continue
                    value = row.values[place]
                    assert isinstance(value, Concealed) or value == 0 or value > 4
                    groups.setdefault((row.group_label, row.unit), []).append((row, value))
                for rows in groups.values():
                    [whole] = [value for row, value in rows if row.is_whole]
                    gone = [row for row, value in rows if not row.is_whole and isinstance(value, Concealed)]
                    hidden += len(gone)
                    assert len(gone) != 1 or isinstance(whole, Concealed), (key, exact[gone[0].key])
        assert hidden > 20


def test_a_whole_that_is_concealed_tells_nothing_of_its_parts():
    """The table that is not split shows the whole: one part beside zeros would be that number."""
    of_row = {"": 3, "@district=Zatorze": 3, "@district=Centrum": 0, "@district=": 0}
    of_another = {"": 30, "@district=Zatorze": 10, "@district=Centrum": 20, "@district=": 0}
    rows = [
        ComputedRow(f"{key}{part}", "", Unit.FAMILIES, (value,), group_label=key, measure_label=part)
        for key, values in {"single_father": of_row, "two_parent": of_another}.items()
        for part, value in values.items()
    ]
    table = ComputedTable("structure", "", "", "", "", (PERIODS[0],), tuple(rows), split_by="district")
    concealed = without_small_numbers({"structure": table})["structure"]
    parts = [row.values[0] for row in concealed.rows if row.group_label == "single_father" and not row.is_whole]
    assert parts == [Concealed.OTHER] * 3


@pytest.mark.parametrize(
    ("flow", "told"),
    [
        ((20, 0, 18, 2), (20, 0, Concealed.OTHER, Concealed.SMALL)),  # else 20 − 18
        ((10, 4, 1, 13), (Concealed.OTHER, Concealed.SMALL, Concealed.SMALL, 13)),  # else 13 − 10, which is 4 − 1
        ((10, 3, 2, 11), (10, Concealed.SMALL, Concealed.SMALL, 11)),
    ],
)
def test_what_came_and_went_does_not_tell_what_stayed(flow, told):
    keys = ("open_at_start", "opened", "closed", "open_at_end")
    rows = [
        ComputedRow(f"{key}{part}", "", Unit.CASES, (value,), key == "open_at_end", group_label=key, measure_label=part)
        for key, of_part in zip(keys, flow, strict=True)
        for part, value in {"": 50 + of_part, "@assistant=A1": of_part, "@assistant=A2": 25, "@assistant=": 25}.items()
    ]
    table = ComputedTable("flow", "", "", "", "", (PERIODS[0],), tuple(rows), split_by="assistant")
    shown = without_small_numbers({"flow": table})["flow"]
    assert tuple(shown.row(f"{key}@assistant=A1").values[0] for key in keys) == told
