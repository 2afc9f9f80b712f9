"""Demo registers keep the rules of the exchange format."""

import csv
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from stdnum.pl import pesel

from reporting.exchange.demo import generate_register
from reporting.exchange.exporting import export_register
from reporting.exchange.files import FILES
from reporting.exchange.importing import import_register
from tests.register.complete import NOT_INVENTED, WRITTEN_BY_HAND
from tests.register.tables import by, grouped, one, read

DAY = timedelta(days=1)
UNTIL = date(2025, 12, 31)
FOREVER = date.max
OUTSIDE_CARE = {
    "sociotherapy_centre",
    "youth_educational_centre",
    "district_educational_centre",
    "correctional_facility",
}
MAY_LIE_AHEAD = {
    ("plans", "valid_until"),
    ("plans", "review_on"),
    ("plan_goals", "due_on"),
    ("court_orders", "first_report_on"),
    ("plan_goals", "action_due_on"),
    ("goal_actions", "due_on"),
    ("court_reports", "due_on"),
}


@pytest.fixture(scope="module", params=[(60, 3, 1), (240, 4, 2), (35, 12, 3)], ids=str)
def folder(request, tmp_path_factory):
    families, years, seed = request.param
    folder = tmp_path_factory.mktemp("register")
    generate_register(folder, families=families, years=years, seed=seed, until=UNTIL)
    return folder


@pytest.fixture(scope="module")
def tables(folder):
    return read(folder)


def invented(folder):
    """The files that are in the folder; kinds of records that the demo does not invent have none."""
    there = [file for file in FILES if (folder / file.csv_name).exists()]
    missing = WRITTEN_BY_HAND.keys() - NOT_INVENTED - {file.name for file in there}
    assert not missing, f"The demo register lacks {missing}: write them in reporting/exchange/demo/."
    return there


class TestFiles:
    @pytest.mark.django_db
    def test_it_can_be_imported_and_is_exported_the_same(self, folder, tmp_path):
        import_register(folder)
        export_register(tmp_path / "again")
        for file in invented(folder):
            assert (tmp_path / "again" / file.csv_name).read_bytes() == (folder / file.csv_name).read_bytes(), file.name

    def test_files_are_sorted_as_the_export_sorts_them(self, folder):
        for file in invented(folder):
            with (folder / file.csv_name).open(encoding="utf-8", newline="") as stream:
                header, *rows = csv.reader(stream)
            assert header == [each.name for each in file.columns if each not in file.later or each.name in header]
            assert rows, file.name
            assert rows == sorted(rows), file.name
            if header[0] == "id":
                assert len({row[0] for row in rows}) == len(rows), file.name

    def test_the_same_arguments_give_the_same_bytes(self, tmp_path):
        made = []
        for name, seed in (("a", 5), ("b", 5), ("c", 6)):
            generate_register(tmp_path / name, families=12, years=2, seed=seed)
            made.append({path.name: path.read_bytes() for path in sorted((tmp_path / name).iterdir())})
        assert made[0] == made[1]
        assert not [name for name in ("visits.csv", "persons.csv", "cases.csv") if made[0][name] == made[2][name]]

    def test_nothing_is_dated_after_the_last_day(self, tables):
        late = [
            (name, column, cell)
            for name, rows in vars(tables).items()
            for row in rows
            for column, cell in vars(row).items()
            if isinstance(cell, date) and cell > UNTIL and (name, column) not in MAY_LIE_AHEAD
        ]
        assert not late

    def test_dates_of_a_row_are_in_order(self, tables):
        orders = {
            "posts": "start end",
            "assistants": "employed_from employed_to",
            "persons": "birth_date joined_on left_on",
            "referrals": "referred_on interview_on consent_on decided_on",
            "cases": "opened_on closed_on",
            "assignments": "start end",
            "problems": "identified_on resolved_on",
            "conditions": "since until",
            "plans": "agreed_on valid_until",
            "assessments": "period_start period_end held_on",
            "help": "start end",
            "court_orders": "issued_on in_force_until",
            "court_reports": "requested_on due_on",
            "placements": "start end",
            "blue_cards": "opened_on closed_on",
            "za_zyciem": "certificate_on applied_on benefit_granted_on",
        }
        for name, columns in orders.items():
            for row in getattr(tables, name):
                days = [day for day in (getattr(row, column) for column in columns.split()) if day]
                assert days == sorted(days), (name, row)
        assert not [row for row in tables.court_reports if row.sent_on and row.sent_on < row.requested_on]


