"""Families and cases on the edges of the definitions; each test begins with the catalogue's sentence."""

from datetime import date

import pytest

from cases.models import BlueCard, Condition, CourtOrder, FamilyProblem, Help, Outcome, Placement, ZaZyciem
from familycare.centre.models import Problem
from reporting.models import OutsideFigure
from tests.factories import CaseFactory, FamilyFactory, PersonFactory, VisitFactory
from tests.figures.reading import counted, figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    """A family that is served since March 2022."""
    return CaseFactory().family


def test_a_family_with_two_cases_is_one_family():
    # "One family with two cases is one family."
    case = CaseFactory()
    CaseFactory(family=case.family, kind="za_zyciem", basis="application")
    assert counted("support", "2024") == {"families": 1}
    assert counted("flow", "2024") == {"open_at_start": 2, "open_at_end": 2}


def test_the_reference_day_is_the_later_of_two_cases():
    # "the latest of min(e, closed_on) over its cases active in p"
    case = CaseFactory(closed_on=date(2024, 3, 31))
    PersonFactory(family=case.family, birth_date=date(2006, 6, 15))
    assert counted("support", "2024") == {"families": 1, "children": 1}
    CaseFactory(family=case.family, kind="za_zyciem", basis="application", closed_on=date(2024, 6, 15))
    assert counted("support", "2024") == {"families": 1, "adults": 1}


@pytest.mark.parametrize(
    ("closed_on", "served", "flow"),
    [
        (date(2023, 12, 31), 0, {}),
        (date(2024, 1, 1), 1, {"open_at_start": 1, "closed": 1}),
        (date(2024, 12, 31), 1, {"open_at_start": 1, "closed": 1}),
        (date(2025, 1, 1), 1, {"open_at_start": 1, "open_at_end": 1}),
    ],
)
def test_a_case_is_active_on_the_day_on_which_it_closes(closed_on, served, flow):
    # "A case is active in p when opened_on ≤ e and (closed_on is empty or closed_on ≥ s)."
    CaseFactory(closed_on=closed_on, closing_reason="moved_away")
    assert figures("support", "2024")["families"] == served
    assert counted("flow", "2024") == flow
    assert figures("closures", "2024")["moved_away"] == flow.get("closed", 0)
    assert figures("closure_results", "2024")["other"] == flow.get("closed", 0)


@pytest.mark.parametrize(
    ("opened_on", "flow"),
    [
        (date(2023, 12, 31), {"open_at_start": 1, "open_at_end": 1}),
        (date(2024, 1, 1), {"opened": 1, "open_at_end": 1}),
        (date(2024, 12, 31), {"opened": 1, "open_at_end": 1}),
        (date(2025, 1, 1), {}),
    ],
)
def test_a_case_is_active_from_the_day_on_which_it_opens(opened_on, flow):
    # "open_at_start: active on the day before s and not closed by then; opened in p"
    CaseFactory(opened_on=opened_on)
    assert counted("flow", "2024") == flow
    assert figures("support", "2024")["families"] == bool(flow)


def test_a_case_of_one_day_opens_and_closes_in_the_period():
    # "Always open_at_start + opened − closed = open_at_end"
    CaseFactory(opened_on=date(2024, 5, 31), closed_on=date(2024, 5, 31))
    assert counted("flow", "2024-05-31/2024-05-31") == {"opened": 1, "closed": 1}


@pytest.mark.parametrize(
    ("birth_date", "row"),
    [
        (date(2007, 1, 1), "16_17"),
        (date(2008, 12, 31), "16_17"),
        (date(2009, 1, 1), "7_15"),
        (date(2017, 12, 31), "7_15"),
        (date(2018, 1, 1), "0_6"),
        (date(2024, 12, 31), "0_6"),  # "born by then"
    ],
)
def test_a_birthday_on_the_reference_day_counts(family, birth_date, row):
    # "children not placed on the reference day, by age on that day"
    PersonFactory(family=family, birth_date=birth_date)
    assert counted("child_age", "2024") == {row: 1}
    assert counted("children_per_family", "2024") == {"1": 1}


