"""The files of documents: in the folder settings.ATTACHMENTS, which no web server serves.

Each has a random name and is readable only by the application's own account.
"""

import hashlib
import os
import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

NAME = re.compile(r"[0-9a-f]{32}")
BEING_WRITTEN = timedelta(hours=1)


def write(content):
    """Store the content (bytes) and return the new name of the file."""
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


class Changed(Exception):
    """The file is not the one that was stored."""


def read(document):
    """Return the content (bytes) of the document's file. Raise Changed unless it is the accepted one, or OSError."""
    content = path_of(document.stored_as).read_bytes()
    if checksum(content) != document.sha256:
        raise Changed
    return content


def checksum(content):
    """Return the SHA-256 of the content (bytes), which the database keeps with each document."""
    return hashlib.sha256(content).hexdigest()


def path_of(name):
    """Return the path of the file with this name."""
    return settings.ATTACHMENTS / name


def remove(name):
    """Delete the file if it exists."""
    path_of(name).unlink(missing_ok=True)


def names():
    """Return the names of all files, except new ones whose database row may not be saved yet."""
    if not settings.ATTACHMENTS.is_dir():
        return set()
    latest = timezone.now() - BEING_WRITTEN
    return {
        path.name
        for path in settings.ATTACHMENTS.iterdir()
        if NAME.fullmatch(path.name) and datetime.fromtimestamp(path.stat().st_mtime, latest.tzinfo) < latest
    }
