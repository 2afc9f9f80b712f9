"""Errors in a register: their place and a Polish message."""

from dataclasses import dataclass

from familycare.lib.polish import counted
from familycare.lib.spreadsheet_csv import spreadsheet_csv

MOST_ERRORS = 100_000  # kept for a whole register, to limit memory


@dataclass(frozen=True, slots=True)
class RegisterError:
    """One error. `file` is `name.csv`, `line` is physical (1: the header, 0: the whole file), `column` may be ""."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self):
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.column, self.message) if part)


class RegisterErrors(Exception):
    """A register was rejected and nothing was written. Iterating yields the RegisterErrors by file and line.

    `headline` is a sentence about all errors, `unlisted` the number of errors that were not kept,
    `already_present` whether some records are already in the database.
    """

    def __init__(self, errors, *, unlisted=0, already_present=False):
        self.errors = tuple(errors)
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
        sentence = f"Rejestru nie wczytano, niczego nie zmieniono: {found}."
        if self.already_present:
            sentence += " " + "Dane z tego rejestru są już w bazie: wczytano go wcześniej w całości lub w części."
        return sentence

    def __str__(self):
        lines = [*map(str, self.errors)]
        if self.unlisted:
            lines.append(f"… i dalsze błędy: {self.unlisted}.")
        return "\n".join([*lines, self.headline])


def refused(file, message):
    """Return RegisterErrors with one error about a whole file, folder or archive."""
    return RegisterErrors([RegisterError(file, 0, "", message)])


def errors_as_csv(errors) -> bytes:
    """Return the errors as a CSV file for a spreadsheet, with the columns file, line, column, message."""
    head = ["plik", "wiersz", "kolumna", "błąd"]
    return spreadsheet_csv(head, ([error.file, error.line or "", error.column, error.message] for error in errors))


class ErrorCollector:
    """Collects the errors of a register while it is read."""

    def __init__(self, files):
        self._order = {file.csv_name: position for position, file in enumerate(files)}
        self._columns = {file.csv_name: {column.name: i for i, column in enumerate(file.columns)} for file in files}
        self._errors = []
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

    def refuse(self):
        """Raise RegisterErrors if there are errors."""
        if self._errors:
            self._errors.sort(key=self._place)
            raise RegisterErrors(self._errors, unlisted=self._unlisted, already_present=self.already_present)

    def _place(self, error):
        columns = self._columns.get(error.file, {})
        return self._order.get(error.file, -1), error.line, columns.get(error.column, -1)
