"""Verifying the hash chains of the log: whether anybody altered, inserted, removed or backdated an entry."""

from dataclasses import dataclass
from datetime import datetime

from familycare.audit.chain import digest_of, hash_of
from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change, Reading
from familycare.audit.registry import anonymised_families

AT_A_TIME = 2000  # entries per query


@dataclass
class Head:
    """The last entry of a chain, and the number of entries."""

    sequence: int = 0
    hash: str = ""
    at: datetime | None = None
    entries: int = 0


class Broken(Exception):
    """The first invalid link of a chain: `log` (a model), `sequence` and `at` (the time of the entry, or None)."""

    def __init__(self, log, sequence, at, why):
        super().__init__(why)
        self.log, self.sequence, self.at = log, sequence, at


def verify(noted=None):
    """Return {log: Head} if both chains are valid. Raises Broken at the first invalid link.

    Valid are also purged readings, and erased contents of changes of anonymised families, if the log of changes has an
    entry about them.

    `noted`: {log: (sequence, hash)}, the heads of an earlier run, stored elsewhere. Without them, missing newest
    entries cannot be detected.
    """
    noted = noted or {}
    start = Head()
    erasures = {}  # {family: (number, time) of the first entry about erased contents}

    def visit(change):
        if change.kind == ChangeKind.PURGED:  # it says where the readings begin now
            start.sequence, start.hash = change.payload["through"], change.payload["hash"]
        elif change.kind == ChangeKind.ERASED:
            erasures.setdefault(change.family_key, (change.sequence, change.at))

    changes = _walk(Change, Head(), noted.get(Change), visit)
    for family in sorted(erasures.keys() - anonymised_families(erasures), key=erasures.get):
        raise Broken(Change, *erasures[family], "usunięto treść wpisów o rodzinie, której nie zanonimizowano")
    return {Change: changes, Reading: _walk(Reading, start, noted.get(Reading))}


def _walk(log, start, noted, visit=lambda entry: None):
    head = Head(start.sequence, start.hash)
    erased = {}  # {family: the first entry with erased contents that no ERASED entry has explained yet}
    for entry in log.objects.order_by("sequence").iterator(chunk_size=AT_A_TIME):
        if entry.sequence != head.sequence + 1:
            raise Broken(log, entry.sequence, entry.at, _missing(head.sequence + 1, entry.sequence - 1))
        if hash_of(entry, head.hash) != entry.hash:
            raise Broken(log, entry.sequence, entry.at, "wpis nie zgadza się ze swoim skrótem")
        if head.at and entry.at < head.at:
            raise Broken(log, entry.sequence, entry.at, "wpis ma wcześniejszy czas niż poprzedni")
        if log is Change:
            _check_contents(entry, erased)
        if noted and noted[0] == entry.sequence and noted[1] != entry.hash:
            raise Broken(log, entry.sequence, entry.at, "wpis jest inny niż ten, który zapamiętano")
        visit(entry)
        head.sequence, head.hash, head.at, head.entries = entry.sequence, entry.hash, entry.at, head.entries + 1
    for entry in erased.values():
        raise Broken(log, *entry, "treść wpisu usunięto bez śladu w dzienniku")
    if noted and noted[0] > head.sequence:
        raise Broken(log, head.sequence + 1, None, _missing(head.sequence + 1, noted[0]))
    return head


def _check_contents(change, erased):
    """Check the contents against their digest; note those that were erased, until an ERASED entry explains them."""
    if change.kind == ChangeKind.ERASED:
        erased.pop(change.family_key, None)
    if change.contents is None:
        erased.setdefault(change.family_key, (change.sequence, change.at))
    elif digest_of(change.contents, change.salt) != change.digest:
        raise Broken(Change, change.sequence, change.at, "treść wpisu zmieniono")


def _missing(first, last):
    if first > last:
        return "wpis stoi nie na swoim miejscu"
    if first == last:
        return f"brakuje wpisu {first}"
    return f"brakuje wpisów {first}–{last}"
