"""The list of families: page, search and workbook."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import push_url
from django_tables2 import RequestConfig

from cases.access import may_see_pesel
from cases.families.probes import TOO_MANY, may_ask, numbers_in
from cases.family_list.filters import FamilyFilter, FirstFamilyFilter
from cases.family_list.forms import SavedViewForm
from cases.family_list.search_encryption import FIELD, UNKNOWN, decrypted, encrypted, must_encrypt, without_search_words
from cases.family_list.tables import FamilyTable
from cases.family_list.workbook import families_workbook
from cases.models import Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.web.lists import caption, families_in_words

ON_A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORDER = FamilyTable.Meta.order_by_field
MORE = [name for name in FamilyFilter.base_filters if name not in FirstFamilyFilter.base_filters]
WITH_MORE = {"filtry": "wszystkie"}


@require_safe
@needs(Right.READ_FAMILIES)
def families(request):
    """List the families selected by the filters of the address, page by page."""
    if away := redirect_if_unreadable(request):
        return away
    response = list_page(request, request.GET)
    return push_url(response, address(request.GET, FamilyTable.Meta.page_field)) if request.htmx else response


@require_POST
@needs(Right.READ_FAMILIES)
def search(request):
    """Redirect the search form to the list, with the search words encrypted in the address."""
    return redirect(address(encrypted(request, request.POST)))


def redirect_if_unreadable(request):
    """Return a redirect if the address contains readable search words, or words that this session cannot decrypt."""
    if must_encrypt(request.GET.get(FIELD, "")):
        return redirect(address(encrypted(request, request.GET), *WITH_MORE))
    if decrypted(request, request.GET) is None:
        messages.warning(request, UNKNOWN)
        return redirect(address(request.GET, *WITH_MORE, without=[FIELD]))
    return None


@require_safe
@needs(Right.READ_FAMILIES)
def more_filters(request):
    """Return the less used filters as a part of the page; they are loaded on demand, because they are slow to build."""
    form = FamilyFilter({}, Family.objects.visible_to(request.user)).form
    return render(request, "cases/family_list/more_filters.html", {"fields": [form[name] for name in MORE]})


def filtered(request, Filters, data):
    """Return the filter set `Filters` on the reader's families, bound to `data`."""
    families = Family.objects.visible_to(request.user)
    filters = Filters(decrypted(request, data), families, sees_pesel=may_see_pesel(request.user))
    filters.is_valid()  # so that there is cleaned data, also when another filter is invalid
    numbers = numbers_in(filters.form.cleaned_data.get(FIELD, ""))
    if not may_ask(request, numbers, "wyszukiwanie rodzin"):
        filters.form.add_error(FIELD, TOO_MANY)
    return filters


def list_page(request, data, view_form=None):
    """Return the page for the filters in `data`; `view_form` is an invalid form of a saved view.

    The less used filters are on it if one of them is in use or `filtry` asks for them.
    """
    more = any(data.get(name) for name in [*MORE, *WITH_MORE])
    narrowing = FamilyFilter if more else FirstFamilyFilter
    filters = filtered(request, narrowing, data)
    record_list(request, ReadingKind.FAMILIES, filters, data)
    query = query_of(data)
    views = list(request.user.saved_views.all())
    for view in views:
        if view.query == query:
            view.note_use()
    table = FamilyTable(filters.qs.only("name", "number"), request.user)
    RequestConfig(request, paginate={"per_page": ON_A_PAGE}).configure(table)
    found = table.paginator.count
    table.caption = caption(table.page, "Rodziny", families_in_words(found))
    context = {
        "filter": filters,
        "more_fields": [filters.form[name] for name in MORE] if more else [],
        "more_address": f"{reverse('families')}?{urlencode(WITH_MORE)}{query and '&'}{query}",
        "chosen": [(label, words, address(data, without=[name])) for name, label, words in filters.chosen()],
        "order": data.get(ORDER, ""),
        "table": table,
        "found": found,
        "count": families_in_words(found),
        "handed_over": Family.objects.handed_over_by(request.user).count(),
        "xlsx": f"{reverse('families_xlsx')}?{query}",
        "views": views,
        "query": query,
        "forgets_words": without_search_words(data) is not data,
        "view_form": view_form or SavedViewForm(initial={"query": query}),
    }
    return render(request, "cases/family_list/families.html", context)


@require_safe
@needs(Right.READ_FAMILIES)
def families_xlsx(request):
    """Download all pages of the list as a workbook; invalid filters redirect to the list, which explains them."""
    if away := redirect_if_unreadable(request):
        return away
    chosen = filtered(request, FamilyFilter, request.GET)
    if not chosen.form.is_valid():
        return redirect(address(request.GET))
    record_list(request, ReadingKind.FAMILIES_FILE, chosen, request.GET)
    today = timezone.localdate()
    table = FamilyTable(chosen.qs, request.user, order_by=request.GET.getlist(ORDER) or None)
    workbook = families_workbook(table.data, today, with_contacts=table.reads_diary)
    response = HttpResponse(workbook, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rodziny-{today}.xlsx"'
    return response


def record_list(request, kind, filters, data):
    """Log the reading: the filters in words, but of the search words only a fingerprint."""
    filters.is_valid()  # so that `chosen` leaves out invalid values
    words = [
        ": ".join(filter(None, map(str, (label, value)))) for name, label, value in filters.chosen() if name != FIELD
    ]
    if page := data.get(FamilyTable.Meta.page_field):
        words.append(f"strona: {page[:10]}")
    record_reading(request, kind, what="; ".join(words), searched=filters.form.cleaned_data.get(FIELD, ""))


def query_of(data, *more, without=()):
    """Return the query string of filters and order, without empty and unknown values."""
    names = [name for name in [*FamilyFilter.base_filters, ORDER, *more] if name not in without]
    return urlencode([(name, data[name]) for name in names if data.get(name)])


def address(data, *more, without=()):
    """Return the address of the list with the filters and the order in `data`."""
    query = query_of(data, *more, without=without)
    return f"{reverse('families')}?{query}" if query else reverse("families")
