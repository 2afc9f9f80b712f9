"""Which diary entries a user may see, and the diary of one month."""

from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q

from assistants.choices import VisitKind
from assistants.models import Visit
from cases.models import Family
from familycare.lib.months import Month


@dataclass(frozen=True)
class Diary:
    """The entries of a month that the reader may see, in date order. `hidden` is the number of the others."""

    month: Month
    visits: tuple[Visit, ...]
    hidden: int

    @property
    def minutes(self):
        """Return the sum of the minutes of `visits`."""
        return sum(visit.minutes or 0 for visit in self.visits)

    @property
    def advice(self):
        """Return the number of pieces of advice."""
        return sum(visit.advice_count or 0 for visit in self.visits)


def diary_of(assistant, month, user):
    """Return the assistant's Diary of the month with entries about families that `user` may see."""
    written = Visit.objects.written_by(assistant).in_period(month).annotate(is_seen=_seen_by(user))
    entries = list(written.select_related("case__family", "institution"))
    visits = tuple(entry for entry in entries if entry.is_seen)
    return Diary(month, visits, len(entries) - len(visits))


def entries_of(assistant, user):
    """Return the assistant's entries that `user` may see.

    These are entries about families that `user` assists or monitors, and entries up to the day on which `user` handed
    the family over.
    """
    return Visit.objects.written_by(assistant).filter(_seen_by(user))


def correctable_by(user):
    """Return the entries whose author, if it is `user`, may correct or delete them.

    These are entries about families that `user` may see, and monitoring entries about families that `user` monitors.
    """
    monitoring = Q(case__family__in=Family.objects.monitored_by(user), kind=VisitKind.MONITORING)
    return Visit.objects.filter(Q(case__family__in=Family.objects.visible_to(user)) | monitoring)


def _seen_by(user):
    handed_over = Family.objects.handed_over_by(user).filter(
        pk=OuterRef("case__family"), handed_over_on__gte=OuterRef("visited_on")
    )
    return Q(case__family__in=Family.objects.visitable_by(user)) | Exists(handed_over)


def last_month_with_entries(assistant, user):
    """Return the Month of the last entry that `user` may see, or None."""
    day = entries_of(assistant, user).aggregate(day=Max("visited_on"))["day"]
    return day and Month.of(day)