@pytest.mark.parametrize(
    ("member", "support"),
    [
        ({"birth_date": date(2006, 12, 31)}, {"families": 1, "adults": 1}),  # "under 18"
        ({"birth_date": date(2025, 1, 1)}, {"families": 1}),  # "born by then"
        ({"joined_on": date(2024, 12, 31)}, {"families": 1, "children": 1}),  # "joined_on empty or not later"
        ({"joined_on": date(2025, 1, 1)}, {"families": 1}),
        ({"left_on": date(2024, 12, 31)}, {"families": 1}),  # "left_on empty or later"
        ({"left_on": date(2025, 1, 1)}, {"families": 1, "children": 1}),
        ({"birth_date": date(2007, 1, 1), "main_carer": True}, {"families": 1, "adults": 1}),  # "not the main carer"
        ({"birth_date": None, "role": "grandparent"}, {"families": 1, "adults": 1}),  # "An adult: any other member."
        ({"birth_date": None, "role": "child"}, {"families": 1, "children": 1}),  # "without a birth date, … the role"
        ({"birth_date": None, "role": "child", "main_carer": True}, {"families": 1, "adults": 1}),
        ({"disability": True}, {"families": 1, "children": 1, "children_disabled": 1}),
    ],
)
def test_who_is_a_member_a_child_an_adult(family, member, support):
    # "A member on a day … A child on a day … An adult"
    PersonFactory(family=family, **member)
    assert counted("support", "2024") == support


@pytest.mark.parametrize(
    ("period", "support"),
    [
        ("2022-01-01/2022-02-27", {"families": 1, "children": 1}),
        ("2022-01-01/2022-02-28", {"families": 1, "adults": 1}),
    ],
)
def test_somebody_born_on_29_february_comes_of_age_on_28_february(period, support):
    # "whoever was born on 29 February completes a year on 28 February of a year without a 29th"
    case = CaseFactory(opened_on=date(2022, 1, 1))
    PersonFactory(family=case.family, birth_date=date(2004, 2, 29))
    assert counted("support", period) == support


@pytest.mark.parametrize(
    ("birth_date", "row"),
    [
        (date(2007, 1, 1), "under_18"),
        (date(2006, 12, 31), "18_25"),
        (date(1999, 1, 1), "18_25"),
        (date(1998, 12, 31), "26_35"),
        (date(1988, 12, 31), "36_45"),
        (date(1978, 12, 31), "46_plus"),
        (None, "unknown"),
    ],
)
def test_main_carers_by_age(family, birth_date, row):
    # "main carers of the served families who are members on the reference day"
    PersonFactory(family=family, main_carer=True, role="parent", birth_date=birth_date, education="higher")
    PersonFactory(family=family, main_carer=True, role="parent", left_on=date(2024, 12, 31))
    assert counted("carer_age", "2024") == {row: 1}
    assert counted("carer_education", "2024") == {"higher": 1}
    assert counted("carer_income_source", "2024") == {"unknown": 1}


@pytest.mark.parametrize(
    ("issued_on", "in_force_until", "number"),
    [
        (date(2022, 1, 1), date(2024, 3, 1), 0),  # ends the day the case opens: no longer in force
        (date(2022, 1, 1), date(2024, 3, 2), 1),
        (date(2024, 9, 30), None, 1),  # begins on the closing day
        (date(2024, 10, 1), None, 0),
        (date(2024, 6, 1), date(2024, 6, 1), 0),  # in force on no day
    ],
)
def test_an_order_counts_on_a_day_on_which_the_case_is_active(issued_on, in_force_until, number):
    # "with an order … in force on a day of p on which the case is active"
    case = CaseFactory(opened_on=date(2024, 3, 1), closed_on=date(2024, 9, 30))
    CourtOrder.objects.create(
        family=case.family, kind="assistant_obligation", issued_on=issued_on, in_force_until=in_force_until
    )
    basis = figures("basis", "2024")
    assert (basis["court_ordered_families"], basis["court_ordered_cases"]) == (number, number)


