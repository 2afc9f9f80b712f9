"""A table takes a small number of queries, independent of the number of records."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from familycare.centre.models import Institution
from reporting.exchange import import_register
from reporting.exchange.demo import generate_register
from reporting.figures.compute import compute
from reporting.figures.drilldown import drill_down
from reporting.periods import Period
from tests.factories import StaffFactory


def queries_with(families, folder):
    """How many queries all tables, and some lists, take in a register with that many families."""
    generate_register(folder, families=families, years=3, seed=7)
    periods = Period.parse_list("2024,2023")
    with transaction.atomic():
        user = StaffFactory()
        import_register(folder)
        with CaptureQueriesContext(connection) as of_tables:
            compute(periods)
        with CaptureQueriesContext(connection) as of_lists:
            for table, row in (("support", "children"), ("work", "hours"), ("institutions", "school.families")):
                drill_down(table, row, periods[0], user).page(0, 50)
        transaction.set_rollback(True)
    return len(of_tables), len(of_lists)


def test_queries_do_not_grow_with_the_data(db, tmp_path):
    few, many = (queries_with(families, tmp_path / str(families)) for families in (20, 80))
    assert few == many


@pytest.mark.every_table
def test_all_tables_of_several_periods_are_one_statement(db, django_assert_num_queries):
    # Two more queries read the figures from outside and the dictionaries.
    for periods in ("2024", "2024,2023,2022,2024-H1"):
        with django_assert_num_queries(3, info="Count a table in the one statement: see docs/add-a-table.md."):
            compute(Period.parse_list(periods))


def test_a_figure_from_no_dictionary_is_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        compute([Period.year(2024)], ["support", "assessments"])


def test_nothing_to_count_is_no_error(db):
    assert compute([Period.year(2024)], []) == {}
    assert compute([], ["support"])["support"].row("families").values == ()
    Institution.objects.all().delete()
    assert compute([Period.year(2024)], ["institutions"])["institutions"].rows == ()


def test_many_periods_are_computed_at_once(db):
    months = [Period.parse(f"{year}-{month:02}") for year in (2023, 2024) for month in range(1, 13)]
    tables = compute(months)
    assert tables["support"].periods == tuple(months)
    assert all(len(row.values) == len(months) for table in tables.values() for row in table.rows)
