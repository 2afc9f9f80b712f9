"""The pages of the log, for the auditor only: readings, changes, unusual readings. None links to a family's file."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.db.models import Count, DateTimeField, ExpressionWrapper, F, Max, Min, Q
from django.db.models.functions import ExtractHour, TruncDate, TruncHour
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ChangeKind, ReadingKind, Scope
from familycare.audit.filters import ChangeFilter, ReadingFilter
from familycare.audit.models import Change, Reading
from familycare.audit.services import record_reading, search_fingerprint
from familycare.audit.tables import (
    FORMATS,
    MOST_IN_FILE,
    ChangeTable,
    ReaderTable,
    ReadingTable,
    UnusualTable,
    as_file,
)
from familycare.lib.polish import counted, date_in_digits, number, plural

ON_A_PAGE = 50
REFUSED = Q(kind=ReadingKind.REFUSED)
DAYS = 30  # of unusual readings, unless the filter says otherwise
MANY_FILES = 20  # different families within an hour of the clock: more than any work needs
MANY_GUESSES = 5  # numbers that do not exist within a day: more than typing errors
MANY_NUMBERS = 20  # different PESELs within an hour of the clock: more than large families need
NIGHT_BEGINS, NIGHT_ENDS = 22, 5  # hours, local time
FILES = (ReadingKind.FAMILY, ReadingKind.FAMILY_HISTORY, ReadingKind.FAMILY_FILE, ReadingKind.PERSON_FILE)
LOGS = {"odczyty": (Reading, ReadingFilter), "zmiany": (Change, ChangeFilter)}


@require_safe
@needs(Right.READ_LOG)
def readings(request):
    """Readings; with the filter for one family, also how often each person read its file."""
    chosen = ReadingFilter(request.GET, Reading.objects.all())
    people = []
    if chosen.is_valid() and chosen.form.cleaned_data["rodzina"]:
        people = chosen.qs.order_by().values("actor", "actor_words")
        people = people.annotate(
            times=Count("pk", filter=~REFUSED), refused=Count("pk", filter=REFUSED), first=Min("at"), last=Max("at")
        ).order_by("-last")
    readers = ReaderTable(people)
    readers.caption = "Kto zaglądał do tej rodziny"
    return log(request, "odczyty", chosen, ReadingTable, readers=readers)


@require_safe
@needs(Right.READ_LOG)
def changes(request):
    """Changes, without anything that tells who the families are."""
    return log(request, "zmiany", ChangeFilter(request.GET, Change.objects.all()), ChangeTable)


def log(request, name, chosen, Table, **more):
    """Return a page of a log: filters, downloads, entries."""
    record(request, ReadingKind.LOG, name, chosen)
    table = Table(chosen.qs)
    RequestConfig(request, paginate={"per_page": ON_A_PAGE}).configure(table)
    found = table.paginator.count
    table.caption = counted(found, "wpis", "wpisy", "wpisów")
    query = urlencode([(key, value) for key, value in request.GET.items() if value and key in chosen.filters])
    context = {
        "tab": name,
        "filter": chosen,
        "table": table,
        "found": found,
        "count": table.caption,
        "here": reverse(request.resolver_match.url_name),
        "downloads": [(format.upper(), f"{reverse('log_file', args=[name, format])}?{query}") for format in FORMATS],
        **more,
    }
    return render(request, "audit/log.html", context)


@require_safe
@needs(Right.READ_LOG)
def log_unusual(request):
    """Unusual readings, and changes of accounts that reach families, on the days of the filter, by default of the last
    thirty."""
    today = timezone.localdate()
    days = {"od": date_in_digits(today - timedelta(days=DAYS)), "do": date_in_digits(today)}
    chosen = ReadingFilter({**days, **request.GET.dict()}, Reading.objects.all())
    record(request, ReadingKind.LOG, "nietypowe", chosen)
    table = UnusualTable(sorted([*unusual(chosen.qs), *entrusting(chosen)], key=lambda one: one.at, reverse=True))
    RequestConfig(request, paginate={"per_page": ON_A_PAGE}).configure(table)
    found = table.paginator.count
    table.caption = counted(found, "zdarzenie", "zdarzenia", "zdarzeń")
    context = {
        "tab": "nietypowe",
        "filter": chosen,
        "table": table,
        "here": reverse("log_unusual"),
        "count": table.caption,
    }
    return render(request, "audit/log.html", context)


@require_safe
@needs(Right.READ_LOG)
def log_file(request, log, format):
    """Download the filtered entries, the latest first."""
    if log not in LOGS or format not in FORMATS:
        raise Http404
    model, Filter = LOGS[log]
    chosen = Filter(request.GET, model.objects.all())
    back = redirect(f"{reverse('log_' + ('readings' if log == 'odczyty' else 'changes'))}?{request.GET.urlencode()}")
    if not chosen.is_valid():
        return back
    if (found := chosen.qs.count()) > MOST_IN_FILE:
        messages.error(
            request,
            (
                f"Wpisów jest {number(found)}, a plik mieści {number(MOST_IN_FILE)}. "
                "Wybierz krótszy czas albo jedną osobę."
            ),
        )
        return back
    record(request, ReadingKind.LOG_FILE, log, chosen, format.upper())
    response = HttpResponse(as_file(chosen.qs, format), content_type=FORMATS[format])
    response["Content-Disposition"] = f'attachment; filename="dziennik-{log}-{timezone.localdate()}.{format}"'
    return response


@require_POST
@needs(Right.READ_LOG)
def log_searches(request):
    """Redirect to the readings with these search words. The address, like the log, holds only their fingerprint."""
    words = request.POST.get("slowa", "")[:200]
    if not words.strip():
        messages.error(request, "Wpisz słowa, o które pytasz.")
        return redirect("log_readings")
    return redirect(f"{reverse('log_readings')}?{urlencode({'szukano': search_fingerprint(words)})}")


def record(request, kind, name, chosen, *more):
    """Record that the auditor reads the log."""
    words = [f"{label}: {value}" for label, value in chosen.chosen()]
    record_reading(request, kind, what=", ".join([name, *more, *words]))


@dataclass(frozen=True)
class Unusual:
    """Readings or changes that an auditor should look into: `at`, the time of the last one; `when`, the hours or days
    in words; `actor_words`, who did it; `words`, what is unusual; `url`, the list of the entries."""

    at: datetime
    when: str
    actor_words: str
    words: str
    url: str


def unusual(readings):
    """Return the Unusual readings among `readings`, a queryset, the latest first. Four queries."""
    by_people = readings.filter(actor__isnull=False).order_by()
    found = [*_many(by_people), *_numbers(by_people), *_at_night(by_people), *_out_of_scope(by_people)]
    return sorted(found, key=lambda one: (one.at, one.words), reverse=True)


def entrusting(chosen):
    """Return the Unusual changes of accounts that need a second person, on the days and by the person of `chosen`, a
    ReadingFilter. Its other filters are about readings: with one of them in use there are none."""
    about_readings = chosen.filters.keys() - {"osoba", "od", "do"}
    chosen.is_valid()  # an invalid value does not filter
    if any(chosen.form.cleaned_data.get(name) for name in about_readings):
        return []
    asked = {name: value for name, value in chosen.data.items() if name in ("osoba", "od", "do")}
    changes = ChangeFilter(asked, Change.objects.filter(kind=ChangeKind.SECOND_PERSON)).qs
    return [_entrusting(change) for change in changes]


def _entrusting(change):
    day = date_in_digits(timezone.localdate(change.at))
    query = {"rodzaj": change.kind, "od": day, "do": day}
    words = f"Konto {change.payload.get('words', '')}: {change.payload.get('text', '')}"
    when = f"{timezone.localtime(change.at):%d.%m.%Y %H:%M}"
    return Unusual(change.at, when, change.actor_words, words, f"{reverse('log_changes')}?{urlencode(query)}")


def _many(readings):
    hours = readings.filter(kind__in=FILES).annotate(hour=TruncHour("at")).values("actor", "hour")
    for one in hours.annotate(files=Count("family_key", distinct=True), who=Max("actor_words"), last=Max("at")).filter(
        files__gte=MANY_FILES
    ):
        start = timezone.localtime(one["hour"])
        files = counted(one["files"], "rodziny", "rodzin", "rodzin")
        words = f"Akta {files} w ciągu godziny"
        yield _unusual(one, f"{start:%d.%m.%Y %H:00}–{start + timedelta(hours=1):%H:00}", words, start.date())


def _numbers(readings):
    hours = readings.filter(kind=ReadingKind.PROBE).annotate(hour=TruncHour("at")).values("actor", "hour")
    for one in hours.annotate(numbers=Count("searched", distinct=True), who=Max("actor_words"), last=Max("at")).filter(
        numbers__gte=MANY_NUMBERS
    ):
        start = timezone.localtime(one["hour"])
        numbers = counted(one["numbers"], "numer", "różne numery", "różnych numerów")
        words = f"Pytania o {numbers} PESEL w ciągu godziny"
        when = f"{start:%d.%m.%Y %H:00}–{start + timedelta(hours=1):%H:00}"
        yield _unusual(one, when, words, start.date(), kind=ReadingKind.PROBE)


def _at_night(readings):
    # A night belongs to the date of its evening.
    evening = ExpressionWrapper(F("at") - timedelta(hours=NIGHT_ENDS), output_field=DateTimeField())
    # Programs read calendars at any hour.
    by_people = readings.exclude(kind=ReadingKind.CALENDAR)
    nights = by_people.annotate(hour=ExtractHour("at"), night=TruncDate(evening)).filter(
        Q(hour__gte=NIGHT_BEGINS) | Q(hour__lt=NIGHT_ENDS)
    )
    for one in nights.values("actor", "night").annotate(
        times=Count("pk"), who=Max("actor_words"), first=Min("at"), last=Max("at")
    ):
        first, last = timezone.localtime(one["first"]), timezone.localtime(one["last"])
        times = counted(one["times"], "odczyt", "odczyty", "odczytów")
        words = f"W nocy (od 22 do 5): {times}"
        yield _unusual(one, f"{first:%d.%m.%Y %H:%M}–{last:%H:%M}", words, first.date(), last.date())


def _out_of_scope(readings):
    days = readings.filter(scope=Scope.OUTSIDE).annotate(day=TruncDate("at"))
    for one in days.values("actor", "day").annotate(
        files=Count("family_key", distinct=True),
        guesses=Count("pk", filter=Q(family_key=None)),
        who=Max("actor_words"),
        last=Max("at"),
    ):
        found = []
        if one["files"]:
            files = counted(one["files"], "rodziny", "rodzin", "rodzin")
            tries = plural(one["files"], "Próba", "Próby", "Próby")
            found.append(f"{tries} otwarcia akt {files} spoza zakresu")
        if one["guesses"] >= MANY_GUESSES:
            found.append(f"Próby otwarcia akt o numerach, których nie ma: {number(one['guesses'])}")
        if not found:
            continue
        words = ". ".join(found)
        yield _unusual(one, date_in_digits(one["day"]), words, one["day"], kind=ReadingKind.REFUSED)


def _unusual(one, when, words, first, last=None, kind=None):
    """`first`, `last`: the days of the entries."""
    query = {"osoba": one["actor"], "od": date_in_digits(first), "do": date_in_digits(last or first)}
    if kind:
        query["rodzaj"] = kind.value
    return Unusual(one["last"], when, one["who"], words, f"{reverse('log_readings')}?{urlencode(query)}")
