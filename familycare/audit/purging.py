"""Letting go of old readings. What remains hangs on the record of the purge, which stands in the chain of changes."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from familycare.audit import chain, recording
from familycare.audit.append_only import KEPT_YEARS, purge
from familycare.audit.models import Change, Reading
from familycare.audit.vocabulary import ChangeKind
from familycare.lib.dates import years_before
from familycare.lib.polish import date_in_words


class TooYoung(ValueError):
    """Readings of that time must still be kept; the message says so in Polish."""


def last_day_to_purge():
    """Readings of before this day may go."""
    return years_before(timezone.localdate(), KEPT_YEARS)


@transaction.atomic
def purge_readings(before=None):
    """Deletes the readings of before the day `before` (a date; None: all that are old enough). Returns how many.

    Only a whole beginning of the chain goes, and its last entry always stays, so that the next one has what to hang on.
    Raises TooYoung when `before` is less than two years ago.
    """
    before = before or last_day_to_purge()
    if before > last_day_to_purge():
        raise TooYoung(
            "Odczyty przechowuje się co najmniej dwa lata (KRI § 20), więc można usunąć tylko te sprzed "
            f"{date_in_words(last_day_to_purge())}."
        )
    chain.lock(Change)
    chain.lock(Reading)
    moment = timezone.make_aware(datetime.combine(before, time.min))
    in_order = Reading.objects.order_by("sequence")
    kept = in_order.filter(at__gte=moment).first() or in_order.last()
    gone = kept and in_order.filter(sequence__lt=kept.sequence).last()
    if not gone:
        return 0
    count = in_order.filter(sequence__lt=kept.sequence).count()
    # The rest of the chain hangs on this from now on.
    contents = {"through": gone.sequence, "hash": gone.hash, "entries": count, "before": before.isoformat()}
    recording.add_change(ChangeKind.PURGED, contents=contents)
    return purge(gone.sequence)
