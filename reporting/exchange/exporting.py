"""Export of the records that the register has files for, in the format of the import; `left_out` tells the others.

Only files with rows are written. Rows are sorted by id, or by all columns in files without ids, as text in the order
of code points, so that the same records always give the same bytes.
"""

import csv
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from familycare.accounts.models import User
from familycare.audit.choices import ChangeKind
from familycare.audit.commands import reason_of
from familycare.audit.services import record_change
from familycare.lib.ordering import code_points
from reporting.exchange.columns import ReferenceColumn
from reporting.exchange.documents.writing import DocumentMissing, copy_files
from reporting.exchange.files import DOCUMENTS, EXPORTED_ROWS, FILES, TERMS
from reporting.exchange.importing import ImportSummary
from reporting.exchange.keys.accounts import named_accounts
from reporting.exchange.terms import own_entries
from reporting.one_moment import one_moment

OWNERS = 500  # number of owners whose rows are sorted in memory together


class ExportError(Exception):
    """The register was not written; the message is for the user, in Polish."""


def export_register(folder, *, with_documents=False, progress=None):
    """Write the register into `folder`, which must be empty or not exist. Return an ImportSummary.

    `with_documents`: also documents of families' files, and their files. `progress(file, rows)` is called from time to
    time. Raises ExportError; nothing is written then.
    """
    folder = Path(folder).absolute()
    exported = (*FILES, DOCUMENTS) if with_documents else FILES
    progress = progress or (lambda name, rows: None)
    with _new_folder(folder) as draft:
        counts = []
        with one_moment():
            for file in exported:
                progress(file.csv_name, 0)
                rows = _write(draft / file.csv_name, file, exported, progress)
                if rows:
                    counts.append((file.csv_name, rows))
            if with_documents:
                try:
                    copy_files(draft, progress)
                except DocumentMissing as missing:
                    raise ExportError(str(missing)) from None
        if not counts:
            raise ExportError("W bazie nie ma jeszcze danych, które można by zapisać.")
        # Before the folder is moved to its place: no export without an entry in the log.
        record_change(ChangeKind.EXPORTED, counts=counts)
    return ImportSummary(tuple(counts))


@contextmanager
def _new_folder(folder):
    """Yield a temporary folder beside `folder`, which replaces it on success and is deleted on an error."""
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
        raise ExportError(f"Nie da się zapisać do „{folder}”: {reason_of(error)}.") from None


class _LineFeeds:
    """Replaces CR LF at the end of rows by LF. The csv writer uses CR LF, so that it also quotes texts with a CR."""

    def __init__(self, stream):
        self._stream = stream

    def write(self, row):
        self._stream.write(row[:-2] + "\n")


def _write(path, file, exported, progress):
    """Write one file if it has rows. Return the number of rows."""
    if file is TERMS:
        file, rows = _terms()
    else:
        file = file.without_unused()
        rows = _rows(file, exported)
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


def _terms():
    """Return terms.csv without the later columns in which no row says something, and its rows."""
    rows = sorted(own_entries())
    places = [
        place
        for place, column in enumerate(TERMS.columns)
        if column not in TERMS.later or any(row[place] for row in rows)
    ]
    file = replace(TERMS, columns=tuple(TERMS.columns[place] for place in places))
    return file, iter([tuple(row[place] for place in places) for row in rows])


def _rows(file, exported):
    """Return an iterator of the rows of a file, as text, in order."""
    if file.model is User:
        return iter(sorted(map(_writer(file), named_accounts(exported).values_list(*_lookups(file)))))
    if file.has_ids:
        return map(_writer(file), _by_number(file.model).values_list(*_lookups(file)).iterator(chunk_size=2000))
    if isinstance(file.columns[0], ReferenceColumn):
        return _rows_by_owner(file)
    rows = file.model.objects.order_by().filter(**EXPORTED_ROWS.get(file.model, {}))
    return iter(sorted(map(_writer(file), rows.values_list(*_lookups(file)))))


def _rows_by_owner(file):
    """Yield the rows of a file without ids. They are sorted for a few owners at a time, to limit memory."""
    owner = file.columns[0]
    owners = _by_number(owner.field.related_model).values_list("pk", flat=True).iterator(chunk_size=2000)
    write = _writer(file)
    while keys := list(islice(owners, OWNERS)):
        rows = file.model.objects.order_by().filter(**{f"{owner.path}__in": keys})
        yield from sorted(map(write, rows.values_list(*_lookups(file)).iterator(chunk_size=2000)))


def _by_number(model):
    """Return the records of a model by number, in the order of code points."""
    return model.objects.filter(**EXPORTED_ROWS.get(model, {})).order_by(code_points("number"))


def _lookups(file):
    return [column.lookup for column in file.columns]


def _writer(file):
    """Return a function from the values of a row to its cells."""
    writes = [column.write for column in file.columns]

    def write(values):
        return tuple("" if value is None else turn(value) for turn, value in zip(writes, values, strict=True))

    return write
