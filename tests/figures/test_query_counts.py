"""A table costs a fixed handful of queries, however many records there are."""

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reporting.figures import compute
from reporting.listings import drill_down
from reporting.periods import Period
from reporting.register import import_register
from reporting.register.invent import invent_register
from tests.factories import StaffFactory


def queries_with(families, folder):
    """How many queries all tables, and some lists, take in a register of that many families."""
    invent_register(folder, families=families, years=3, seed=7)
    periods, user = Period.parse_list("2024,2023"), StaffFactory.build()
    with transaction.atomic():
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
