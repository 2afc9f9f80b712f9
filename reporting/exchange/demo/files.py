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
        self._unused = {}  # {name: places of the later columns in which nothing has been written}

    def __enter__(self):
        return self

    def __exit__(self, error, *details):
        if error:
            self._delete()
        else:
            self._open.close()
            for name, places in self._unused.items():
                if places:
                    self._without_columns(self._folder / f"{name}.csv", places)

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
        self._unused[name] = {place for place in self._unused[name] if not any(row[place] for row in block)}
        self._writers[name].writerows(block)
        self._rows[name] += len(block)

    def _begin(self, name):
        file = next(file for file in FILES if file.name == name)
        stream = self._open.enter_context((self._folder / file.csv_name).open("w", encoding="utf-8", newline=""))
        self._writers[name] = csv.writer(stream, lineterminator="\n")
        self._writers[name].writerow(column.name for column in file.columns)
        self._widths[name] = len(file.columns)
        self._rows[name] = 0
        self._unused[name] = {place for place, column in enumerate(file.columns) if column in file.later}

    @staticmethod
    def _without_columns(path, places):
        """Take the columns out of the file, as an export does with later columns that say nothing."""
        copy = path.with_suffix(".part")
        with path.open(encoding="utf-8", newline="") as old, copy.open("w", encoding="utf-8", newline="") as new:
            writer = csv.writer(new, lineterminator="\n")
            for row in csv.reader(old):
                writer.writerow([cell for place, cell in enumerate(row) if place not in places])
        copy.replace(path)

    def _delete(self):
        try:
            self._open.close()
        finally:
            for file in FILES:
                (self._folder / file.csv_name).unlink(missing_ok=True)
