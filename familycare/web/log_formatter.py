"""Log messages without personal data, because people who may not see families read and copy logs.

URLs contain family numbers, query strings contain search words, and error messages quote values (PostgreSQL: „Failing
row contains (…)”). The log has the URL pattern, the exception class and the traceback instead.
"""

import logging
import traceback


class PrivateFormatter(logging.Formatter):
    """Format a record in one line, with the traceback of an exception but without its message."""

    def format(self, record):
        if hasattr(record, "request"):
            record = logging.makeLogRecord(
                {**record.__dict__, "msg": request_summary(record), "args": (), "exc_text": None}
            )
        return super().format(record)

    def formatException(self, exc_info):  # noqa: N802  the name is the library's
        lines, error = [], exc_info[1]
        while error is not None:
            lines += [*traceback.format_list(traceback.extract_tb(error.__traceback__)), f"{exception_name(error)}\n"]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip("\n")


def request_summary(record):
    """Return for example „500 POST rodziny/<str:number>/”."""
    request = record.request
    route = getattr(getattr(request, "resolver_match", None), "route", None)
    return " ".join(str(part) for part in (getattr(record, "status_code", ""), request.method, route or "?") if part)


def exception_name(error):
    """Return the exception's module and class."""
    return f"{type(error).__module__}.{type(error).__qualname__}"