def test_an_order_binds_the_family_in_each_of_its_cases():
    # "cases active in p, and their families"
    case = CaseFactory()
    CaseFactory(family=case.family, kind="za_zyciem", basis="application")
    CourtOrder.objects.create(family=case.family, kind="assistant_obligation", issued_on=date(2024, 2, 1))
    assert figures("basis", "2024") == {
        "court_ordered_families": 1,
        "court_ordered_cases": 2,
        "za_zyciem_families": 1,
        "za_zyciem_cases": 1,
    }


@pytest.mark.parametrize(
    ("kinds", "form", "row"),
    [
        (["za_zyciem"], "kinship_foster", "za_zyciem"),
        (["za_zyciem", "difficulties"], "kinship_foster", "in_care"),
        (["difficulties"], "pre_adoption", "in_care"),
        (["difficulties"], "sociotherapy_centre", "difficulties"),
        (["za_zyciem", "difficulties"], None, "difficulties"),
    ],
)
def test_each_family_is_of_one_kind(kinds, form, row):
    # "za_zyciem when all its cases active in p are of that kind; else in_care when one of its children is placed in
    # foster care …; else difficulties. Children here are all, placed or not"
    family = FamilyFactory()
    for kind in kinds:
        CaseFactory(family=family, kind=kind)
    child = PersonFactory(family=family)
    PersonFactory(family=family)
    PersonFactory(family=family, main_carer=True, birth_date=date(1990, 1, 1))
    if form:
        Placement.objects.create(person=child, form=form, starts_on=date(2024, 12, 31))
    expected = {"families": 1, "adults": 1, "children": 2}
    assert counted("family_kind", "2024") == {
        f"{kind}.{measure}": value for kind in (row, "total") for measure, value in expected.items()
    }


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        (date(2023, 1, 1), date(2024, 1, 1), 0),
        (date(2023, 1, 1), date(2024, 1, 2), 1),
        (date(2024, 12, 31), None, 1),
        (date(2025, 1, 1), None, 0),
    ],
)
def test_a_span_is_active_until_the_day_before_its_end(family, start, end, number):
    # "it starts not later than e, and its end is empty or later than s"
    carer = PersonFactory(family=family, main_carer=True, birth_date=date(1990, 1, 1))
    for each in (family, FamilyFactory()):  # "served families with the problem"; "help active in p to served families"
        FamilyProblem.objects.create(family=each, problem_id="debts", identified_on=start, resolved_on=end)
        Help.objects.create(family=each, kind_id="mediation", form="group", starts_on=start, over_on=end)
    Condition.objects.create(person=carer, condition="mental_illness", since_on=start, over_on=end)
    Condition.objects.create(person=PersonFactory(family=family), condition="disability", since_on=start, over_on=end)
    CourtOrder.objects.create(family=family, kind="curator_supervision", issued_on=start, in_force_until=end)
    assert figures("problems", "2024")["debts"] == number
    assert figures("conditions", "2024")["mental_illness"] == number
    assert figures("conditions", "2024")["disability"] == 0  # a child's: "adults of the served families"
    assert figures("help", "2024")["mediation.group.families"] == number
    assert figures("help", "2024")["mediation.persons"] == 0  # "a row without a person counts a family only"
    assert figures("court", "2024")["curator_supervision"] == number


@pytest.mark.parametrize(("closed_on", "number"), [(date(2023, 12, 31), 0), (date(2024, 1, 1), 1), (None, 1)])
def test_the_day_on_which_a_blue_card_is_closed_is_its_last(family, closed_on, number):
    # "procedures of served families, active in p (closed_on is the last day)"
    for each in (family, family, FamilyFactory()):
        BlueCard.objects.create(family=each, opened_on=date(2023, 5, 1), closed_on=closed_on)
    assert figures("blue_cards", "2024") == {"procedures": 2 * number, "families": number}


