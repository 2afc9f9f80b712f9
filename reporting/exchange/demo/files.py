"""Writes the files of a register, row by row, in the order in which the export sorts them."""

import csv
from contextlib import ExitStack

from reporting.exchange.files import FILES


class Files:
    """The open files of a register in `folder`, which must exist. Left with an error, it takes away what it wrote."""

    def __init__(self, folder):
        self.rows = {file.name: 0 for file in FILES}
        self._folder = folder
        self._open = ExitStack()
        self._writers = {}

    def __enter__(self):
        try:
            for file in FILES:
                stream = (self._folder / file.csv_name).open("w", encoding="utf-8", newline="")
                self._writers[file.name] = csv.writer(self._open.enter_context(stream), lineterminator="\n")
                self._writers[file.name].writerow(column.name for column in file.columns)
        except OSError:
            self._take_away()
            raise
        return self

    def __exit__(self, error, *details):
        if error:
            self._take_away()
        else:
            self._open.close()

    def add(self, name, rows):
        """Sorts the rows as text and writes them. They must come after the rows already there."""
        block = sorted(["" if cell is None else str(cell) for cell in row] for row in rows)
        self._writers[name].writerows(block)
        self.rows[name] += len(block)

    def _take_away(self):
        try:
            self._open.close()
        finally:
            for file in FILES:
                (self._folder / file.csv_name).unlink(missing_ok=True)
