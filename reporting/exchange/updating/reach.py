"""Which files an update has to look at: those that it has, and those whose records its changes may contradict."""

from reporting.exchange.columns import ReferenceColumn
from reporting.exchange.files import FILES
from reporting.exchange.rules import LOOKED_UP

NAME_OF = {file.model: file.name for file in FILES}


def _looked_up(file):
    """Return the names of the files whose records a row of the file refers to or its rules look up."""
    referred = {
        NAME_OF[column.field.related_model] for column in file.columns if isinstance(column, ReferenceColumn)
    } - {file.name}
    return referred | set(LOOKED_UP.get(file.name, ()))


LOOKED_UP_BY = {file.name: _looked_up(file) for file in FILES}


def with_looked_up(names):
    """Return the names of files and of all files that they look up, directly or through others."""
    found, fresh = set(), set(names)
    while fresh:
        found |= fresh
        fresh = {other for name in fresh for other in LOOKED_UP_BY[name]} - found
    return found


class Reach:
    """`given`: the names of the files that the update has."""

    def __init__(self, given):
        self.given = set(given)
        dependent = {file.name for file in FILES if with_looked_up([file.name]) & self.given}
        needed = with_looked_up(self.given | dependent)
        self._looked_up = {other for name in needed for other in LOOKED_UP_BY[name]}

    def concerns(self, file, changed):
        """Return whether the records of the file must be read. `changed`: the names of files with changed records."""
        return file.name in self.given | self._looked_up or not with_looked_up([file.name]).isdisjoint(changed)
