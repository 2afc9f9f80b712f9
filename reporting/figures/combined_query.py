"""The SQL statement that measures the rows of tables. All figures come from here.

Rows on the same facts are measured together: one grouped query for each set of fields by which rows split the records,
and one query for all other rows. These queries, for all periods, are the parts of one SQL statement.
"""

import json
from collections import defaultdict
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from django.db import connection
from django.db.models import Func, TextField, Value

from reporting.figures.ctes import definitions_for
from reporting.figures.deferred_period import ANY_PERIOD, bound, compiled
from reporting.figures.tables_read import tables_read

MOST_ARGUMENTS = 100  # of a function in PostgreSQL


class CombinedQuery:
    """The statement that measures `rows` of any tables, with its parts in `queries`.

    With `again`, their SQL is cached for the next computation.
    """

    def __init__(self, rows, again=True):
        make = _cached_sql if again else _sql
        self.queries = [Query(facts, fields, group, make) for (facts, fields), group in _grouped(rows).items()]
        self.sql = " UNION ALL ".join(
            f"SELECT {number}, answer FROM ({query.sql}) part" for number, query in enumerate(self.queries)
        )
        self.params = [param for query in self.queries for param in query.params]
        self.tables = set().union(*(query.tables for query in self.queries))

    def values(self, periods):
        """Return [{id(row): value} for each period]. One statement computes them all, as of one moment."""
        if not (self.queries and periods):
            return [{} for _period in periods]
        definitions, params_of_definitions = definitions_for(self.tables)
        sql = " UNION ALL ".join(
            f"SELECT {number}, period.* FROM ({definitions}{self.sql}) period" for number in range(len(periods))
        )
        params = [param for period in periods for param in bound([*params_of_definitions, *self.params], period.known)]
        groups = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            for number, query, answer in cursor.fetchall():
                groups[number, query].append(tuple(chain.from_iterable(json.loads(answer, parse_float=Decimal))))
        return [self._finished(groups, number) for number in range(len(periods))]

    def _finished(self, groups, period):
        values = {}
        for number, query in enumerate(self.queries):
            values |= query.values(groups[period, number])
        return values


def _grouped(rows):
    """Return {(facts, fields): rows that one query measures}."""
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.facts, tuple(name for name, _value in row.split)].append(row)
    for facts, fields in [key for key in grouped if key[1]]:
        # A row that is the sum of the groups needs no query of its own.
        others = grouped.pop((facts, ()), [])
        grouped[facts, fields] += [row for row in others if row.adds_up]
        if rest := [row for row in others if not row.adds_up]:
            grouped[facts, ()] = rest
    return grouped


class Array(Func):
    """Values of any types as the text of a JSON array. Django's JSONArray limits a sum to the type of its summands."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, function="JSON_ARRAY")

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY")


def _sql(facts, fields, aggregates):
    """Return the SQL that measures the facts, its parameters, and the names of the tables that it reads."""
    named = {f"measure_{number}": aggregate for number, aggregate in enumerate(aggregates)}
    records = facts.records(ANY_PERIOD).order_by()
    grouped = records.values(*fields) if fields else records.values(everything=Value(1))
    # All queries return one text column, so that they can be combined by UNION ALL.
    names = (*fields, *named)
    arrays = [Array(*names[n : n + MOST_ARGUMENTS]) for n in range(0, len(names), MOST_ARGUMENTS)]
    measured = grouped.annotate(**named).annotate(answer=Array(*arrays)).values_list("answer")
    return *compiled(measured), tables_read(measured.query)


# For a small register, compiling takes longer than running. The SQL only changes with the dictionaries of the centre.
_cached_sql = lru_cache(_sql)


class Query:
    """One query for rows on the same facts: rows that split the records by `fields`, or, without fields, other rows.

    A row without a split among rows with one is the sum of all groups.
    """

    def __init__(self, facts, fields, rows, make_sql):
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
        self.sql, self.params, self.tables = make_sql(facts, fields, tuple(aggregates))

    def values(self, groups):
        """Return {id(row): value}. `groups`: tuples of the values of `fields`, followed by the measures."""
        measures = {group[: self.depth]: group[self.depth :] for group in groups}
        if () not in measures:
            measures[()] = tuple(sum(filter(None, column)) for column in zip(*measures.values(), strict=True))
        return {id(row): row.measure.finish(*measures.get(codes, ())[place]) for row, codes, place in self.rows}
