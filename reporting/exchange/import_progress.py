"""How far a user's import has come: kept, while it runs, in a file that only this user's page asks for."""

import json
from contextlib import contextmanager

from django.conf import settings

from reporting.exchange.source import lines_in


@contextmanager
def told(user, register):
    """Gives what `import_register` calls to tell its progress: the share of the register's rows that were read."""
    lines = max(lines_in(register), 1)
    rows = {}

    def progress(file, read):
        rows[file] = read
        _write(user, {"percent": min(100 * sum(rows.values()) // lines, 100), "file": file})

    try:
        yield progress
    finally:
        _path(user).unlink(missing_ok=True)


def of(user):
    """The `percent` of the rows that were read, and the `file` being read; empty while nothing is known."""
    try:
        return json.loads(_path(user).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def forget(user):
    """Whatever an import left that was ended from outside."""
    _path(user).unlink(missing_ok=True)


def _write(user, progress):
    path = _path(user)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = path.with_suffix(".new")
    whole.write_text(json.dumps(progress), encoding="utf-8")
    whole.replace(path)  # at once: the page may be asking just now


def _path(user):
    return settings.VAR / "imports" / f"{user.pk}.progress.json"
