"""What the floors above call to have something in the log."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from familycare.accounts.models import Role
from familycare.audit import chain, recording
from familycare.audit.acting import actor as acting
from familycare.audit.acting import of_request, of_user
from familycare.audit.append_only import erase
from familycare.audit.models import Change, Reading
from familycare.audit.registry import key_of, label
from familycare.audit.vocabulary import ChangeKind, Scope
from familycare.lib.dates import midnight

LONGEST_WHAT = Reading._meta.get_field("what").max_length


def record_change(kind, *, record=None, family=None, text="", values=None, counts=None, actor=None):
    """Adds an entry on something that no save tells by itself: an invitation, a suspension, a new second factor.

    `kind`: a ChangeKind; `record`: what it is about; `family`: whose file it belongs to; `text`: a sentence;
    `values`: {field of the record: [before, after]} as JSON holds them, never a secret; `counts`: pairs of what and
    how many; `actor`: the user who did it, unless it is the one who acts at the moment. Raises NobodyActs.
    """
    contents = {"words": str(record) if record is not None else "", "text": str(text), "values": values or {}}
    if counts:
        contents["counts"] = [*counts]
    return recording.add_change(
        kind,
        family=family,
        object_type=label(record) if record is not None else "",
        object_key=key_of(record) if record is not None else "",
        contents=contents,
        who=of_user(actor) if actor else None,
    )


@contextmanager
def record_bulk(kind=ChangeKind.BULK, *, text="", family=None):
    """What is written inside, by whatever means, becomes one entry with the numbers of records. A transaction.

    Yields a Bulk: saves and deletions count by themselves, of anything else tell `bulk.count("wizyty", 1200)`.
    The entry comes last, so that others wait for its place in the chain only until the transaction ends.
    """
    with transaction.atomic():
        with recording.in_bulk() as bulk:
            yield bulk
        counts = sorted(bulk.counts.items())
        recording.add_change(kind, family=family, contents={"text": str(text), "counts": counts})


def record_reading(request, kind, *, family=None, what="", scope="", searched=""):
    """Adds an entry on what whoever sent the request (None: whoever acts at the moment) is about to see, before it is
    shown. One call for each answer, a part of a page that htmx asks for included: who asks could pretend to be htmx.

    `kind`: a ReadingKind; `family`: whose file it is; `what`: in words, which list, year, filters, never a name of a
    family's person or a PESEL; `scope`: a Scope, where it is not plain from role and family; `searched`: text that
    was searched for, of which only a fingerprint is kept.
    """
    who = of_request(request) if request else acting()
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


def lock_changes():
    """Lets nobody else change watched records until the transaction ends. Whoever locks rows that they are about to
    change calls it first, as every save does: two who waited for one another's rows and turn would both fail."""
    chain.lock(Change)


def search_fingerprint(text):
    """What the log keeps of words that were searched for: the same for the same words, however they are written."""
    folded = " ".join(text.casefold().split())
    return chain.fingerprint(folded) if folded else ""


def _scope(user, family):
    if family.handed_over_on:
        return Scope.HANDED_OVER
    if family.is_restricted:
        return Scope.NAMED
    return Scope.ROLE if user.role in (Role.MANAGER, Role.DIRECTOR) else Scope.OWN


@transaction.atomic
def erase_contents(family):
    """Empties the entries on changes of that family (names, values), as its anonymisation demands: who changed what
    kind of record when remains, and the chain stays whole. Returns how many entries. The erasure itself is recorded,
    without which audit_verify would take it for damage."""
    chain.lock(Change)
    erased = erase(family.pk)
    recording.add_change(ChangeKind.ERASED, family=family, contents={"through": _last(Change), "entries": erased})
    return erased


def changes_of_today(record=None):
    """The entries of today's changes of the record, or of all, a queryset, the latest first."""
    changes = Change.objects.filter(at__gte=midnight(timezone.localdate()))
    return changes.filter(object_type=label(record), object_key=key_of(record)) if record else changes


def words_of_deleted(model, family):
    """{key: what it was called} of the records of the model that were deleted from the family's file."""
    changes = Change.objects.of_family(family).filter(kind=ChangeKind.DELETED, object_type=label(model))
    return {change.object_key: change.told.get("words", "") for change in changes}


def created_after(families, day, but_by=None):
    """The entries on what was entered after the end of the day in the files of these families (keys), by anybody but
    that user. What a register or another write of many brought has no entry of its own."""
    entries = Change.objects.of_families(families).filter(
        kind=ChangeKind.CREATED, at__gte=midnight(day + timedelta(days=1))
    )
    return entries.exclude(actor=but_by) if but_by else entries


def is_of(change, record):
    """Whether the entry tells of the record."""
    return (change.object_type, change.object_key) == (label(record), key_of(record))


def state_of_records():
    """A mark that is another one after every change of watched records, whoever made it: the hash of the last entry,
    "" while there is none. Each change and its entry are of one transaction; whoever reads records after this mark
    reads them as they are then, or newer."""
    return Change.objects.order_by("-sequence").values_list("hash", flat=True).first() or ""


def _last(model):
    return model.objects.values_list("sequence", flat=True).first() or 0
