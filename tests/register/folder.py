"""A small register in a folder, to be imported as it is or with mistakes."""

import csv

import pytest
from django.apps import apps

from reporting.exchange import import_register
from reporting.exchange.errors import RegisterErrors, RemarksNotAccepted
from reporting.exchange.files import FILES
from tests.register.complete import COMPLETE


def contents(folder):
    """{name: bytes} of the files in the folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Register:
    """A register in a folder that a test may change."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for name, text in COMPLETE.items():
            self.write(name, text)

    def path(self, name):
        return self.folder / f"{name}.csv"

    def write(self, name, text):
        self.path(name).write_bytes(text.encode())

    def text(self, name):
        return self.path(name).read_bytes().decode()

    def change(self, name, old, new):
        """Replace the text `old`, which the file has exactly once."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def add(self, name, *lines):
        """Add rows. Those that end before the newest columns are empty there."""
        later = len(next(file.later for file in FILES if file.name == name))
        text = self.text(name)
        width = len(text.partition("\n")[0].split(","))
        if later:
            missing = [width - len(next(csv.reader([line]))) for line in lines]
            lines = [
                line + "," * (number if number <= later else 0) for line, number in zip(lines, missing, strict=True)
            ]
        self.write(name, text + "".join(f"{line}\n" for line in lines))

    def counts(self):
        """The number of rows of each table that a register fills."""
        models = [file.model for file in FILES] + [*apps.get_app_config("centre").get_models()]
        return {model.__name__: model.objects.count() for model in models}

    def refusal(self):
        """The sentences with which the import refuses the register, the same as its dry run; nothing is written.

        Those of errors, or those of remarks, which nobody has accepted, if there are no errors.
        """
        before = self.counts()
        with pytest.raises((RegisterErrors, RemarksNotAccepted)) as refused:
            import_register(self.folder)
        assert self.counts() == before
        if isinstance(refused.value, RemarksNotAccepted):
            found, tried = refused.value.remarks, import_register(self.folder, dry_run=True).remarks
        else:
            found = refused.value
            with pytest.raises(RegisterErrors) as tried:
                import_register(self.folder, dry_run=True)
            tried = tried.value
        assert [*map(str, found)] == [*map(str, tried)]
        return [*map(str, found)]


class Part(Register):
    """A register with the files that a test writes, and nothing else."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
