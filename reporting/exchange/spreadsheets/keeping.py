"""The spreadsheet that a user has uploaded, kept in a file until it is imported or another one comes.

It may quote names, so it goes with the results of imports (`import_result.forget`, `expire`).
"""

from django.conf import settings


def keep(user, content):
    """Store the contents of a spreadsheet in place of the user's last one."""
    path = _path(user)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(content)


def kept(user):
    """Return the contents of the user's spreadsheet, or None."""
    try:
        return _path(user).read_bytes()
    except FileNotFoundError:
        return None


def drop(user):
    _path(user).unlink(missing_ok=True)


def _path(user):
    return settings.VAR / "imports" / f"{user.pk}.sheet"
