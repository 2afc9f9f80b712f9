"""Whether the chains are whole: reads them from the first entry to the last, a few thousand at a time."""

from dataclasses import dataclass
from datetime import datetime

from familycare.audit import chain
from familycare.audit.models import Change, Reading
from familycare.audit.vocabulary import ChangeKind

AT_A_TIME = 2000


@dataclass
class Head:
    """The last entry of a chain, and how many there are."""

    sequence: int = 0
    hash: str = ""
    entries: int = 0


class Broken(Exception):
    """The first link that does not hold: the log (a model), the number of the entry, when it was made (or None)."""

    def __init__(self, log, sequence, at, why):
        super().__init__(why)
        self.log, self.sequence, self.at = log, sequence, at


def verify(noted=None):
    """{log: its Head} when both chains hold; raises Broken at the first link that does not.

    `noted`: {log: (sequence, hash)} of heads seen earlier and kept elsewhere. Without them nobody can tell that the
    newest entries have been cut off.
    """
    noted = noted or {}
    start = Head()
    changes = _walk(Change, Head(), noted.get(Change), lambda change: _move(start, change))
    return {Change: changes, Reading: _walk(Reading, start, noted.get(Reading))}


def _move(start, change):
    """A purge has taken the beginning of the readings: the rest hangs on what the purge has recorded."""
    if change.kind == ChangeKind.PURGED:
        start.sequence, start.hash = change.told["through"], change.told["hash"]


def _walk(log, start, noted, tell=lambda entry: None):
    head = Head(start.sequence, start.hash)
    erased = {}  # by family: the first entry without contents that no erasure has explained yet
    for entry in log.objects.order_by("sequence").iterator(chunk_size=AT_A_TIME):
        if entry.sequence != head.sequence + 1:
            raise Broken(log, entry.sequence, entry.at, _missing(head.sequence + 1, entry.sequence - 1))
        if chain.hash_of(entry, head.hash) != entry.hash:
            raise Broken(log, entry.sequence, entry.at, "wpis nie zgadza się ze swoim skrótem")
        if log is Change:
            _look_into(entry, erased)
        if noted and noted[0] == entry.sequence and noted[1] != entry.hash:
            raise Broken(log, entry.sequence, entry.at, "wpis jest inny niż ten, który zapamiętano")
        tell(entry)
        head.sequence, head.hash, head.entries = entry.sequence, entry.hash, head.entries + 1
    for entry in erased.values():
        raise Broken(log, *entry, "treść wpisu usunięto bez śladu w dzienniku")
    if noted and noted[0] > head.sequence:
        raise Broken(log, head.sequence + 1, None, _missing(head.sequence + 1, noted[0]))
    return head


def _look_into(change, erased):
    """Whether the contents are those that the chain holds, or were erased and this is recorded."""
    if change.kind == ChangeKind.ERASED:
        erased.pop(change.family_key, None)
    if change.contents is None:
        erased.setdefault(change.family_key, (change.sequence, change.at))
    elif chain.digest_of(change.contents, change.salt) != change.digest:
        raise Broken(Change, change.sequence, change.at, "treść wpisu zmieniono")


def _missing(first, last):
    if first > last:
        return "wpis stoi nie na swoim miejscu"
    if first == last:
        return f"brakuje wpisu {first}"
    return f"brakuje wpisów {first}–{last}"


def when(moment: datetime | None):
    """„20.05.2024 14:03” in local time, or a dash."""
    from django.utils import timezone

    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}" if moment else "–"
