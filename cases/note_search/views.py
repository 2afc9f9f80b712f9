"""The search in notes."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.family_list.search_encryption import FIELD, UNKNOWN, decrypted, encrypted, must_encrypt
from cases.models import Family
from cases.note_search.forms import FILTERS, NoteSearchForm
from cases.note_search.search import hits, notes_with
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading, record_readings
from familycare.lib.polish import counted, date_in_digits
from familycare.web.lists import families_in_words

ON_A_PAGE = 20
NAMES = (FIELD, *FILTERS, "strona")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_FAMILIES)
def search_notes(request):
    """Show the form and, for words in the address, a page of the notes that have them.

    The form is sent by POST and the words then encrypted in the address, as on the list of families.
    """
    if request.method == "POST":
        return redirect(_address(encrypted(request, request.POST), without=["strona"]))
    if must_encrypt(request.GET.get(FIELD, "")):
        return redirect(_address(encrypted(request, request.GET)))
    data = decrypted(request, request.GET)
    if data is None:
        messages.warning(request, UNKNOWN)
        return redirect(_address(request.GET, without=[FIELD, "strona"]))
    form = NoteSearchForm(data if FIELD in data else None, request.user)
    context = {"form": form, "handed_over": Family.objects.handed_over_by(request.user).count()}
    context["is_searched"] = form.is_valid()
    if context["is_searched"]:
        context |= _found(request, form)
    return render(request, "cases/note_search/note_search.html", context)


def _found(request, form):
    """Return what the page shows of the notes, after recording that they are read."""
    chosen = form.cleaned_data
    notes = notes_with(
        form.words,
        request.user,
        timezone.localdate(),
        kind=chosen.get("rodzaj", ""),
        assistant=chosen.get("asystent"),
        since=chosen["od"],
        until=chosen["do"],
    )
    page = Paginator(notes, ON_A_PAGE).get_page(request.GET.get("strona"))
    shown = hits(page.object_list, form.words)
    families = {hit.family.pk: hit.family for hit in shown}
    _record(request, form, page, [*families.values()])
    return {
        "page": page,
        "hits": shown,
        "families": families_in_words(len(families)),
        "without_filters": _address(request.GET, without=[*FILTERS, "strona"]),
    }


def _record(request, form, page, families):
    """Record the search, of whose words the log keeps only a fingerprint, and each family whose notes are shown."""
    shown = counted(len(families), "rodziny", "rodzin", "rodzin")
    words = [f"notatki: pokazano wpisy {shown}"]
    for name in FILTERS:
        if value := form.cleaned_data.get(name):
            value = date_in_digits(value) if name in ("od", "do") else value
            words.append(f"{form.fields[name].label.lower()}: {value}")
    if page.number > 1:
        words.append(f"strona: {page.number}")
    record_reading(request, ReadingKind.FAMILIES, what="; ".join(words), searched=form.cleaned_data[FIELD])
    record_readings(request, ReadingKind.FAMILY_NOTES, families)


def _address(data, without=()):
    """Return the address of the search with what is chosen in `data`."""
    query = urlencode([(name, data[name]) for name in NAMES if name not in without and name in data])
    return f"{reverse('search_notes')}?{query}" if query else reverse("search_notes")
