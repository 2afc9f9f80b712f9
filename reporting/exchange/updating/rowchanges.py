"""What one row changes: the record as it will be, and the same in words."""

from reporting.exchange.columns import ABSENT, WRONG, OwnFileColumn, ReferenceColumn, TermColumn
from reporting.exchange.updating.preview import FieldChange, RowChange
from reporting.exchange.updating.stored import is_owner, recognising
from reporting.exchange.updating.words import heading_of, words_of


def missing_columns(file):
    """Return the names of the columns that a file of an update may lack: then it leaves their fields as they are."""
    if len(file.key) == len(file.columns):
        return {column.name for column in file.columns if not column.required}
    return {column.name for column in file.columns} - set(file.key)


def merged(file, stored, given, report):
    """Return the row of a record as it will be, with the line of the given row.

    Records with ids stay where they belong: a person in the family, a plan in the case.
    """
    values = [given.line]
    for column, before, after in zip(file.columns, stored[1:], given[1:], strict=True):
        if file.has_ids and is_owner(column) and after not in (ABSENT, WRONG, before):
            report(given.line, column.name, "zapis należy w bazie gdzie indziej, a rejestr go nie przenosi")
        if column in (file.kept or ()) and after not in (ABSENT, WRONG, before):
            report(given.line, column.name, "tego uzupełnienie nie zmienia; w bazie jest inaczej")
        values.append(before if after is ABSENT else after)
    return stored._make(values)


def new_row(file, given, report):
    """Return the row of a new record, with empty cells for columns that the file lacks.

    Nobody knows whether a row with an error in its key is about a new record: what it lacks is WRONG, not empty.
    """
    if ABSENT not in given:
        return given
    if any(getattr(given, name) is WRONG for name in file.key):
        return given._make(WRONG if value is ABSENT else value for value in given)
    values = [given.line]
    for column, value in zip(file.columns, given[1:], strict=True):
        if value is ABSENT and column.required:
            report(given.line, column.name, "tego zapisu nie ma w bazie, a nowy musi mieć tę kolumnę")
        values.append(value if value is not ABSENT else WRONG if column.required else column.empty)
    return given._make(values)


class Describer:
    """Tells what rows change in words. References are told by ids."""

    def __init__(self, known):
        self._known = known
        self._ids = {}  # model: ids by place

    def change(self, file, stored, row):
        """Return the RowChange of the row of a record and the row as it will be."""
        fields = [
            FieldChange(heading_of(column), *self._before_and_after(column, before, after))
            for column, before, after in zip(file.columns, stored[1:], row[1:], strict=True)
            if after is not WRONG and before != after
        ]
        return RowChange(file.csv_name, row.line, self._record(file, stored), tuple(fields))

    def addition(self, file, row):
        """Return the RowChange of a new row."""
        return RowChange(file.csv_name, row.line, self._record(file, row))

    def note(self, preview, file, rows):
        """Let the code of the preview depend on the rows, with ids: places change with what else is added."""
        if not rows:
            return
        columns = [
            [self._id(column, place) for place in values] if self._is_reference(column) else values
            for column, values in zip((None, *file.columns), zip(*rows, strict=True), strict=True)
        ]
        preview.note(file.name)
        for row in zip(*columns, strict=True):
            preview.note(row)

    def _record(self, file, row):
        said = [(column, getattr(row, column.name)) for column in recognising(file)]
        return ", ".join(f"{heading_of(column).lower()} {self._words(column, value)}" for column, value in said)

    def _before_and_after(self, column, before, after):
        words = self._words(column, before), self._words(column, after)
        return words if words[0] != words[1] else (words[0], f"inny {words[1]}")

    def _words(self, column, value):
        if value is WRONG:
            return "?"
        if self._is_reference(column):
            value = self._id(column, value)
        terms = self._known.terms.of(column.field.related_model) if isinstance(column, TermColumn) else None
        return words_of(column, value, terms)

    @staticmethod
    def _is_reference(column):
        return isinstance(column, ReferenceColumn) and not isinstance(column, OwnFileColumn)

    def _id(self, column, place):
        """Return the id of the record at a place."""
        if not isinstance(place, int):
            return place
        places = self._known.of[column.field.related_model].places
        ids = self._ids.get(column.field.related_model, ())
        if len(ids) != len(places):
            ids = self._ids[column.field.related_model] = [*places]
        return ids[place]
