"""Writes the files of a register with rows in the same order as the export."""

import csv
from contextlib import ExitStack

from reporting.exchange.files import FILES


class Files:
    """The open files of a register in `folder`, which must exist. As a context manager, deletes them on an error."""

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
            self._delete()
            raise
        return self

    def __exit__(self, error, *details):
        if error:
            self._delete()
        else:
            self._open.close()

    def add(self, name, rows):
        """Sort the rows as text and write them. Callers add blocks in sorted order."""
        block = sorted(["" if cell is None else str(cell) for cell in row] for row in rows)
        self._writers[name].writerows(block)
        self.rows[name] += len(block)

    def _delete(self):
        try:
            self._open.close()
        finally:
            for file in FILES:
                (self._folder / file.csv_name).unlink(missing_ok=True)
