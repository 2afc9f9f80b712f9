"""How long what somebody began to write, and never sent, is kept."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def days_left(saved_at):
    """In how many days a draft saved at that moment will be deleted; 1 also when it should be gone already."""
    gone_on = timezone.localdate(saved_at) + timedelta(days=settings.DRAFT_DAYS)
    return max((gone_on - timezone.localdate()).days, 1)


def kept_since():
    """The moment since which drafts are kept today: those saved earlier are deleted."""
    first = timezone.localdate() - timedelta(days=settings.DRAFT_DAYS - 1)
    return timezone.make_aware(datetime.combine(first, time.min))
