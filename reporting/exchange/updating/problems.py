"""Errors and remarks of an update: those about records that it leaves as they are count only if it causes them."""

from collections import defaultdict

from reporting.exchange.errors import ErrorCollector
from reporting.exchange.files import FILES
from reporting.exchange.updating.stored import description


class Contradicted(Exception):
    """Records of the database, of these files (names), break rules; perhaps they did before the update."""

    def __init__(self, files):
        super().__init__(files)
        self.files = files


class UpdateErrors(ErrorCollector):
    """Collects errors and remarks; those at negative lines, which are records of the database, apart.

    `before`: the problems that records had without the update, as `problems` of another UpdateErrors; None: unknown.
    `names_record(file, key)`: whether a message may say which record it is about.
    """

    def __init__(self, before=None, names_record=lambda file, key: True):
        super().__init__(FILES)
        self.problems = {}  # (file, primary key, column, message): whether it is an error
        self._before = before
        self._names_record = names_record

    def add(self, file, line, column, message):
        if line < 0:
            self.problems[file, -line, column, str(message)] = True
        else:
            super().add(file, line, column, message)

    def remark(self, file, line, column, message):
        if line < 0:
            self.problems.setdefault((file, -line, column, str(message)), False)
        else:
            super().remark(file, line, column, message)

    @property
    def wrong_lines(self):
        """Return {name of a file: lines with errors}."""
        lines = defaultdict(set)
        for error in self._errors:
            lines[error.file].add(error.line)
        return lines

    @property
    def must_be_asked_again(self):
        """Whether it is unknown which problems the update causes, so that nothing of it will stay."""
        return bool(self.problems) and self._before is None

    def tell_problems(self):
        """Add the errors and remarks about records that the update causes. Raises Contradicted if that is unknown."""
        if self.must_be_asked_again:
            raise Contradicted({file.removesuffix(".csv") for file, *_rest in self.problems})
        files = {file.csv_name: file for file in FILES}
        for problem, is_error in self.problems.items():
            if problem in self._before:
                continue
            file, key, column, message = problem
            if self._names_record(file, key):
                message = f"zapis w bazie ({description(files[file], key)}): {message}"
            else:
                message = f"zapis w bazie, do którego nie masz dostępu: {message}"
            (super().add if is_error else super().remark)(file, 0, column, message)
