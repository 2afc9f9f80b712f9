"""Measures rows of tables: the only place where figures come from.

Rows on the same facts are measured together: by one grouped query for each way in which rows split the records,
and one query for all the other rows. A query is made once and run for as many periods as are asked for.
"""

from collections import defaultdict
from functools import lru_cache

from django.db import connection
from django.db.models import Value

from reporting import snapshot
from reporting.any_period import ANY_PERIOD, bound, compiled


class Counting:
    """The rows of any number of tables, ready to be counted."""

    def __init__(self, rows):
        alike = _alike(rows)
        self.queries = [Query(facts, fields, those) for (facts, fields), those in alike.items()]
        self.tables = tuple(dict.fromkeys(table for facts, _fields in alike for table in facts.tables))
        for table in (*snapshot.TABLES, *self.tables):
            table.create()

    def take(self, period):
        """Works out for the period what the rows are counted on. Returns the token of the snapshot."""
        return snapshot.take(period, self.tables)

    def values(self, period):
        """{id of a row: its value} in the period. Takes its snapshot, which then is the last one."""
        self.take(period)
        values = {}
        for query in self.queries:
            values.update(query.values(period))
        return values


def _alike(rows):
    """{(facts, fields): the rows that one query measures}."""
    alike = defaultdict(list)
    for row in rows:
        alike[row.facts, tuple(name for name, _value in row.split)].append(row)
    for facts, fields in [key for key in alike if key[1]]:
        # What adds up over all records is the sum of any groups of them, and needs no query of its own.
        others = alike.pop((facts, ()), [])
        alike[facts, fields] += [row for row in others if row.adds_up]
        if rest := [row for row in others if not row.adds_up]:
            alike[facts, ()] = rest
    return alike


@lru_cache
def _sql(facts, fields, aggregates):
    """The SQL that measures the facts, and its parameters. Making it takes longer than running it on a small register;
    it changes with the centre's dictionaries only."""
    named = {f"measure_{number}": aggregate for number, aggregate in enumerate(aggregates)}
    records = facts.records(ANY_PERIOD).order_by()
    grouped = records.values(*fields) if fields else records.values(everything=Value(1))
    return compiled(grouped.annotate(**named).values_list(*fields, *named))


class Query:
    """One query for rows on the same facts: those that split the records by `fields`, or, without fields, any.

    A row without a split beside those that have one is the sum of all groups.
    """

    def __init__(self, facts, fields, rows):
        self.depth = len(fields)
        aggregates = []
        places = {}
        self.rows = []
        for row in rows:
            same = row.measure if fields else id(row)
            if same not in places:
                parts = row.measure.aggregates(None if fields else row.q(ANY_PERIOD))
                places[same] = slice(len(aggregates), len(aggregates) + len(parts))
                aggregates += parts
            self.rows.append((row, tuple(value for _name, value in row.split), places[same]))
        self.sql, self.params = _sql(facts, fields, tuple(aggregates))

    def values(self, period):
        """{id of a row: its value} in the period, whose snapshot has been taken."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, bound(self.params, period))
            groups = {group[: self.depth]: group[self.depth :] for group in cursor.fetchall()}
        if () not in groups:
            groups[()] = tuple(sum(filter(None, column)) for column in zip(*groups.values(), strict=True))
        return {id(row): row.measure.finish(*groups.get(codes, ())[place]) for row, codes, place in self.rows}
