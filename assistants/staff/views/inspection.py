"""The inspection page: what an inspector would find today."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assistants.qualifications.checklist import lacks_on
from assistants.staff.inspection import findings, full_assistants, over_by_substitution
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading


@require_safe
@needs(Right.READ_ASSISTANTS)
def inspection(request):
    """Show breaches of the law and of the centre's rules, with links to lists, and assistants at their limit."""
    record_reading(request, ReadingKind.ASSISTANTS, what="widok kontroli")
    today = timezone.localdate()
    full = list(full_assistants(today))
    context = {
        "today": today,
        "findings": findings(request.user, today),
        "over": [assistant for assistant in full if assistant.load > assistant.max_families],
        "over_by_substitution": over_by_substitution(today),
        "lacks": lacks_on(today),
        "full": [assistant for assistant in full if assistant.load == assistant.max_families],
    }
    return render(request, "assistants/staff/inspection.html", context)
