"""Which facts and working tables take longest."""

from collections import Counter

from django.db import connection

from bench.timing import timed
from reporting.figures.combined_query import CombinedQuery
from reporting.figures.ctes import WORKING_TABLES, definitions_for
from reporting.figures.deferred_period import bound
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of

SHOWN = 12


def slowest(periods):
    """Return [(what, seconds over all periods)], the slowest first.

    Each runs alone, with the working tables that it reads.
    """
    seconds = Counter()
    rows = rows_of(catalogue().values())
    table_of = {id(row): key for key, those in rows.items() for row in those}
    combined = CombinedQuery(row for those in rows.values() for row in those)
    for period in periods:
        for name in WORKING_TABLES:
            seconds[f"working table {name}"] += timed(run, f"SELECT COUNT(*) FROM {name}", (), {name}, period)[0]
        for query in combined.queries:
            what = ", ".join(sorted({table_of[id(row)] for row, _codes, _place in query.rows}))
            seconds[what] += timed(run, query.sql, query.params, query.tables, period)[0]
    return seconds.most_common(SHOWN)


def run(sql, params, tables, period):
    definitions, of_definitions = definitions_for(tables)
    with connection.cursor() as cursor:
        cursor.execute(definitions + sql, bound([*of_definitions, *params], period.known))
        cursor.fetchall()
