"""The register of suspected duplicates: renewed at night, decided by the manager."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from assistants.choices import DuplicateDecision
from assistants.duplicates.finding import GROUNDS, find_pairs, strength_of
from assistants.models import SuspectedDuplicate
from familycare.audit.services import lock_changes, record_bulk

AT_ONCE = 500  # keys in one query: databases limit the parameters of a statement
GONE = "Tę parę ktoś już rozstrzygnął albo jej rodzin nie ma już osobno."


@dataclass
class RenewedPairs:
    """How many pairs are new, are open again because more is alike, no longer look alike, and are open now.

    `too_many`: how many groups of persons were too large to compare.
    """

    new: int = 0
    again: int = 0
    gone: int = 0
    open: int = 0
    too_many: int = 0


def renew_suspected(today):
    """Search the whole register, save what was found and return RenewedPairs.

    A pair that somebody decided on is open again only when it has a ground that it did not have then.
    """
    found = find_pairs()  # before the transaction, because it takes long
    renewed = RenewedPairs(too_many=found.too_many)
    new = found.pairs
    with transaction.atomic():
        lock_changes()
        changed, gone = [], []
        for pair in SuspectedDuplicate.objects.all():
            grounds = new.pop((pair.family_id, pair.other_id), None)
            if grounds is None:
                gone += [] if pair.decision else [pair.pk]
            elif _stays_decided(pair, grounds):
                continue
            elif pair.decision or pair.grounds != grounds:
                renewed.again += bool(pair.decision)
                _open(pair, today if pair.decision else pair.found_on, grounds)
                changed.append(pair)
        renewed.new, renewed.gone = len(new), len(gone)
        if changed or gone or new:
            with record_bulk(text="Odnowiono listę możliwych duplikatów.") as written:
                _save(written, new, changed, gone, today)
        renewed.open = SuspectedDuplicate.objects.open().count()
    return renewed


def _stays_decided(pair, grounds):
    """Return whether somebody decided on the pair, and since then no persons look alike, or more alike, than before."""
    if pair.decision != DuplicateDecision.DIFFERENT:
        return bool(pair.decision)
    known = {(one, other): GROUNDS.index(ground) for ground, one, other in pair.grounds}
    return all(GROUNDS.index(ground) >= known.get((one, other), len(GROUNDS)) for ground, one, other in grounds)


def _open(pair, day, grounds):
    pair.found_on, pair.grounds, pair.strength = day, grounds, strength_of(grounds)
    pair.decision, pair.decided_on, pair.decided_by, pair.reason = "", None, None, ""


FIELDS = ["found_on", "grounds", "strength", "decision", "decided_on", "decided_by", "reason"]


def _save(written, new, changed, gone, today):
    pairs = SuspectedDuplicate.objects
    pairs.bulk_create(
        [
            SuspectedDuplicate(
                family_id=family, other_id=other, grounds=grounds, strength=strength_of(grounds), found_on=today
            )
            for (family, other), grounds in new.items()
        ],
        batch_size=AT_ONCE,
    )
    pairs.bulk_update(changed, FIELDS, batch_size=AT_ONCE)
    for start in range(0, len(gone), AT_ONCE):
        pairs.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    written.count(SuspectedDuplicate._meta.verbose_name_plural, len(new) + len(changed))


@transaction.atomic
def decide_different(*, pair, reason, by, today):
    """Save that the two families are not the same, and why. Raise ValidationError if the pair is not open any more."""
    lock_changes()
    pair = SuspectedDuplicate.objects.open().filter(pk=pair.pk).first()
    if pair is None:
        raise ValidationError(GONE)
    pair.decision, pair.reason = DuplicateDecision.DIFFERENT, reason
    pair.decided_by, pair.decided_on = by, today
    pair.save()


@transaction.atomic
def consider_again(*, pair):
    """Take back the decision that the two families are not the same. A pair that is open already is left as it is."""
    lock_changes()
    pair = SuspectedDuplicate.objects.filter(pk=pair.pk, decision=DuplicateDecision.DIFFERENT).first()
    if pair:
        _open(pair, pair.found_on, pair.grounds)
        pair.save()


def settle_merge(kept, absorbed, *, by, today):
    """Save that the two families were merged, if they were suspected; within the transaction of the merge."""
    for pair in _of_two(kept, absorbed):
        pair.decision, pair.decided_by, pair.decided_on = DuplicateDecision.MERGED, by, today
        pair.save()


def unsettle_merge(kept, absorbed):
    """Open the pair again: the merge was undone."""
    for pair in _of_two(kept, absorbed).filter(decision=DuplicateDecision.MERGED):
        _open(pair, pair.found_on, pair.grounds)
        pair.save()


def _of_two(one, other):
    return SuspectedDuplicate.objects.filter(Q(family=one, other=other) | Q(family=other, other=one))


def forget_pairs(traces):
    """Delete the pairs of these families: for anonymisation, see `cases.privacy.leftovers`."""
    for name in ("family", "other"):
        SuspectedDuplicate.objects.filter(**{f"{name}__in": traces.families}).delete()
