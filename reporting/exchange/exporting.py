"""Takes everything out again, in the format in which it came in.

Only files with rows are written. Rows are sorted by id, or by all columns where there is no id, as text in
the order of code points, so that the same records always give the same bytes.
"""

import csv
import shutil
import tempfile
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.db.models.functions import Collate

from cases.models import Family, Person
from familycare.audit.choices import ChangeKind
from familycare.audit.services import record_change
from reporting.exchange.columns import ReferenceColumn
from reporting.exchange.files import FILES, TERMS
from reporting.exchange.importing import ImportSummary
from reporting.exchange.terms import own_entries

# Of two families that were merged the register knows one. What is left in the other is the same persons again.
NOT_MERGED = {Family: {"merged_into": None}, Person: {"family__merged_into": None}}
OWNERS = 500  # records whose rows are sorted in memory together


class ExportError(Exception):
    """The register was not written; the message says why, for the user."""


def export_register(folder, *, progress=None):
    """Writes the whole register into `folder`, which must be empty or not exist. Returns an ImportSummary.

    `progress(file, rows)` is called from time to time. Raises ExportError; then nothing was written.
    """
    folder = Path(folder).absolute()
    with _new_folder(folder) as draft:
        counts = []
        with _one_moment():
            for file in FILES:
                rows = _write(draft / file.csv_name, file, progress or (lambda name, rows: None))
                if rows:
                    counts.append((file.csv_name, rows))
        if not counts:
            raise ExportError("W bazie nie ma jeszcze danych, które można by zapisać.")
        # Before the folder takes its place: what is not in the log is not handed out.
        record_change(ChangeKind.EXPORTED, counts=counts)
    return ImportSummary(tuple(counts))


@contextmanager
def _new_folder(folder):
    """A draft beside `folder` that takes its place when all went well, and vanishes otherwise."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ExportError(f"„{folder}” już istnieje i nie jest pustym folderem.")
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            yield draft
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        why = error.strerror or error
        raise ExportError(f"Nie da się zapisać do „{folder}”: {why}.") from None


@contextmanager
def _one_moment():
    """All queries see the database as it is at one moment."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


class _LineFeeds:
    """Ends rows with LF. The writer believes that they end with CR LF, and so puts texts with a CR in quotes too."""

    def __init__(self, stream):
        self._stream = stream

    def write(self, row):
        self._stream.write(row[:-2] + "\n")


def _write(path, file, progress):
    """Writes one file, if it has rows; returns how many."""
    rows, count = _rows(file), 0
    first = next(rows, None)
    if first is None:
        return 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(_LineFeeds(stream), lineterminator="\r\n")
        writer.writerow([column.name for column in file.columns])
        writer.writerow(first)
        count = 1
        while chunk := list(islice(rows, 5000)):
            writer.writerows(chunk)
            count += len(chunk)
            progress(file.csv_name, count)
    return count


def _rows(file):
    """The rows of a file, as texts, in order."""
    if file is TERMS:
        return iter(sorted(own_entries()))
    if file.has_ids:
        return map(_writer(file), _by_number(file.model).values_list(*_lookups(file)).iterator(chunk_size=2000))
    if isinstance(file.columns[0], ReferenceColumn):
        return _rows_by_owner(file)
    return iter(sorted(map(_writer(file), file.model.objects.order_by().values_list(*_lookups(file)))))


def _rows_by_owner(file):
    """The rows of a file without ids: owner after owner, so that only a few need sorting at a time."""
    owner = file.columns[0].field
    owners = _by_number(owner.related_model).values_list("pk", flat=True).iterator(chunk_size=2000)
    write = _writer(file)
    while keys := list(islice(owners, OWNERS)):
        rows = file.model.objects.order_by().filter(**{f"{owner.name}__in": keys})
        yield from sorted(map(write, rows.values_list(*_lookups(file)).iterator(chunk_size=2000)))


def _by_number(model):
    """The records of a model by number, in the order of code points."""
    binary = "C" if connection.vendor == "postgresql" else "BINARY"
    return model.objects.filter(**NOT_MERGED.get(model, {})).order_by(Collate("number", binary))


def _lookups(file):
    return [column.lookup for column in file.columns]


def _writer(file):
    """A function from the values of a row to its cells."""
    writes = [column.write for column in file.columns]

    def write(values):
        return tuple("" if value is None else turn(value) for turn, value in zip(writes, values, strict=True))

    return write
