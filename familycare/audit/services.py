"""What other apps call: recording what no save records by itself, dry runs, and queries."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from familycare.accounts.models import Role
from familycare.audit import chain, recording
from familycare.audit.acting import actor as current_actor
from familycare.audit.acting import of_request, of_user
from familycare.audit.choices import ChangeKind, Scope
from familycare.audit.models import Change, Reading, object_key, object_type
from familycare.lib.dates import midnight

LONGEST_WHAT = Reading._meta.get_field("what").max_length


def record_change(kind, *, record=None, family=None, text="", values=None, counts=None, actor=None):
    """Add an entry about what no save records by itself: an invitation, a suspension, a new second factor.

    `kind`: a ChangeKind; `record`: the object; `family`: the family whose file it belongs to; `text`: a sentence;
    `values`: {field of the record: [before, after]}, ready for JSON and without secrets; `counts`: pairs of a plural
    in Polish and a number; `actor`: the User who did it (None: the current actor). Raises NoActor.
    """
    contents = {"words": str(record) if record is not None else "", "text": str(text), "values": values or {}}
    if counts:
        contents["counts"] = [*counts]
    return chain.add_change(
        kind,
        family=family,
        object_type=object_type(record) if record is not None else "",
        object_key=object_key(record) if record is not None else "",
        contents=contents,
        who=of_user(actor) if actor else None,
    )


@contextmanager
def record_bulk(kind=ChangeKind.BULK, *, text="", family=None):
    """Record all writes within the block, of any kind, as one entry with the number of records. A transaction.

    Yields a Bulk. Saves and deletions are counted automatically; for other writes call `bulk.count("wizyty", 1200)`.
    The entry is added last, so that the chain is locked only from then to the end of the transaction.
    """
    with transaction.atomic():
        with recording.in_bulk() as bulk:
            yield bulk
        counts = sorted(bulk.counts.items())
        chain.add_change(kind, family=family, contents={"text": str(text), "counts": counts})


@contextmanager
def dry_run():
    """Roll back all writes within the block at its end: they only show what would happen.

    Nothing is recorded and the log is not locked, so others go on writing; they wait only for rows that the dry run has
    written. Like every writer, a dry run locks families before it changes their records (`lock_family`), so that it and
    another writer never wait for each other.
    """
    with transaction.atomic():
        try:
            with chain.suspended(), recording.in_bulk():
                yield
        finally:
            transaction.set_rollback(True)


def record_reading(request, kind, *, family=None, what="", scope="", searched=""):
    """Record what the sender of the request (None: the current actor) is about to see. Call it before showing anything,
    once per response, also for a part of a page that htmx requests: that header is easily forged.

    `kind`: a ReadingKind; `family`: the family whose file it is; `what`: the list, year and filters in words, without
    names of a family's members and PESEL; `scope`: a Scope, unless role and family determine it; `searched`: the text
    that was searched for, of which only a fingerprint is kept.
    """
    who = of_request(request) if request else current_actor()
    return chain.append(
        Reading.now(
            who,
            kind,
            family,
            what=str(what).replace("\0", "")[:LONGEST_WHAT],
            scope=scope or (_scope(who.user, family) if family and who.user else ""),
            searched=search_fingerprint(searched),
        )
    )


def record_readings(request, kind, families):
    """Record that the sender of the request is about to see something of each of the families, as `record_reading`
    does for one, with few queries."""
    who = of_request(request)
    chain.append_readings([Reading.now(who, kind, family, scope=_scope(who.user, family)) for family in families])


def _scope(user, family):
    if family.handed_over_on:
        return Scope.HANDED_OVER
    if family.is_restricted:
        return Scope.NAMED
    return Scope.ROLE if user.role in (Role.MANAGER, Role.DIRECTOR) else Scope.OWN


def search_fingerprint(text):
    """Return what the log keeps of a searched text: the same for the same words in any case and spacing."""
    folded = " ".join(text.casefold().split())
    return chain.fingerprint(folded) if folded else ""


def searched_since(user, kind, moment):
    """Return the different fingerprints of what the user searched for since the moment, the first search first.

    `kind`: the ReadingKind of the entries.
    """
    entries = Reading.objects.filter(actor=user, kind=kind, at__gt=moment).exclude(searched="")
    return [*dict.fromkeys(entries.order_by("sequence").values_list("searched", flat=True))]


def lock_changes():
    """Lock the log of changes until the transaction ends, as each save does.

    Call it before locking rows that are about to be changed: otherwise two writers could wait for each other. It does
    nothing within a dry run.
    """
    chain.lock(Change)


def number_of_last_change():
    """Return the number of the last entry of the log of changes, 0 without any. The same number: the same records."""
    return Change.objects.values_list("sequence", flat=True).first() or 0


def changes_of_today(record=None):
    """Return a queryset of today's changes of the record, or of all records, the latest first."""
    changes = Change.objects.filter(at__gte=midnight(timezone.localdate()))
    if record is None:
        return changes
    return changes.filter(object_type=object_type(record), object_key=object_key(record))


def words_of_deleted(model, family):
    """Return {key: name} of the records of the model that were deleted from the family's file."""
    changes = Change.objects.of_family(family).filter(kind=ChangeKind.DELETED, object_type=object_type(model))
    return {change.object_key: change.payload.get("words", "") for change in changes}


def created_after(families, day, but_by=None):
    """Return a queryset of the entries about records created after `day` in the files of these families (primary keys),
    except by the user `but_by`. Records from an import or another bulk write have no entries of their own."""
    entries = Change.objects.of_families(families).filter(
        kind=ChangeKind.CREATED, at__gte=midnight(day + timedelta(days=1))
    )
    return entries.exclude(actor=but_by) if but_by else entries


def is_of(change, record):
    """Return whether the entry is about the record."""
    return (change.object_type, change.object_key) == (object_type(record), object_key(record))


def state_of_records():
    """Return a text that differs after every change of any watched record: the hash of the last entry, or "".

    A change and its entry share a transaction. Records that are read after this text are therefore as they were then,
    or newer.
    """
    return Change.objects.order_by("-sequence").values_list("hash", flat=True).first() or ""
