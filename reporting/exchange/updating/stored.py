"""The records of the database as rows of the register.

The line of such a row is the negative primary key of its record, so that messages of the rules name a record.
"""

from itertools import islice

from reporting.exchange.columns import ReferenceColumn, TextColumn
from reporting.exchange.files import EXPORTED_ROWS
from reporting.exchange.rows import CHUNK
from reporting.exchange.updating.words import words_of

LONG = 100  # characters: such texts do not fit into a message


def stored_rows(file, known):
    """Yield lists of rows (`file.row_type`) of all records that an export would write, the oldest first.

    References are places, as in rows of a file: the records that they name must be known.
    """
    columns, row_type = file.columns, file.row_type
    values = _records(file).order_by("pk").values_list("pk", *(column.key_lookup for column in columns))
    values = values.iterator(chunk_size=CHUNK)
    owners = [place for place, column in enumerate(columns, 1) if is_owner(column)]
    while chunk := list(islice(values, CHUNK)):
        keys, *cells = zip(*chunk, strict=True)
        cells = [column.from_database(each, known) for column, each in zip(columns, cells, strict=True)]
        rows = [*map(row_type._make, zip((-key for key in keys), *cells, strict=True))]
        # Of a family that was merged into another, the register has no records.
        yield [row for row in rows if not any(row[place] is None for place in owners)] if owners else rows


def _records(file):
    return file.model._base_manager.filter(**EXPORTED_ROWS.get(file.model, {}))


def is_owner(column):
    """Return whether a column names what a record belongs to, and never stays empty."""
    return isinstance(column, ReferenceColumn) and column.required


def recognising(file):
    """Return the columns that call a record by name in messages: those of the key, without long texts."""
    columns = [column for column in file.columns if column.name in file.key]
    return [each for each in columns if type(each) is not TextColumn or (each.field.max_length or LONG) < LONG][:4]


def description(file, key):
    """Return how messages call the record with a primary key: „id S1”, „case S1, start 01.02.2024”."""
    columns = recognising(file)
    values = _records(file).filter(pk=key).values_list(*(column.lookup for column in columns)).first() or ()
    return ", ".join(f"{column.name} {words_of(column, value)}" for column, value in zip(columns, values, strict=False))
