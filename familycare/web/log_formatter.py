"""Logs that tell what went wrong and nothing of whom: they are read, copied and kept by people who may see no family.

Addresses hold numbers of families, queries hold what was searched for, and messages of errors quote values (PostgreSQL:
„Failing row contains (…)”). In their place stand the pattern of the address, the kind of the error and the way to it.
"""

import logging
import traceback


class Formatter(logging.Formatter):
    """One line for each record; of an error, the lines of code that led to it, without its words."""

    def format(self, record):
        if hasattr(record, "request"):
            record = logging.makeLogRecord({**record.__dict__, "msg": in_words(record), "args": (), "exc_text": None})
        return super().format(record)

    def formatException(self, exc_info):  # noqa: N802  the name is the library's
        lines, error = [], exc_info[1]
        while error is not None:
            lines += [*traceback.format_list(traceback.extract_tb(error.__traceback__)), f"{name_of(error)}\n"]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip("\n")


def in_words(record):
    """„500 POST rodziny/<str:number>/”."""
    request = record.request
    route = getattr(getattr(request, "resolver_match", None), "route", None)
    return " ".join(str(part) for part in (getattr(record, "status_code", ""), request.method, route or "?") if part)


def name_of(error):
    """The class of the error with its module."""
    return f"{type(error).__module__}.{type(error).__qualname__}"
