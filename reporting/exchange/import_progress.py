"""Progress of a user's import, stored in a file while it runs. Only the page of this user reads it."""

import json
from contextlib import contextmanager

from django.conf import settings

from reporting.exchange.source import lines_in


@contextmanager
def tracked(user, register):
    """Yield the `progress` callback for `import_register`; it stores the percentage of rows that were read."""
    lines = max(lines_in(register), 1)
    rows = {}

    def progress(file, read):
        rows[file] = read
        _write(user, {"percent": min(100 * sum(rows.values()) // lines, 100), "file": file})

    try:
        yield progress
    finally:
        _path(user).unlink(missing_ok=True)


def load(user):
    """Return {"percent": int, "file": name of the file being read}, or {} when no import is running."""
    try:
        return json.loads(_path(user).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def clear(user):
    """Delete the progress of an import whose process was ended."""
    _path(user).unlink(missing_ok=True)


def _write(user, progress):
    path = _path(user)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(progress), encoding="utf-8")
    new.replace(path)  # atomic: the page may be reading


def _path(user):
    return settings.VAR / "imports" / f"{user.pk}.progress.json"
