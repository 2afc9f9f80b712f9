"""An update: rows of a register are added to the records of the database or change them; all or nothing.

The rules are those of a whole register (`reporting.exchange.rules`). They are asked about all records as they will be,
those of the database first: a row that the update leaves as it is has a negative line (`stored`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError

from familycare.accounts.models import User
from familycare.audit.choices import ChangeKind
from familycare.audit.services import dry_run as rolled_back
from familycare.audit.services import lock_changes, record_bulk
from reporting.exchange import bulk
from reporting.exchange.errors import RemarksNotAccepted, refused
from reporting.exchange.importing import reason
from reporting.exchange.source import Source, opened
from reporting.exchange.updating.problems import Contradicted
from reporting.exchange.updating.run import Recheck, Update


class PreviewOutdated(Exception):
    """The update would do something else than its preview said: the database or the register has changed since.

    `summary`: what it would do now.
    """

    headline = (
        "Rejestru nie wczytano, niczego nie zmieniono: od podglądu zmieniły się dane w systemie albo sam rejestr. "
        "Obejrzyj podgląd jeszcze raz."
    )

    def __init__(self, summary):
        self.summary = summary
        super().__init__(self.headline)


def update_register(
    source, *, dry_run=False, accept_remarks=False, progress=None, user=None, previewed=None, before_commit=None
):
    """Add the register at `source` to the database, change the records that it has already. Return an UpdateSummary.

    `source`, `accept_remarks`, `progress`, `before_commit` as in `import_register`; `dry_run`: write it and roll it
    back. `user`: who imports, for the families that they do not see; None on the server. `previewed`: the code of the
    preview that somebody has seen.
    Raises RegisterErrors, RemarksNotAccepted or PreviewOutdated; nothing is written then.
    """
    with opened(source) as register:
        attempt = _Attempt(register, progress, user, accept_remarks, previewed, before_commit)
        do = attempt.preview if dry_run else attempt.write
        try:
            return do()
        except Contradicted as found:
            return do(found.files)


@dataclass
class _Attempt:
    """Each try is a transaction of its own: with savepoints SQLite would be many times slower.

    `contradicted`: the files with records that break rules; whether they did before is found out first.
    """

    register: Source
    progress: Callable
    user: User | None
    accept_remarks: bool
    previewed: str | None
    before_commit: Callable | None

    def preview(self, contradicted=()):
        with rolled_back():
            return self._run(contradicted)

    def write(self, contradicted=()):
        try:
            with record_bulk(ChangeKind.IMPORTED, text="Rejestr, który uzupełnia i zmienia dane") as written:
                lock_changes()  # nobody writes between what is read here and what is written
                bulk.check_at_once()
                summary = self._run(contradicted)
                if self.previewed is not None and self.previewed != summary.preview.code:
                    raise PreviewOutdated(summary)
                if summary.remarks and not self.accept_remarks:
                    raise RemarksNotAccepted(summary.remarks, summary.preview)
                bulk.analyze()
                written.counts = _counts(summary.preview)
                if self.before_commit:
                    self.before_commit(summary)
                return summary
        except IntegrityError as error:  # of a reference: SQLite checks these at the end
            raise refused("", reason(error)) from error

    def _run(self, contradicted):
        before = Recheck(contradicted).problems() if contradicted else None
        return Update(self.register, self.progress, self.user, before=before).run()


def _counts(preview):
    """Return {what the log calls it: number of rows} of what was written."""
    counts = {}
    for each in preview.files:
        counts |= {f"{each.file}, nowe": each.new, f"{each.file}, zmienione": each.changed}
    return {name: number for name, number in counts.items() if number}
