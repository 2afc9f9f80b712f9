"""The list of assistants."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from assistants.models import Assistant
from assistants.staff.caseload import with_load
from assistants.staff.filters import AssistantFilter
from assistants.staff.tables import AssistantTable
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.polish import counted, date_in_words

ON_A_PAGE = 50


@require_safe
@needs(Right.READ_ASSISTANTS)
def assistants(request):
    """List the assistants with their load and free places as of today."""
    record_reading(request, ReadingKind.ASSISTANTS)
    today = timezone.localdate()
    chosen = AssistantFilter(request.GET, with_load(Assistant.objects.all(), today))
    table = AssistantTable(chosen.qs, today, caption=f"Stan na {date_in_words(today)}")
    RequestConfig(request, paginate={"per_page": ON_A_PAGE}).configure(table)
    found = table.paginator.count
    context = {
        "filter": chosen,
        "table": table,
        "count": counted(found, "asystent", "asystentów", "asystentów"),
    }
    return render(request, "assistants/staff/assistants.html", context)
