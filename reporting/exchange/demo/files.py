"""Writes the files of a register with rows in the same order as the export."""

import csv
from contextlib import ExitStack

from reporting.exchange.files import FILES


class Files:
    """Open files of a register in `folder`, which must exist. `add` opens a file when it is called for it first.

    As a context manager, closes the files and deletes them on an error.
    """

    def __init__(self, folder):
        self._folder = folder
        self._open = ExitStack()
        self._writers = {}
        self._widths = {}
        self._rows = {}

    def __enter__(self):
        return self

    def __exit__(self, error, *details):
        if error:
            self._delete()
        else:
            self._open.close()

    @property
    def rows(self):
        """{name of a file: number of rows}, in the order of FILES."""
        return {file.name: self._rows[file.name] for file in FILES if file.name in self._rows}

    def add(self, name, rows):
        """Sort the rows as text and write them; last columns that a row does not have are empty.

        Callers add blocks in sorted order.
        """
        if name not in self._writers:
            self._begin(name)
        width = self._widths[name]
        texts = (["" if cell is None else str(cell) for cell in row] for row in rows)
        block = sorted(row + [""] * (width - len(row)) for row in texts)
        self._writers[name].writerows(block)
        self._rows[name] += len(block)

    def _begin(self, name):
        file = next(file for file in FILES if file.name == name)
        stream = self._open.enter_context((self._folder / file.csv_name).open("w", encoding="utf-8", newline=""))
        self._writers[name] = csv.writer(stream, lineterminator="\n")
        self._writers[name].writerow(column.name for column in file.columns)
        self._widths[name] = len(file.columns)
        self._rows[name] = 0

    def _delete(self):
        try:
            self._open.close()
        finally:
            for file in FILES:
                (self._folder / file.csv_name).unlink(missing_ok=True)
