"""Addresses of reports, tables and drill-down lists.

The address of a drill-down list contains the page it was opened from, so that it can link back.
"""

from functools import cache
from urllib.parse import urlencode

from django.urls import reverse


def report_address(year, compare, conceals, name="report", *args):
    """Return the address of the report on `year`, compared with `compare` earlier years.

    `conceals`: whether it is without small numbers; `name` and `args` are a URL name and its further arguments.
    """
    return f"{reverse(name, args=[year, *args])}?{urlencode(_asked_of_report(compare, conceals))}"


def tables_address(periods, conceals, name="tables", *args, by=""):
    """Return the address of the tables for `periods`.

    `conceals`: whether the files are without small numbers; `name` and `args` are a URL name and its arguments; `by`: a
    code of SplitBy, or "".
    """
    return f"{reverse(name, args=args)}?{urlencode(_asked_of_tables(periods, conceals, by), safe=',/')}"


def figures_of_report(year, compare, conceals, unread):
    """Return `(table, row, period) -> str`: the address of the drill-down list of a figure of that report, or None.

    `unread`: (table, row) of the figures whose list the reader may not read.
    """
    address = _figures({"rok": year, **_asked_of_report(compare, conceals)})
    return lambda table, row, period: None if (table, row) in unread else address(table, row, period)


def figures_of_tables(periods, conceals, by=""):
    """Return a function like that for figures on the page of tables."""
    return _figures(_asked_of_tables(periods, conceals, by))


def composed_address(key, year, name="composed", *args, conceals=False):
    """Return the address of a document of the centre for a year; `name` and `args`: a URL name and more arguments.

    `conceals`: whether it is without small numbers.
    """
    asked = {"rok": year, **({"ukryj": "tak"} if conceals else {})}
    return f"{reverse(name, args=[key, *args])}?{urlencode(asked)}"


def figures_of_document(key, year):
    """Return a function like that for figures in a document of the centre."""
    return _figures({"dokument": key, "rok": year})


def figures_of_home(year):
    """Return a function like that for figures on the dashboard of that year."""
    return _figures({"start": year})


def home_address(year):
    """Return the address of the dashboard of `year`."""
    return f"{reverse('home')}?{urlencode({'rok': year})}"


def _figures(origin):
    # A document has thousands of figures, in few rows and periods.
    entries = cache(lambda table, row: reverse("entries", args=[table, row]))
    asked = cache(lambda period: urlencode({"okres": period, **origin}, safe=",/"))
    return lambda table, row, period: f"{entries(table, row)}?{asked(str(period))}"


def _asked_of_report(compare, conceals):
    return {"porownaj": compare, **({"ukryj": "tak"} if conceals else {})}


def _asked_of_tables(periods, conceals, by):
    asked = {"okresy": ",".join(map(str, periods)), **({} if conceals else {"ukryj": "nie"})}
    return asked | ({"podzial": by} if by else {})