class TestPeople:
    def test_pesel_agrees_and_is_given_once(self, tables):
        with_pesel = [person for person in tables.persons if person.pesel]
        assert len(with_pesel) > 0.8 * len(tables.persons)
        for person in with_pesel:
            assert pesel.is_valid(person.pesel)
            assert pesel.get_birth_date(person.pesel) == person.birth_date
            assert pesel.get_gender(person.pesel) == person.sex
        assert len({person.pesel for person in with_pesel}) == len(with_pesel)

    def test_each_family_has_one_main_carer_of_age(self, tables):
        for family in tables.families:
            (carer,) = [p for p in by(tables.persons, "family")[family.id] if p.main_carer == "1"]
            assert carer.birth_date.year + 18 <= family.registered_on.year
            assert carer.left_on is None
            assert carer.role != "child"

    def test_parents_are_old_enough_and_siblings_bear_one_name(self, tables):
        for family in tables.families:
            people = by(tables.persons, "family")[family.id]
            children = [person for person in people if person.role in ("child", "adult_child")]
            for parent in (person for person in people if person.role == "parent"):
                years = [(child.birth_date - parent.birth_date).days / 365.25 for child in children]
                assert all(at_birth > 16.9 for at_birth in years)
                assert parent.sex == "M" or all(at_birth < 47 for at_birth in years)
            expected = {"M": family.name, "F": feminine(family.name)}
            assert all(child.last_name == expected[child.sex] for child in children)

    def test_the_table_of_women_has_no_masculine_surnames(self, tables):
        assert not [p for p in tables.persons if p.sex == "F" and p.last_name.endswith(("ski", "cki", "dzki", "ny"))]


def feminine(name):
    return name[:-1] + "a" if name.endswith(("ki", "y")) else name


class TestCases:
    def test_closing_has_a_reason_and_only_closing(self, tables):
        assert all((case.closed_on is None) == (case.closing_reason is None) for case in tables.cases)

    def test_a_family_has_one_open_case_of_a_kind(self, tables):
        for (_, _), cases in grouped(tables.cases, "family", "kind").items():
            cases.sort(key=lambda case: case.opened_on)
            assert all(first.closed_on and first.closed_on < then.opened_on for first, then in pairwise(cases))

    def test_court_ordered_cases_have_an_order(self, tables):
        orders = by([order for order in tables.court_orders if order.kind == "assistant_obligation"], "family")
        obliged = [case for case in tables.cases if case.basis == "court_order"]
        assert obliged
        for case in obliged:
            assert any(
                order.issued_on <= case.opened_on and (order.in_force_until or FOREVER) > (case.closed_on or UNTIL)
                for order in orders[case.family]
            )

    def test_za_zyciem_has_its_basis_and_its_row(self, tables):
        rows = {row.case for row in tables.za_zyciem if row.case}
        assert rows == {case.id for case in tables.cases if case.kind == "za_zyciem"}
        assert all((case.kind == "za_zyciem") == (case.basis == "application") for case in tables.cases)

    def test_referrals_fit_their_cases(self, tables):
        cases = one(tables.cases)
        assert sorted(row.case for row in tables.referrals if row.case) == sorted(cases)
        for row in tables.referrals:
            assert (row.decision == "assigned") == (row.case is not None)
            assert (row.decided_on is None) == (row.decision in (None, "waiting"))
            if row.case:
                case = cases[row.case]
                assert row.family == case.family
                assert row.decided_on <= case.opened_on
                assert row.consent_on or case.basis in ("court_order", "minor_parent")

    def test_assessments_and_plans_lie_within_their_case(self, tables):
        cases = one(tables.cases)
        for plan in tables.plans:
            assert cases[plan.case].opened_on <= plan.agreed_on <= (cases[plan.case].closed_on or UNTIL)
        held = Counter((row.case, row.held_on) for row in tables.assessments)
        assert max(held.values()) == 1
        for row in tables.assessments:
            assert cases[row.case].opened_on < row.held_on <= (cases[row.case].closed_on or UNTIL)
        for row in tables.outcomes:
            assert cases[row.case].opened_on <= row.achieved_on <= (cases[row.case].closed_on or UNTIL)
            assert int(row.persons) >= 1


