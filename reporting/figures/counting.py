"""Measures rows of tables: the only place where figures come from.

Rows on the same facts are measured together: by one grouped query for each way in which rows split the records,
and one for all the other rows. All these queries, for all periods that are asked for, are the parts of one statement.
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

MOST_ARGUMENTS = 100  # that a function of PostgreSQL takes


class Counting:
    """The rows of any number of tables, ready to be counted; `again`: whether the same rows will be, for others."""

    def __init__(self, rows, again=True):
        make = _remembered_sql if again else _sql
        self.queries = [Query(facts, fields, those, make) for (facts, fields), those in _alike(rows).items()]
        self.sql = " UNION ALL ".join(
            f"SELECT {number}, answer FROM ({query.sql}) part" for number, query in enumerate(self.queries)
        )
        self.params = [each for query in self.queries for each in query.params]
        self.tables = set().union(*(query.tables for query in self.queries))

    def values(self, periods):
        """[{id of a row: its value} for each of the periods], in one statement, and so all of one moment."""
        if not (self.queries and periods):
            return [{} for _period in periods]
        definitions, of_definitions = definitions_for(self.tables)
        sql = " UNION ALL ".join(
            f"SELECT {number}, period.* FROM ({definitions}{self.sql}) period" for number in range(len(periods))
        )
        params = [each for period in periods for each in bound([*of_definitions, *self.params], period)]
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


class Array(Func):
    """Values of any types as the text of a JSON array. Django's own JSONArray makes a sum as small as its summands."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, function="JSON_ARRAY")

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY")


def _sql(facts, fields, aggregates):
    """The SQL that measures the facts, its parameters, and the names of the tables that it reads."""
    named = {f"measure_{number}": aggregate for number, aggregate in enumerate(aggregates)}
    records = facts.records(ANY_PERIOD).order_by()
    grouped = records.values(*fields) if fields else records.values(everything=Value(1))
    # Answers of all shapes are of one type, and stand in one column.
    names = (*fields, *named)
    arrays = [Array(*names[n : n + MOST_ARGUMENTS]) for n in range(0, len(names), MOST_ARGUMENTS)]
    measured = grouped.annotate(**named).annotate(answer=Array(*arrays)).values_list("answer")
    return *compiled(measured), tables_read(measured.query)


# Making the SQL takes longer than running it on a small register; it changes with the centre's dictionaries only.
_remembered_sql = lru_cache(_sql)


class Query:
    """One query for rows on the same facts: those that split the records by `fields`, or, without fields, any.

    A row without a split beside those that have one is the sum of all groups.
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
        """{id of a row: its value}, of the groups that were found: tuples of the values split by, and the measures."""
        measures = {group[: self.depth]: group[self.depth :] for group in groups}
        if () not in measures:
            measures[()] = tuple(sum(filter(None, column)) for column in zip(*measures.values(), strict=True))
        return {id(row): row.measure.finish(*measures.get(codes, ())[place]) for row, codes, place in self.rows}
