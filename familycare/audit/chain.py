"""The hash chains of the log: adding entries, and the two ways to remove something. `verification` verifies them.

The hash of an entry is SHA-256 of the previous hash, a newline, and the entry as canonical JSON (sorted keys, no
whitespace, UTF-8). The first entry follows an empty hash. Times come from the application's clock, because they are
hashed. The order is that of `sequence`, and the times never fall: an entry gets its time after the lock of its chain,
and no earlier one than the entry before it.
"""

import hashlib
import hmac
import json
import secrets
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time, timedelta
from functools import cache
from zlib import crc32

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from familycare.audit.acting import actor
from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change, Reading
from familycare.lib.dates import years_before
from familycare.lib.polish import date_in_words

KEPT_YEARS = 2  # KRI § 20: logs are kept for at least two years
CLOCKS_DIFFER = timedelta(hours=1)  # at most, between the machines that run the application

_suspended = ContextVar("chain suspended", default=False)


def canonical(value):
    """Return `value` as JSON in a form that is the same every time."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(entry, before):
    """Return the hash of an entry, given the hash `before` it."""
    return sha256(f"{before}\n{canonical(entry.hashed())}")


def digest_of(contents, salt):
    """Return the salted hash by which the chain covers the contents of a change."""
    return sha256(f"{salt}\n{contents}")


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(text):
    """Return 16 hexadecimal digits, the same for the same text; without FAMILYCARE_SECRET_KEY they reveal nothing."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:16]


# Adding


def append(entry):
    """Add an entry to its chain: set its number, time and hash, save it and return it. Others who add wait until the
    end of the transaction. While the chain is suspended, a Change is not saved."""
    if _suspended.get():
        if isinstance(entry, Reading):
            raise RuntimeError("A reading within a dry run would be rolled back: record it before or after.")
        return entry
    with transaction.atomic(savepoint=False):
        _link(entry, *last(type(entry)))
        entry.save(force_insert=True)
    return entry


def append_readings(entries):
    """Add several Readings to their chain, in their order, with one statement."""
    with transaction.atomic(savepoint=False):
        before = last(Reading) if entries else None
        for entry in entries:
            _link(entry, *before)
            before = entry.sequence, entry.hash, entry.at
        Reading.objects.bulk_create(entries)


def _link(entry, number, before, earliest):
    """Set the number, time and hash of an entry after the last one, of which these are given."""
    entry.sequence, entry.at = number + 1, timezone.now()
    if earliest and entry.at < earliest < entry.at + CLOCKS_DIFFER:
        entry.at = earliest
    entry.hash = hash_of(entry, before)


def add_change(kind, *, family=None, object_type="", object_key="", contents, who=None):
    """Add a Change by `who` (an Actor; None: the current one) and return it. `contents` is a dict ready for JSON."""
    who = who or actor()
    text, salt = canonical(contents), secrets.token_hex(16)
    return append(
        Change.now(
            who,
            kind,
            family,
            object_type=object_type,
            object_key=object_key,
            contents=text,
            salt=salt,
            digest=digest_of(text, salt),
        )
    )


def last(model):
    """Return (number, hash, time) of the last entry of a chain, and lock the chain until the transaction ends.

    SQLite needs no lock, since it has a single writer. To avoid deadlocks, code that also locks rows must lock the
    chain first (`lock`).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # One round trip: the function locks and then reads with a new snapshot, which one SELECT would not do.
            cursor.execute(f"SELECT * FROM {model._meta.db_table}_last(%s)", [_lock_key(model._meta.db_table)])  # noqa: S608
            return cursor.fetchone() or (0, "", None)
    return model.objects.values_list("sequence", "hash", "at").first() or (0, "", None)


def lock(model):
    """Lock the chain of a model until the transaction ends, unless it is suspended."""
    if connection.vendor == "postgresql" and not _suspended.get():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_lock_key(model._meta.db_table)])


@cache
def _lock_key(table):
    """Return the number of the advisory lock of a log."""
    return crc32(f"familycare.{table}".encode())


@contextmanager
def suspended():
    """Within the block, changes are not added and no chain is locked: everything written there is rolled back."""
    token = _suspended.set(True)
    try:
        yield
    finally:
        _suspended.reset(token)


# Removing: the database allows only these two ways (migration `0002_append_only`)


class TooYoung(ValueError):
    """Readings from that time must still be kept. The message is for the user."""


def last_day_to_purge():
    """Return the day before which readings may be deleted."""
    return years_before(timezone.localdate(), KEPT_YEARS)


@transaction.atomic
def purge_readings(before=None):
    """Delete the readings from before the date `before` (None: all that are old enough). Return their number.

    Only the beginning of the chain is deleted. The last entry always stays, since the next one continues its hash.
    Raises TooYoung if `before` is less than two years ago.
    """
    before = before or last_day_to_purge()
    if before > last_day_to_purge():
        raise TooYoung(
            "Odczyty przechowuje się co najmniej dwa lata (KRI § 20), więc można usunąć tylko te sprzed "
            f"{date_in_words(last_day_to_purge())}."
        )
    lock(Change)
    lock(Reading)
    moment = timezone.make_aware(datetime.combine(before, time.min))
    in_order = Reading.objects.order_by("sequence")
    kept = in_order.filter(at__gte=moment).first() or in_order.last()
    gone = kept and in_order.filter(sequence__lt=kept.sequence).last()
    if not gone:
        return 0
    count = in_order.filter(sequence__lt=kept.sequence).count()
    # The remaining readings continue from this entry.
    contents = {"through": gone.sequence, "hash": gone.hash, "entries": count, "before": before.isoformat()}
    add_change(ChangeKind.PURGED, contents=contents)
    return delete_readings(gone.sequence)


def delete_readings(through):
    """Delete the readings up to this number and return how many. The database refuses if any is under two years old."""
    return _removed("SELECT audit_purge_readings(%s)", "DELETE FROM audit_reading WHERE sequence <= %s", through)


@transaction.atomic
def erase_contents(family):
    """Erase the contents (names, values) of all changes of a family, and return the number of entries.

    Who changed which kind of record and when remains, and the chain stays valid. The erasure is recorded: without
    that entry, `verify` reports the missing contents.
    """
    lock(Change)
    erased = _removed(
        "SELECT audit_erase_contents(%s)",
        "UPDATE audit_change SET contents = NULL, salt = NULL"
        " WHERE family_key = %s AND kind <> 'erased' AND contents IS NOT NULL",
        family.pk,
    )
    through = Change.objects.values_list("sequence", flat=True).first() or 0
    add_change(ChangeKind.ERASED, family=family, contents={"through": through, "entries": erased})
    return erased


def _removed(postgresql, sqlite, value):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The application's role may not delete or update; these functions run with the rights of their owner.
            cursor.execute(postgresql, [value])
            return cursor.fetchone()[0]
        cursor.execute(sqlite, [value])
        return cursor.rowcount
