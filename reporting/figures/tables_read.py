"""Which database tables a query reads."""

from django.db import connection
from django.db.models.sql import Query


def tables_read(query):
    """Return the set of names of tables that a `queryset.query` reads, with its subqueries and combined queries.

    It includes joins for `order_by` and `select_related`, and leaves out joins that Django removed.
    """
    if query.combined_queries:
        return set().union(*map(tables_read, query.combined_queries))
    query = query.clone()
    compiler = query.get_compiler(connection=connection)
    # Adds the joins for `select_related` and `order_by`.
    _extra_select, order_by, _group_by = compiler.pre_sql_setup()
    joined = [table for alias, table in query.alias_map.items() if query.alias_refcount[alias]]
    expressions = [
        *(expression for expression, _sql, _alias in compiler.select),
        *(expression for expression, _sql in order_by),
        *(query.group_by if isinstance(query.group_by, tuple) else ()),
        *(table.filtered_relation.resolved_condition for table in joined if table.filtered_relation),
        query.where,
    ]
    found = {table.table_name for table in joined}
    return found.union(*map(tables_read, _subqueries(expressions)))


def _subqueries(expressions):
    for expression in expressions:
        if isinstance(expression, Query):
            yield expression
        elif hasattr(expression, "get_source_expressions"):
            yield from _subqueries(expression.get_source_expressions())
