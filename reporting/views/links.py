"""Addresses of reports, tables, and the lists behind their figures.

A list remembers in its address which page it was opened from, to lead back there.
"""

from urllib.parse import urlencode

from django.urls import reverse


def report_address(year, compare):
    return f"{reverse('report', args=[year])}?{urlencode({'porownaj': compare})}"


def tables_address(periods, name="tables", *args):
    return f"{reverse(name, args=args)}?{urlencode({'okresy': _spelled(periods)}, safe=',/')}"


def figures_of_report(year, compare):
    """What gives the address of the list behind a figure of that report: `(table, row, period) -> str`."""
    return _figures({"rok": year, "porownaj": compare})


def figures_of_tables(periods):
    """The same for a figure of the page of tables."""
    return _figures({"okresy": _spelled(periods)})


def figures_of_home(year):
    """The same for a figure of the first page, showing that year."""
    return _figures({"start": year})


def home_address(year):
    return f"{reverse('home')}?{urlencode({'rok': year})}"


def _figures(origin):
    def address(table, row, period):
        query = urlencode({"okres": period, **origin}, safe=",/")
        return f"{reverse('entries', args=[table, row])}?{query}"

    return address


def _spelled(periods):
    return ",".join(map(str, periods))
