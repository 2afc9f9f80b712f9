"""What the floors above call to have something in the log."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from familycare.audit import chain, recording
from familycare.audit.acting import of_request, of_user
from familycare.audit.models import Change, Reading
from familycare.audit.registry import key_of, label
from familycare.audit.vocabulary import ChangeKind

LONGEST_WHAT = Reading._meta.get_field("what").max_length


def record_change(kind, *, record=None, family=None, text="", values=None, actor=None):
    """Adds an entry on something that no save tells by itself: an invitation, a suspension, a new second factor.

    `kind`: a ChangeKind; `record`: what it is about; `family`: whose file it belongs to; `text`: a sentence;
    `values`: {field of the record: [before, after]} as JSON holds them, never a secret; `actor`: the user who did it,
    unless it is the one who acts at the moment. Raises NobodyActs.
    """
    contents = {"words": str(record) if record is not None else "", "text": str(text), "values": values or {}}
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
    """Adds an entry on what whoever sent the request is about to see, before it is shown.

    `kind`: a ReadingKind; `family`: whose file it is; `what`: in words, which list, year, filters, never a person's
    name or PESEL; `scope`: a Scope; `searched`: text that was searched for, of which only a fingerprint is kept.
    A part of a page that htmx asks for is the same reading once more only when the page itself changes with it.
    """
    who = of_request(request)
    return chain.append(
        Reading(
            at=timezone.now(),
            actor=who.user,
            actor_words=who.words,
            address=who.address,
            kind=kind,
            family_key=family.pk if family else None,
            family_number=family.number if family else "",
            what=str(what)[:LONGEST_WHAT],
            scope=scope,
            searched=chain.fingerprint(searched) if searched else "",
        )
    )


@transaction.atomic
def erase_contents(family):
    """Empties the entries on changes of that family (names, values), as its anonymisation demands: who changed what
    kind of record when remains, and the chain stays whole. Returns how many entries. The erasure itself is recorded,
    without which audit_verify would take it for damage."""
    from familycare.audit.append_only import erase

    chain.lock(Change)
    erased = erase(family.pk)
    recording.add_change(ChangeKind.ERASED, family=family, contents={"through": _last(Change), "entries": erased})
    return erased


def _last(model):
    return model.objects.values_list("sequence", flat=True).first() or 0
