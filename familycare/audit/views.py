"""The log, for the auditor alone: who read, who changed, what stands out. It leads into no family's file."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Max, Min, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from familycare.accounts.rights import Right, needs
from familycare.audit import files
from familycare.audit.filters import ChangeFilter, ReadingFilter
from familycare.audit.models import Change, Reading
from familycare.audit.services import record_reading, search_fingerprint
from familycare.audit.tables import ChangeTable, LookedTable, ReadingTable, UnusualTable
from familycare.audit.unusual import unusual
from familycare.audit.vocabulary import ReadingKind
from familycare.lib.polish import counted, date_in_digits, number

ON_A_PAGE = 50
REFUSED = Q(kind=ReadingKind.REFUSED)
DAYS = 30  # of what stands out, unless the filter says otherwise
LOGS = {"odczyty": (Reading, ReadingFilter), "zmiany": (Change, ChangeFilter)}


@require_safe
@needs(Right.READ_LOG)
def readings(request):
    """Who looked at what; of one family, also how often each person did."""
    chosen = ReadingFilter(request.GET, Reading.objects.all())
    people = []
    if chosen.is_valid() and chosen.form.cleaned_data["rodzina"]:
        people = chosen.qs.order_by().values("actor", "actor_words")
        people = people.annotate(
            times=Count("pk", filter=~REFUSED), refused=Count("pk", filter=REFUSED), first=Min("at"), last=Max("at")
        ).order_by("-last")
    looked = LookedTable(people)
    looked.caption = "Kto zaglądał do tej rodziny"
    return log(request, "odczyty", chosen, ReadingTable, looked=looked)


@require_safe
@needs(Right.READ_LOG)
def changes(request):
    """Who changed what; of families without what would tell who they are."""
    return log(request, "zmiany", ChangeFilter(request.GET, Change.objects.all()), ChangeTable)


def log(request, name, chosen, Table, **more):
    """A page of a log: filters, files, entries."""
    note(request, ReadingKind.LOG, name, chosen)
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
        "downloads": [
            (format.upper(), f"{reverse('log_file', args=[name, format])}?{query}") for format in files.FORMATS
        ],
        **more,
    }
    return render(request, "audit/log.html", context)


@require_safe
@needs(Right.READ_LOG)
def log_unusual(request):
    """What stands out, in the days of the filter: without one, in the last thirty."""
    today = timezone.localdate()
    days = {"od": date_in_digits(today - timedelta(days=DAYS)), "do": date_in_digits(today)}
    chosen = ReadingFilter({**days, **request.GET.dict()}, Reading.objects.all())
    note(request, ReadingKind.LOG, "nietypowe", chosen)
    table = UnusualTable(unusual(chosen.qs))
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
    """The entries that the filters choose as a file, the latest first."""
    if log not in LOGS or format not in files.FORMATS:
        raise Http404
    model, Filter = LOGS[log]
    chosen = Filter(request.GET, model.objects.all())
    back = redirect(f"{reverse('log_' + ('readings' if log == 'odczyty' else 'changes'))}?{request.GET.urlencode()}")
    if not chosen.is_valid():
        return back
    if (found := chosen.qs.count()) > files.MOST:
        messages.error(
            request,
            f"Wpisów jest {number(found)}, a plik mieści {number(files.MOST)}. Wybierz krótszy czas albo jedną osobę.",
        )
        return back
    note(request, ReadingKind.LOG_FILE, log, chosen, format.upper())
    response = HttpResponse(files.as_file(chosen.qs, format), content_type=files.FORMATS[format])
    response["Content-Disposition"] = f'attachment; filename="dziennik-{log}-{timezone.localdate()}.{format}"'
    return response


@require_POST
@needs(Right.READ_LOG)
def log_searches(request):
    """Whether anybody searched for those words: the address holds only their fingerprint, as the log does."""
    words = request.POST.get("slowa", "")[:200]
    if not words.strip():
        messages.error(request, "Wpisz słowa, o które pytasz.")
        return redirect("log_readings")
    return redirect(f"{reverse('log_readings')}?{urlencode({'szukano': search_fingerprint(words)})}")


def note(request, kind, name, chosen, *more):
    """The auditor reads, too."""
    words = [f"{label}: {value}" for label, value in chosen.chosen()]
    record_reading(request, kind, what=", ".join([name, *more, *words]))
