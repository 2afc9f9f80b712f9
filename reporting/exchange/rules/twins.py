"""Remarks about rows that say all that another row says: pasted twice, or two things that are alike."""

from array import array

from reporting.exchange.errors import named


class Twins:
    """Finds equal rows in a file without ids. It keeps 16 bytes for a row, because there may be millions."""

    def __init__(self, file):
        self._has_ids = file.has_ids
        self._marks = array("q")
        self._lines = array("q")

    def add(self, rows):
        """Take in a chunk of rows."""
        if not self._has_ids:
            self._marks.extend([hash(row[1:]) for row in rows])
            self._lines.extend([row[0] for row in rows])

    def tell(self, report):
        """Report a remark for each row that equals an earlier one, after the last row of the file."""
        ordered = sorted(self._marks)
        twice = {mark for mark, following in zip(ordered, ordered[1:], strict=False) if mark == following}
        first = {}
        for mark, line in zip(self._marks, self._lines, strict=True) if twice else ():
            if mark in twice and first.setdefault(mark, line) != line:
                other = named(first[mark], f"wiersz {first[mark]}")
                report.remark(line, "", f"mówi to samo co {other}; usuń go, jeśli wklejono go dwa razy")
