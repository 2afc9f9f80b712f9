"""A small register in a folder, to be imported as it is or with mistakes."""

import pytest
from django.apps import apps

from reporting.exchange import import_register
from reporting.exchange.errors import RegisterErrors
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
        self.write(name, self.text(name) + "".join(f"{line}\n" for line in lines))

    def counts(self):
        """The number of rows of each table that a register fills."""
        models = [file.model for file in FILES] + [*apps.get_app_config("centre").get_models()]
        return {model.__name__: model.objects.count() for model in models}

    def refusal(self):
        """The sentences with which the import, and its dry run, refuse the register; nothing is written."""
        before = self.counts()
        said = []
        for dry_run in (True, False):
            with pytest.raises(RegisterErrors) as refused:
                import_register(self.folder, dry_run=dry_run)
            said.append([str(error) for error in refused.value])
        assert said[0] == said[1]
        assert self.counts() == before
        return said[0]
