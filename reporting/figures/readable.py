"""Which figures a user reads.

Figures are of the whole centre. Users who see only some of its families could tell from figures what they must not
know of the others: from parts of files that they do not read, and from periods so short that only one family has an
event in them. They get neither. Whole months only, because two longer periods that differ by a day tell of that day.
"""

from cases.access import is_read_by, sees_all_families
from reporting.figures.deferred_period import ANY_PERIOD
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of


def may_be_told(user, period):
    """Return whether the user may read figures for the period."""
    return sees_all_families(user) or period.has_whole_months


def read_rows(user, rows):
    """Return those of the Rows that the user may read, in the same order."""
    if sees_all_families(user):
        return rows
    read = {
        facts: is_read_by(user, facts.records(ANY_PERIOD).model) for facts in dict.fromkeys(row.facts for row in rows)
    }
    return [row for row in rows if read[row.facts]]


def unread_figures(user):
    """Return the figures that the user may not read, as a set of (key of the table, key of the row)."""
    if sees_all_families(user):
        return frozenset()
    tables = rows_of(list(catalogue().values()))
    every = {(table, row.key) for table, rows in tables.items() for row in rows}
    return frozenset(every - {(table, row.key) for table, rows in tables.items() for row in read_rows(user, rows)})
