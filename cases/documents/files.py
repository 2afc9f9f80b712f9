"""Where the contents of documents lie: a folder of settings.ATTACHMENTS, which no web server serves, each file under a
random name and for the application's own account alone."""

import os
import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

NAME = re.compile(r"[0-9a-f]{32}")
BEING_WRITTEN = timedelta(hours=1)


def write(content):
    """Keeps `content` (bytes) and returns the name by which it is found again."""
    name = secrets.token_hex(16)
    settings.ATTACHMENTS.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path_of(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        remove(name)
        raise
    return name


def path_of(name):
    """The path of the file that `write` called so."""
    return settings.ATTACHMENTS / name


def remove(name):
    """Deletes the file, if it is there."""
    path_of(name).unlink(missing_ok=True)


def names():
    """The names of all the files, but for those that somebody may be writing right now, whose row is still to come."""
    if not settings.ATTACHMENTS.is_dir():
        return set()
    latest = timezone.now() - BEING_WRITTEN
    return {
        path.name
        for path in settings.ATTACHMENTS.iterdir()
        if NAME.fullmatch(path.name) and datetime.fromtimestamp(path.stat().st_mtime, latest.tzinfo) < latest
    }
