"""Addresses of reports, tables and drill-down lists.

The address of a drill-down list contains the page it was opened from, so that it can link back.
"""

from urllib.parse import urlencode

from django.urls import reverse


def report_address(year, compare):
    """Return the address of the report on `year`, compared with `compare` earlier years."""
    return f"{reverse('report', args=[year])}?{urlencode({'porownaj': compare})}"


def tables_address(periods, name="tables", *args):
    """Return the address of the tables for `periods`; `name` and `args` are a URL name and its arguments."""
    return f"{reverse(name, args=args)}?{urlencode({'okresy': _spelled(periods)}, safe=',/')}"


def figures_of_report(year, compare, unread):
    """Return `(table, row, period) -> str`: the address of the drill-down list of a figure of that report, or None.

    `unread`: (table, row) of the figures whose list the reader may not read.
    """
    address = _figures({"rok": year, "porownaj": compare})
    return lambda table, row, period: None if (table, row) in unread else address(table, row, period)


def figures_of_tables(periods):
    """Return the same function for figures on the page of tables."""
    return _figures({"okresy": _spelled(periods)})


def figures_of_home(year):
    """Return the same function for figures on the dashboard of that year."""
    return _figures({"start": year})


def home_address(year):
    """Return the address of the dashboard of `year`."""
    return f"{reverse('home')}?{urlencode({'rok': year})}"


def _figures(origin):
    def address(table, row, period):
        query = urlencode({"okres": period, **origin}, safe=",/")
        return f"{reverse('entries', args=[table, row])}?{query}"

    return address


def _spelled(periods):
    return ",".join(map(str, periods))
