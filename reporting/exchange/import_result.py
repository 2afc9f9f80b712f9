"""What came of a user's last import, kept until the next one in a file that only this user's pages read.

A register may have very many errors: too many for a session, and nothing to keep in the database.
"""

import json
from dataclasses import astuple

from django.conf import settings

from reporting.exchange.errors import RegisterError


def save(user, *, register, checked_only, counts=(), errors=None):
    """Keeps the result in place of the one before.

    `register`: the name of the file that was sent; `counts`: pairs of a file and how many of its rows came in;
    `errors`: the RegisterErrors that refused it, or None.
    """
    result = {
        "register": register,
        "checked_only": checked_only,
        "counts": list(counts),
        "headline": errors.headline if errors else "",
        "unlisted": errors.unlisted if errors else 0,
        "already_present": errors.already_present if errors else False,
        "errors": [astuple(error) for error in errors or ()],
    }
    path = _path(user)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(json.dumps(result), encoding="utf-8")


def load(user):
    """The result as a dictionary, its errors as RegisterError; None when this user has imported nothing yet."""
    try:
        result = json.loads(_path(user).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return result | {"errors": [RegisterError(*error) for error in result["errors"]]}


def _path(user):
    return settings.VAR / "imports" / f"{user.pk}.json"