class TestAssistants:
    def test_each_case_has_an_assistant_on_all_days(self, tables):
        cases, team = one(tables.cases), one(tables.assistants)
        by_case = by(tables.assignments, "case")
        assert set(by_case) == set(cases)
        for number, rows in by_case.items():
            rows.sort(key=lambda row: row.start)
            assert rows[0].start == cases[number].opened_on
            assert rows[-1].end == cases[number].closed_on
            assert all(first.end + DAY == then.start for first, then in pairwise(rows))
            for row in rows:
                assistant = team[row.assistant]
                assert assistant.employed_from <= row.start
                assert (row.end or UNTIL) <= (assistant.employed_to or FOREVER)

    def test_no_assistant_has_more_families_than_allowed_on_any_day(self, tables):
        cases, team = one(tables.cases), one(tables.assistants)
        for number, rows in by(tables.assignments, "assistant").items():
            for day in {row.start for row in rows}:
                families = {cases[row.case].family for row in rows if row.start <= day <= (row.end or FOREVER)}
                assert len(families) <= int(team[number].max_families) <= 15

    def test_visits_lie_within_assignments(self, tables):
        cases = one(tables.cases)
        assignments = grouped(tables.assignments, "case", "assistant")
        last = {number: max(rows, key=lambda row: row.start) for number, rows in by(tables.assignments, "case").items()}
        team = one(tables.assistants)
        for visit in tables.visits:
            if visit.kind == "monitoring":
                assert visit.date > cases[visit.case].closed_on
                assert visit.assistant == last[visit.case].assistant
                assert visit.date <= (team[visit.assistant].employed_to or FOREVER)
            else:
                own = assignments[visit.case, visit.assistant]
                assert any(row.start <= visit.date <= (row.end or FOREVER) for row in own), visit

    def test_few_visits_on_days_off(self, tables):
        off = sum(v.date.weekday() > 4 or (v.date.month, v.date.day) in {(12, 25), (5, 1)} for v in tables.visits)
        assert off < 0.03 * len(tables.visits)

    def test_posts_lie_within_the_employment(self, tables):
        team = one(tables.assistants)
        assert {row.assistant for row in tables.posts} == set(team)
        for post in tables.posts:
            assert team[post.assistant].employed_from <= post.start
            assert (post.end or FOREVER) <= (team[post.assistant].employed_to or FOREVER)


class TestPlacements:
    def test_stays_do_not_overlap_and_a_move_goes_on_the_same_day(self, tables):
        people = one(tables.persons)
        for number, stays in by(tables.placements, "person").items():
            stays.sort(key=lambda stay: stay.start)
            assert stays[0].start >= people[number].birth_date
            for stay, following in pairwise([*stays, None]):
                assert (stay.end is None) == (stay.end_reason is None)
                if following:
                    assert stay.end <= following.start
                assert (stay.end_reason == "moved") == (following is not None and following.start == stay.end)
                assert ((stay.end or UNTIL) - people[number].birth_date).days / 365.25 < 18.01

    def test_charges_fall_in_months_in_care(self, tables):
        stays = by([stay for stay in tables.placements if stay.form not in OUTSIDE_CARE], "person")
        assert len({(row.person, row.month) for row in tables.care_charges}) == len(tables.care_charges)
        for charge in tables.care_charges:
            first = date.fromisoformat(f"{charge.month}-01")
            after = (first + 31 * DAY).replace(day=1)
            assert any(stay.start < after and (stay.end or FOREVER) > first for stay in stays[charge.person])
            assert float(charge.total_cost) > 0

    def test_each_month_in_care_of_the_span_is_charged(self, tables):
        charged = {(row.person, row.month) for row in tables.care_charges}
        for stay in tables.placements:
            if stay.form not in OUTSIDE_CARE and date(2025, 1, 1) <= stay.start:
                assert (stay.person, f"{stay.start:%Y-%m}") in charged
