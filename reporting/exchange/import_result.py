"""The result of a user's last import, stored in a file until the next one. Only pages of this user read it.

A register may have more errors than fit in a session, and they are not worth a table in the database. Its errors may
quote names, so all results go when any family is anonymised, and each after DAYS_KEPT.
"""

import json
import time
from dataclasses import astuple

from django.conf import settings
from django.db import transaction

from reporting.exchange.errors import RegisterError
from reporting.exchange.updating.preview import FilePreview, RowChange

DAYS_KEPT = 30


def save(
    user,
    *,
    register,
    checked_only,
    counts=(),
    errors=None,
    remarks=(),
    accepted=True,
    preview=None,
    outdated="",
    sheet=False,
    restricted=0,
):
    """Store the result and replace the previous one.

    `register`: the name of the uploaded file; `counts`: (file, number of rows) pairs; `errors`: the RegisterErrors
    of a rejected register, or None; `remarks`: the remarks about it; `accepted`: the import was not refused for them;
    `preview`: the UpdatePreview of an update; `outdated`: the sentence that it is not the one that was seen;
    `sheet`: it came from a spreadsheet, which is kept (`spreadsheets.keeping`); `restricted`: how many families in it
    are particularly protected.
    """
    result = {
        "register": register,
        "checked_only": checked_only,
        "counts": list(counts),
        "headline": errors.headline if errors else "",
        "unlisted": errors.unlisted if errors else 0,
        "already_present": errors.already_present if errors else False,
        "errors": [astuple(error) for error in errors or ()],
        "remarks": [astuple(remark) for remark in (errors.remarks if errors else remarks)],
        "accepted": accepted,
        "preview": preview.as_data() if preview else None,
        "outdated": outdated,
        "sheet": sheet,
        "restricted": restricted,
    }
    path = _path(user)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(result), encoding="utf-8")
    new.replace(path)  # at once: the page may be reading


def load(user):
    """Return the result as a dict, with errors and remarks as RegisterError; None if the user has imported nothing."""
    try:
        result = json.loads(_path(user).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):  # or empty, of a full disk
        return None
    result |= {name: [RegisterError(*each) for each in result.get(name, ())] for name in ("errors", "remarks")}
    if result.get("preview"):
        result["preview"] |= {
            "files": [FilePreview(*each) for each in result["preview"]["files"]],
            "rows": [RowChange.of(each) for each in result["preview"]["rows"]],
        }
    return result


def forget(traces=None):
    """Delete all results when the transaction is committed, whomever they quote."""
    transaction.on_commit(lambda: _delete(_results()), robust=True)


def expire():
    """Delete the results older than DAYS_KEPT and return their number."""
    limit = time.time() - DAYS_KEPT * 24 * 60 * 60
    return _delete(path for path in _results() if path.stat().st_mtime < limit)


def _results():
    return [path for ending in ("json", "sheet", "new") for path in _folder().glob(f"*.{ending}")]


def _delete(paths):
    paths = list(paths)
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def _folder():
    return settings.VAR / "imports"


def _path(user):
    return _folder() / f"{user.pk}.json"
