"""Which writes the log knows of at the moment: those to a table, or all (None)."""

from contextlib import contextmanager
from contextvars import ContextVar

_known = ContextVar("known writes", default=())


@contextmanager
def known(table):
    """The log knows of what is written inside to that table, or of all that is written (None)."""
    token = _known.set((*_known.get(), table))
    try:
        yield
    finally:
        _known.reset(token)


def is_known(table):
    """Whether the log knows of a write to the table now."""
    return table in _known.get() or None in _known.get()


def begin(table):
    """From now on the log knows of writes to the table, for as many `end` as there were `begin`."""
    _known.set((*_known.get(), table))


def end(table):
    left = list(_known.get())
    left.remove(table)
    _known.set(tuple(left))


def nothing_known():
    """Forgets a `begin` whose deletion failed before its `end`."""
    _known.set(())