def test_authority_is_restored_on_the_day_of_the_order(family):
    # "families with such an order in force in p; for authority_restored: issued in p. All served families"
    for kind in ("authority_restored", "authority_limited"):
        for each in (family, FamilyFactory()):
            CourtOrder.objects.create(family=each, kind=kind, issued_on=date(2023, 12, 31))
    assert counted("court", "2023") == {"authority_restored": 1, "authority_limited": 1}
    assert counted("court", "2024") == {"authority_limited": 1}


def test_a_benefit_counts_with_a_case_or_without(family):
    # "benefits with benefit_granted_on in p, with a case or without"; "families with a case of that kind active in p"
    case = CaseFactory(kind="za_zyciem", basis="application")
    placed = PersonFactory(family=case.family)
    Placement.objects.create(person=placed, form="kinship_foster", starts_on=date(2024, 1, 1))
    ZaZyciem.objects.create(family=case.family, case=case, entitlement="pregnancy", at_risk_pregnancy=True)
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)):
        ZaZyciem.objects.create(family=family, entitlement="ill_child", benefit_granted_on=day)
    assert counted("za_zyciem", "2024") == {
        "pregnancy.families": 1,
        "families": 1,
        "children": 1,
        "at_risk_pregnancies": 1,
        "benefits": 2,
    }


def test_an_entry_over_others_counts_each_family_and_person_once():
    # "counts its own records and theirs together, each family and person once"
    case = CaseFactory()
    person = PersonFactory(family=case.family)
    for code in ("housing", "housing_obtained", "lease_extended"):
        Outcome.objects.create(case=case, outcome_id=code, achieved_on=date(2024, 5, 1), persons=2)
    for code in ("alcohol_treatment", "co_dependence_treatment"):
        Help.objects.create(family=case.family, person=person, kind_id=code, form="group", starts_on=date(2024, 5, 1))
    Problem.objects.create(code="gambling", label="hazard")
    Problem.objects.create(code="machines", label="automaty", group_id="gambling")
    for code in ("gambling", "machines"):
        FamilyProblem.objects.create(family=case.family, problem_id=code, identified_on=date(2024, 5, 1))
    outcomes, help_given = figures("outcomes", "2024"), figures("help", "2024")
    assert (outcomes["housing"], outcomes["housing.persons"], outcomes["lease_extended.persons"]) == (1, 6, 2)
    for row in ("addiction_treatment", "addiction_treatment.group", "alcohol_treatment"):
        assert (help_given[f"{row}.families"], help_given[f"{row}.persons"]) == (1, 1)
    assert counted("problems", "2024") == {"gambling": 1, "machines": 1}


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2024", 4),
        ("2024-H1", 2),
        ("2024-H2", 2),
        ("2024-Q2", 2),
        ("2024-Q3", 1),
        ("2024-06", 1),
        ("2024-12", 1),
        ("2024-06-30/2024-07-01", 2),
        ("2024-06-30/2024-06-30", 1),
        ("2023-12-31/2024-03-31", 0),
    ],
)
def test_both_days_of_a_period_are_in_it(period, days):
    # "A period is 2024, 2024-H1, 2024-Q3, 2024-05, or two dates … (both days included)."
    case = CaseFactory()
    for day in (date(2024, 4, 1), date(2024, 6, 30), date(2024, 7, 1), date(2024, 12, 31)):
        VisitFactory(case=case, visited_on=day, minutes=None)
        Outcome.objects.create(case=case, outcome_id="debt_repaid", achieved_on=day, persons=1)
    assert figures("work", period)["home_visit"] == days
    assert figures("outcomes", period)["debt_repaid.persons"] == days


def test_a_figure_holds_for_exactly_its_days():
    # "the value entered for the period with the same first and last day, or null"
    OutsideFigure.objects.create(
        group="town", series="people", label="Mieszkańcy", unit="count", period="2024-H1", value=0
    )
    assert figures("figures.town", "2024-01-01/2024-06-30") == {"people": 0}
    for period in ("2024", "2024-Q1", "2024-01-01/2024-06-29"):
        assert figures("figures.town", period) == {"people": None}
