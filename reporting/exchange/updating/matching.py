"""Which row of an update is about which record: they agree in the columns of the file's `key`."""

from collections import defaultdict
from operator import itemgetter
from typing import NamedTuple

from reporting.exchange.columns import ABSENT, WRONG


class Matches(NamedTuple):
    """`changed`: (row of a record, row of the update) pairs. `new` and `unclear`: rows of the update. `untouched`: rows
    of records.

    Of an unclear row nobody knows which of several records it means, or others mean the same record.
    """

    changed: list
    new: list
    unclear: list
    untouched: list


class Matching:
    """Pairs the rows of a file (`given`) with the rows of records, which `take` gets one by one.

    A row that says all that a record says is `unchanged` (a number); each record answers one such row.
    """

    def __init__(self, file, given):
        names = [column.name for column in file.columns]
        absent = {name for name in names if any(getattr(row, name) is ABSENT for row in given[:1])}
        self._key = _getter(names.index(name) + 1 for name in file.key if name not in absent)
        self._said = _getter(names.index(name) + 1 for name in names if name not in absent)
        self._given, self._unknown = defaultdict(list), []
        for row in given:
            self._take_in(row)
        self._candidates = defaultdict(list)
        self.unchanged = 0

    def _take_in(self, row):
        key = self._key(row)
        if any(value is WRONG for value in key):
            self._unknown.append(row)
        else:
            self._given[key].append(row)

    def take(self, stored):
        """Return whether a row of the file may change this record: then `matches` tells."""
        if not self._given:
            return False
        rows = self._given.get(key := self._key(stored))
        if not rows:
            return False
        said = self._said(stored)
        for place, row in enumerate(rows):
            if self._said(row) == said:
                del rows[place]
                self.unchanged += 1
                return False
        self._candidates[key].append(stored)
        return True

    def matches(self):
        """Return the Matches, in the order of lines. Called once, after all records."""
        found = Matches([], self._unknown, [], [])
        for key, candidates in self._candidates.items():
            rows = self._given.pop(key)
            if len(rows) == len(candidates) == 1:
                found.changed.append((candidates[0], rows[0]))
            else:
                found.untouched.extend(candidates)
                found.unclear.extend(rows)
        for rows in self._given.values():
            found.new.extend(rows)
        found.new.sort(key=itemgetter(0))
        found.changed.sort(key=lambda pair: pair[1].line)
        return found


def _getter(places):
    """Return a function from a row to the tuple of its values at these places."""
    places = [*places]
    if not places:
        return lambda row: ()
    if len(places) == 1:
        return lambda row: (row[places[0]],)
    return itemgetter(*places)
