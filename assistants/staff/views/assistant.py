"""The page of an assistant."""

from itertools import groupby

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assistants.absences.substitution_groups import substitution_groups
from assistants.diary.month import diary_of, last_month_with_entries
from assistants.models import Assistant
from assistants.qualifications.checklist import checklist, lack_of
from assistants.staff.caseload import families_of, next_free_places, with_load
from assistants.staff.tables import AssignedFamilyTable, DiaryTable, free_place_in_words
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.months import Month, requested_month
from familycare.lib.polish import date_in_words
from familycare.web.lists import hidden_in_words


@require_safe
@needs(Right.READ_DIARY)
def own_page(request):
    """Redirect to the reader's own page, if their account is connected with an assistant."""
    own = Assistant.objects.visible_to(request.user).filter(account=request.user).first()
    return redirect("assistant", own.number) if own else render(request, "assistants/not_connected.html")


@require_safe
@needs(Right.READ_DIARY)
def assistant(request, number):
    """Show the assistant, today's families, the diary of the month `miesiac` (2025-11), training and posts.

    One's own diary has a separate page.
    """
    today = timezone.localdate()
    assistant = with_load(Assistant.objects.visible_to(request.user), today).get_or_404(number)
    families = families_of(assistant, today, request.user)
    month, complaint = requested_month(request.GET.get("miesiac", ""), Month.of(today))
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({assistant.number}), {month.name}")
    diary = diary_of(assistant, month, request.user)
    reads_staff = may(request.user, Right.READ_ASSISTANTS)
    context = {
        "assistant": assistant,
        "lack": lack_of(assistant, checklist(assistant.qualifications.all(), today)) if reads_staff else None,
        "employed": assistant.employed_to is None or assistant.employed_to >= today,
        "facts": facts(assistant, today),
        "is_own": assistant.account_id == request.user.pk,
        "families": AssignedFamilyTable(families),
        "hidden": hidden_in_words(assistant.load - len(families), assistant.load, "rodzin"),
        "absences": assistant.absences.filter(ends_on__gte=today),
        "substitution_groups": substitution_groups(assistant, today, request.user),
        "diary": diary,
        "entries": DiaryTable(diary.visits),
        "hidden_entries": hidden_in_words(diary.hidden, len(diary.visits) + diary.hidden, "wpisów"),
        "before": month + -1,
        "after": month + 1 if month < Month.of(today) else None,
        "complaint": complaint,
        "last_month": None if diary.visits else last_month_with_entries(assistant, request.user),
        "trainings": by_year(assistant.trainings.order_by("-held_on", "title", "pk")),
        "posts": assistant.posts.select_related("funding").newest_first(),
    }
    return render(request, "assistants/staff/assistant.html", context)


def facts(assistant, today):
    """Return [(label, value)] of the facts beside the load."""
    free = next_free_places([assistant], today)[assistant.pk]
    return [
        ("Wolne miejsce", free_place_in_words(free, today, assistant.employed_to)),
        ("Numer", assistant.number),
        ("W pracy od", date_in_words(assistant.employed_from)),
        *([("do", date_in_words(assistant.employed_to))] if assistant.employed_to else []),
        ("Zatrudnia", assistant.employer or "ośrodek"),
    ]


def by_year(trainings):
    """Return [(year, [Training])]. `trainings` are sorted by date, the latest first."""
    return [(year, list(those)) for year, those in groupby(trainings, key=lambda training: training.held_on.year)]
