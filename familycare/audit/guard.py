"""No write to a watched table passes the log by: this looks at every statement on its way to the database.

`save()`, `create()` and `delete()`, also of querysets, are recorded by themselves. What writes rows past the models,
`update()`, `bulk_create()`, `bulk_update()`, SQL, is an error unless it happens inside `services.record_bulk`.
"""

import re
from contextlib import ExitStack

from familycare.audit.known import is_known, known
from familycare.audit.registry import WATCHED

WRITING = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: ONLY)?|DELETE FROM|TRUNCATE(?: TABLE)?)\s+"?(\w+)', re.I
)


class UnrecordedWrite(Exception):
    """A statement would write to a watched table, and the log would not know."""


def guard(execute, sql, params, many, context):
    """A wrapper of Django's for statements."""
    if isinstance(sql, str) and (writing := WRITING.match(sql)):
        check(writing[1])
    return execute(sql, params, many, context)


def check(table):
    """Raises UnrecordedWrite when the log watches the table and does not know of a write to it now."""
    if any(model._meta.db_table == table for model in WATCHED) and not is_known(table):
        raise UnrecordedWrite(
            f"{table} is written to past the log: call save() or delete(), "
            "or wrap it in familycare.audit.services.record_bulk."
        )


def stand_on(connection, **kwargs):
    """Looks at what a new connection is told to do."""
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)


_migrating = ExitStack()


def begin_migrating(**kwargs):
    """Migrations write what stands in their code: nobody changes a record then."""
    _migrating.enter_context(known(None))


def end_migrating(**kwargs):
    _migrating.close()
