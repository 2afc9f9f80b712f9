"""Reading at one moment: many queries that all see the same state of the database, while others go on writing."""

from contextlib import contextmanager, nullcontext

from django.db import connection, transaction


@contextmanager
def one_moment():
    """Let all queries inside see the database at the same moment. Nothing may be written inside, unless a transaction
    is open already: that one goes on as it is."""
    outermost = not connection.in_atomic_block
    with _reading() if outermost and connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading():
    """Within the block, transactions on SQLite do not take the lock of writers at their start."""
    connection.ensure_connection()  # opening sets the mode
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = usual
