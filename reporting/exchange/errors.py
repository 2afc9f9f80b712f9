"""Errors and remarks in a register: their place and a Polish message.

An error refuses the register. A remark is about a place that may be a mistake and need not be one: it refuses nothing,
but whoever imports has to accept it.
"""

from dataclasses import dataclass

from familycare.lib.polish import counted
from familycare.lib.spreadsheet_csv import spreadsheet_csv

MOST_ERRORS = 100_000  # kept for a whole register, to limit memory


@dataclass(frozen=True, slots=True)
class RegisterError:
    """One error or remark. `file` is `name.csv`, `line` is physical (1: the header, 0: the whole file), `column` may be
    "".
    """

    file: str
    line: int
    column: str
    message: str

    def __str__(self):
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.column, self.message) if part)


def named(line, of_the_file, of_the_database="zapis w bazie"):
    """Return how a message calls a row: `of_the_file`, or `of_the_database` for a record (see `updating.stored`)."""
    return of_the_file if line > 0 else of_the_database


class RegisterErrors(Exception):
    """A register was rejected and nothing was written. Iterating yields the RegisterErrors by file and line.

    `headline` is a sentence about all errors, `remarks` are those about other places, `unlisted` is the number of
    errors that were not kept, `already_present` whether some records are already in the database. `preview`: what an
    update would do with the other rows. `of_it`: what was not imported, in the genitive.
    """

    preview = None
    of_it = "Rejestru"

    def __init__(self, errors, *, remarks=(), unlisted=0, already_present=False):
        self.errors = tuple(errors)
        self.remarks = tuple(remarks)
        self.unlisted = unlisted
        self.already_present = already_present
        super().__init__(self.headline)

    def __iter__(self):
        return iter(self.errors)

    def __len__(self):
        return len(self.errors) + self.unlisted

    @property
    def headline(self):
        found = counted(len(self), "błąd", "błędy", "błędów")
        sentence = f"{self.of_it} nie wczytano, niczego nie zmieniono: {found}."
        if self.already_present:
            sentence += " " + "Dane z tego rejestru są już w bazie: wczytano go wcześniej w całości lub w części."
        return sentence

    def __str__(self):
        lines = [*map(str, self.errors)]
        if self.unlisted:
            lines.append(f"… i dalsze błędy: {self.unlisted}.")
        if self.remarks:
            lines += ["Uwagi, które niczego nie blokują:", *map(str, self.remarks)]
        return "\n".join([*lines, self.headline])


class RemarksNotAccepted(Exception):
    """A register without errors was not imported, because nobody has accepted its `remarks`.

    `preview`: what an update would do, else None.
    """

    headline = (
        "Rejestru nie wczytano, niczego nie zmieniono. Nie ma w nim błędów, ale są uwagi, których nikt nie przyjął."
    )

    def __init__(self, remarks, preview=None):
        self.remarks = tuple(remarks)
        self.preview = preview
        super().__init__(self.headline)

    def __str__(self):
        return "\n".join(["Uwagi:", *map(str, self.remarks), self.headline])


def refused(file, message):
    """Return RegisterErrors with one error about a whole file, folder or archive."""
    return RegisterErrors([RegisterError(file, 0, "", message)])


def errors_as_csv(errors, remarks=()) -> bytes:
    """Return errors and remarks as a CSV file for a spreadsheet: file, line, column, which of both, message."""
    head = ["plik", "wiersz", "kolumna", "rodzaj", "opis"]
    rows = [(each, kind) for kind, found in (("błąd", errors), ("uwaga", remarks)) for each in found]
    return spreadsheet_csv(head, ([each.file, each.line or "", each.column, kind, each.message] for each, kind in rows))


class ErrorCollector:
    """Collects the errors and remarks of a register while it is read. True if there are errors."""

    def __init__(self, files):
        self._order = {file.csv_name: position for position, file in enumerate(files)}
        self._columns = {file.csv_name: {column.name: i for i, column in enumerate(file.columns)} for file in files}
        self._errors = []
        self._remarks = []
        self._unlisted = 0
        self.already_present = False

    def __bool__(self):
        return bool(self._errors)

    def add(self, file, line, column, message):
        """Add an error. Errors beyond MOST_ERRORS are only counted."""
        if len(self._errors) < MOST_ERRORS:
            self._errors.append(RegisterError(file, line, column, str(message)))
        else:
            self._unlisted += 1

    def remark(self, file, line, column, message):
        """Add a remark. Remarks beyond MOST_ERRORS are dropped."""
        if len(self._remarks) < MOST_ERRORS:
            self._remarks.append(RegisterError(file, line, column, message))

    @property
    def has_remarks(self):
        return bool(self._remarks)

    def finish(self):
        """Return the remarks by file and line. Raise RegisterErrors if there are errors."""
        wrong = {(error.file, error.line) for error in self._errors}
        remarks = sorted((each for each in self._remarks if (each.file, each.line) not in wrong), key=self._place)
        if self._errors:
            raise RegisterErrors(
                sorted(self._errors, key=self._place),
                remarks=remarks,
                unlisted=self._unlisted,
                already_present=self.already_present,
            )
        return tuple(remarks)

    def _place(self, error):
        columns = self._columns.get(error.file, {})
        return self._order.get(error.file, -1), error.line, columns.get(error.column, -1)


class Reporter:
    """What the rules of a file call: `report(line, column, message)` for an error, `report.remark(…)` for a remark."""

    def __init__(self, errors, file):
        self._errors = errors
        self._file = file.csv_name

    def __call__(self, line, column, message, *, already_present=False):
        self._errors.add(self._file, line, column, message)
        self._errors.already_present |= already_present

    def remark(self, line, column, message):
        self._errors.remark(self._file, line, column, message)
