"""Readings that an auditor should look into: very many files in an hour, reading at night, families out of reach."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, ExpressionWrapper, F, Max, Min, Q
from django.db.models import DateTimeField as Moment
from django.db.models.functions import ExtractHour, TruncDate, TruncHour
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from familycare.audit.vocabulary import ReadingKind, Scope
from familycare.lib.polish import counted, date_in_digits

MANY_FILES = 20  # different families in an hour of the clock: more than anybody's day needs
NIGHT_BEGINS, NIGHT_ENDS = 22, 5  # hours, local time
FILES = (ReadingKind.FAMILY, ReadingKind.FAMILY_HISTORY, ReadingKind.FAMILY_FILE, ReadingKind.PERSON_FILE)


@dataclass(frozen=True)
class Unusual:
    """What somebody did that stands out: the last moment of it, who, in words, and where its entries are listed."""

    at: datetime
    when: str
    actor_words: str
    words: str
    url: str


def unusual(readings):
    """What stands out among the readings, the latest first. Three queries."""
    by_people = readings.filter(actor__isnull=False).order_by()
    found = [*_many(by_people), *_at_night(by_people), *_out_of_reach(by_people)]
    return sorted(found, key=lambda one: (one.at, one.words), reverse=True)


def _many(readings):
    hours = readings.filter(kind__in=FILES).annotate(hour=TruncHour("at")).values("actor", "hour")
    for one in hours.annotate(files=Count("family_key", distinct=True), who=Max("actor_words"), last=Max("at")).filter(
        files__gte=MANY_FILES
    ):
        start = timezone.localtime(one["hour"])
        files = counted(one["files"], "rodziny", "rodzin", "rodzin")
        words = f"Akta {files} w ciągu godziny"
        yield _unusual(one, f"{start:%d.%m.%Y %H:00}–{start + timedelta(hours=1):%H:00}", words, start.date())


def _at_night(readings):
    # A night has the date of the evening on which it begins.
    evening = ExpressionWrapper(F("at") - timedelta(hours=NIGHT_ENDS), output_field=Moment())
    nights = readings.annotate(hour=ExtractHour("at"), night=TruncDate(evening)).filter(
        Q(hour__gte=NIGHT_BEGINS) | Q(hour__lt=NIGHT_ENDS)
    )
    for one in nights.values("actor", "night").annotate(
        times=Count("pk"), who=Max("actor_words"), first=Min("at"), last=Max("at")
    ):
        first, last = timezone.localtime(one["first"]), timezone.localtime(one["last"])
        times = counted(one["times"], "odczyt", "odczyty", "odczytów")
        words = f"W nocy (22–5): {times}"
        yield _unusual(one, f"{first:%d.%m.%Y %H:%M}–{last:%H:%M}", words, first.date(), last.date())


def _out_of_reach(readings):
    days = readings.filter(Q(kind=ReadingKind.REFUSED) | Q(scope=Scope.OUTSIDE)).annotate(day=TruncDate("at"))
    for one in days.values("actor", "day").annotate(
        files=Count("family_key", distinct=True), who=Max("actor_words"), last=Max("at")
    ):
        files = counted(one["files"], "rodziny", "rodzin", "rodzin")
        words = f"Próba otwarcia akt {files} spoza zakresu"
        yield _unusual(one, date_in_digits(one["day"]), words, one["day"], kind=ReadingKind.REFUSED)


def _unusual(one, when, words, first, last=None, kind=None):
    """`first`, `last`: days of the entries."""
    query = {"osoba": one["actor"], "od": date_in_digits(first), "do": date_in_digits(last or first)}
    if kind:
        query["rodzaj"] = kind.value
    return Unusual(one["last"], when, one["who"], words, f"{reverse('log_readings')}?{urlencode(query)}")
