"""What an update would do, or has done: for each file how many records are new, changed, as they were, or refused."""

from dataclasses import astuple, dataclass, field, replace
from hashlib import sha256

from familycare.lib.spreadsheet_csv import spreadsheet_csv

MOST_KEPT = 20_000  # rows that are described, to limit memory


def changes_as_csv(rows) -> bytes:
    """Return RowChanges as a CSV file for a spreadsheet: one line for each field that changes, one for a new record."""
    head = ["plik", "wiersz", "zapis", "pole", "było", "będzie"]
    lines = []
    for row in rows:
        fields = [[each.field, each.before, each.after] for each in row.fields] or [["nowy zapis", "", ""]]
        lines += [[row.file, row.line, row.record, *each] for each in fields]
    return spreadsheet_csv(head, lines)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field in Polish, and its value before and after in words (`updating.words`)."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row does. `record`: what it is about, in words; `fields`: FieldChanges, none for a new record."""

    file: str
    line: int
    record: str
    fields: tuple[FieldChange, ...] = ()

    def __str__(self):
        said = [f"{each.field}: {each.before} → {each.after}" for each in self.fields] or ["nowy zapis"]
        return f"{self.file}:{self.line}: {self.record}: {'; '.join(said)}"

    @classmethod
    def of(cls, values):
        """Return the RowChange of the values that `astuple` gave, for example read from JSON."""
        file, line, record, fields = values
        return cls(file, line, record, tuple(FieldChange(*each) for each in fields))


@dataclass
class FilePreview:
    """Numbers of the rows of one file."""

    file: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass
class UpdatePreview:
    """`files`: FilePreviews in the order of reading; `rows`: the RowChanges, at most MOST_KEPT of them."""

    files: list[FilePreview] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    unlisted: int = 0

    def __post_init__(self):
        self._digest = sha256()

    def file(self, name):
        """Add and return the FilePreview of a file."""
        self.files.append(FilePreview(name))
        return self.files[-1]

    def add(self, rows, describe):
        """Add the RowChanges that `describe` returns for these rows, as far as there is room."""
        kept = rows[: MOST_KEPT - len(self.rows)]
        self.rows += map(describe, kept)
        self.unlisted += len(rows) - len(kept)

    def note(self, values):
        """Let the code depend on these values, whose `repr` says all about them."""
        self._digest.update(repr(values).encode())

    def leave_out(self, wrong, lines):
        """Count the rows with errors as refused.

        `wrong`: {file: lines with errors}; `lines`: {file: (lines of new rows, lines of changed rows)}.
        """
        for each in self.files:
            new, changed = lines.get(each.file, ((), ()))
            each.new, each.changed = (sum(line not in wrong[each.file] for line in some) for some in (new, changed))
            each.refused = len(wrong[each.file] - {0})
        self.rows = [row for row in self.rows if row.line not in wrong[row.file]]

    def rename(self, file, name):
        """Call a file by another name: that of the spreadsheet that it came from."""
        for each in self.files:
            each.file = name if each.file == file else each.file
        self.rows = [replace(row, file=name) if row.file == file else row for row in self.rows]

    @property
    def code(self):
        """A text that differs when the update would do something else: it is compared before the update is written."""
        return self._digest.hexdigest()[:16]

    @property
    def changes_anything(self):
        return any(each.new or each.changed for each in self.files)

    def as_data(self):
        """Return the preview as JSON can hold it."""
        return {
            "files": [astuple(each) for each in self.files],
            "rows": [astuple(each) for each in self.rows],
            "unlisted": self.unlisted,
            "code": self.code,
        }
