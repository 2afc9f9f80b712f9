"""A spreadsheet as the source of a register with one file: rows keep their numbers in the sheet."""

from dataclasses import replace

from reporting.exchange.source import Source
from reporting.exchange.spreadsheets.cells import labels_of, strict_cell
from reporting.exchange.spreadsheets.pesels import read_pesel


class SheetStream:
    """What the rows of a file are read from, in place of a stream of bytes.

    `records()` yields (number of the row, cells in the spelling of a register), the header first. `remarks`: (row,
    column, message) about cells that were mended, complete after the last record.
    """

    def __init__(self, file, sheet, matched):
        self._file, self._rows = file, sheet.rows
        self._places = {column: place for place, column in matched.items() if column}
        self.remarks = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def records(self):
        columns = [column for column in self._file.columns if column.name in self._places]
        labels = {column.name: labels_of(column) for column in columns}
        yield 1, [column.name for column in columns]
        for number, cells in self._rows:
            values = {column.name: self._value(cells, column) for column in columns}
            row = {column.name: strict_cell(column, values[column.name], labels[column.name]) for column in columns}
            if row.get("pesel"):
                row["pesel"], remark = read_pesel(values["pesel"], row.get("birth_date", ""), row.get("sex", ""))
                if remark:
                    self.remarks.append((number, "pesel", remark))
            yield number, [*row.values()]

    def _value(self, cells, column):
        place = self._places[column.name]
        return cells[place] if place < len(cells) else None


def sheet_source(file, sheet, matched):
    """Return the Source of a register with this file alone. `matched`: {place of a column: name of a column or ""}."""
    return Source({file.csv_name: lambda: SheetStream(file, sheet, matched)})


def in_words_of_the_sheet(errors, file, sheet, matched, name):
    """Return RegisterErrors' places as the sheet has them: `name` of the uploaded file, its own headings."""
    headings = {column: sheet.headings[place] for place, column in matched.items() if column}
    return [
        replace(each, file=name, column=headings.get(each.column, each.column)) if each.file == file.csv_name else each
        for each in errors
    ]
