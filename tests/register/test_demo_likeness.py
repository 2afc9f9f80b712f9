"""Demo registers look like those of a real centre, and use all codes."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from familycare.centre import choices
from familycare.centre.models import DICTIONARIES
from reporting.exchange.demo import generate_register
from reporting.exchange.demo.centre import TERMS
from reporting.exchange.files import FILES
from tests.completeness import assert_complete
from tests.register.complete import NOT_INVENTED
from tests.register.tables import by, read

ENTRIES = {
    "problem": choices.PROBLEMS,
    "institution": choices.INSTITUTIONS,
    "outcome": choices.OUTCOME_KINDS,
    "help.kind": choices.HELP_KINDS,
    "post.funding": choices.FUNDINGS,
    "area": choices.LIFE_AREAS,
    "assessment.step": choices.ASSESSMENT_STEPS,
}


def possible(field):
    """The codes that a field may hold; of a dictionary, with those that the demo centre added."""
    if field.choices:
        return {code for code, _ in field.choices if code}
    for dictionary, model in DICTIONARIES.items():
        if field.related_model is model:
            assert dictionary in ENTRIES, f"Add “{dictionary}” to ENTRIES in tests/register/test_demo_likeness.py."
            own = {code for owner, code, _, _ in TERMS if owner == dictionary}
            return own | {code for code, _, _ in ENTRIES[dictionary]}
    return set()


# The columns that hold a code of a closed list or of a dictionary.
CODED = {
    f"{file.name}.{column.name}": possible(column.field)
    for file in FILES
    for column in file.columns
    if possible(column.field) and file.name not in {"terms", "figures"} | NOT_INVENTED
}


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """[{column: its codes}] of three registers of 300 families over four years."""
    registers = []
    for seed in (1, 2, 3):
        folder = tmp_path_factory.mktemp("codes")
        generate_register(folder, families=300, years=4, seed=seed)
        tables = read(folder)
        registers.append({})
        for name in CODED:
            file, column = name.split(".")
            registers[-1][name] = {getattr(row, column) for row in getattr(tables, file, ())} - {None}
    return registers


@pytest.mark.parametrize("column", CODED)
def test_all_codes_occur_and_no_others(used, column):
    assert_complete(
        CODED[column],
        set().union(*(codes[column] for codes in used)),
        add=f"No demo register has the code {{}} in {column}: let reporting/exchange/demo/ write it.",
        remove=f"Demo registers have {{}} in {column}, which is no code of this field: see reporting/exchange/demo/.",
    )


def test_each_register_has_nearly_all_codes(used):
    for codes in used:
        missing = {name: CODED[name] - codes[name] for name in CODED if CODED[name] - codes[name]}
        assert sum(map(len, missing.values())) < 10, missing


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("likeness")
    generate_register(folder, families=500, years=4, seed=8)
    return read(folder)


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025])
def test_two_families_in_five_are_active_in_a_year(tables, year):
    first, last = date(year, 1, 1), date(year, 12, 31)
    active = {c.family for c in tables.cases if c.opened_on <= last and (c.closed_on or last) >= first}
    assert 0.33 < len(active) / len(tables.families) < 0.5


def test_densities_are_those_of_a_real_centre(tables):
    assert 30 < len(tables.visits) / len(tables.cases) < 50
    assert 3 < len(tables.persons) / len(tables.families) < 5
    assert 2 < len(tables.assessments) / len(tables.cases) < 5
    assert max(Counter(row.assistant for row in tables.assignments if not row.end).values()) >= 13


def test_budget_is_the_sum_of_its_parts(tables):
    for figures in by([row for row in tables.figures if row.group == "budget"], "period").values():
        amounts = {row.series: Decimal(row.value) for row in figures}
        assert amounts.pop("budget") == sum(amounts.values())
