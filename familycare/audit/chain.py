"""Adding to a chain, one at a time, and the hashes that hold it together.

The hash of an entry is the SHA-256 of the hash before and of the entry as canonical JSON (keys in order, no blanks,
UTF-8). The first entry follows an empty hash. Times are those of the application's clock, as they are part of what is
hashed; it is the sequence, not the clock, that says what came first.
"""

import hashlib
import hmac
import json
import secrets
from functools import cache
from zlib import crc32

from django.conf import settings
from django.db import connection, transaction


def canonical(value):
    """`value` as JSON that is always written the same."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(entry, before):
    """The hash of an entry that follows the one whose hash is `before`."""
    return sha256(f"{before}\n{canonical(entry.hashed())}")


def digest_of(contents, salt):
    """What the chain holds of the contents of a change."""
    return sha256(f"{salt}\n{contents}")


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(text):
    """Sixteen hexadecimal digits that the same text always gives, and that tell nobody without the centre's
    FAMILYCARE_SECRET_KEY what the text was."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:16]


def new_salt():
    return secrets.token_hex(16)


def append(entry):
    """Adds the entry, complete but for its number and hash, to its chain. Whoever adds meanwhile waits."""
    with transaction.atomic(savepoint=False):
        number, before = last(type(entry))
        entry.sequence = number + 1
        entry.hash = hash_of(entry, before)
        entry.save(force_insert=True)
    return entry


def last(model):
    """(number, hash) of the last entry of a chain, to which nobody else adds until the transaction ends.

    SQLite has but one writer anyway. Whoever waits for this and for rows waits for this first (`lock`): two who wait
    for one another would both fail.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # One way to the database: locks, and then looks anew, which a mere SELECT would not.
            cursor.execute(f"SELECT * FROM {model._meta.db_table}_last(%s)", [_key(model._meta.db_table)])  # noqa: S608
            return cursor.fetchone() or (0, "")
    return model.objects.values_list("sequence", "hash").first() or (0, "")


def lock(model):
    """Lets nobody else add to that chain until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key(model._meta.db_table)])


@cache
def _key(table):
    """A number for the table that no other part of the application locks."""
    return crc32(f"familycare.{table}".encode())
