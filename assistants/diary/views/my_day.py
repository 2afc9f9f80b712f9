"""The assistant's own pages: the day and the diary of a month; correct and delete an entry."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assistants.diary.drafts import entry_drafts
from assistants.diary.form_data import initial_from_draft
from assistants.diary.forms import VisitCorrectionForm
from assistants.diary.month import correctable_by, diary_of, last_month_with_entries
from assistants.diary.my_day import MyDay
from assistants.diary.services import NOT_TODAY, correct_visit, delete_visit, entered_today
from assistants.models import Assistant
from cases.families.distinct_names import distinct_name
from cases.locking_views import lock_to_write
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import parse_pk
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.months import Month, requested_month
from familycare.lib.polish import date_in_words
from familycare.web.lists import hidden_in_words


@require_safe
@never_cache
@needs(Right.KEEP_DIARY)
def my_day(request):
    """Show the families to meet, the appointments and the drafts."""
    if not Assistant.objects.filter(account=request.user).exists():
        return render(request, "assistants/not_connected.html")
    today = timezone.localdate()
    day = MyDay(Assistant.objects.get_own(request.user), request.user, today)
    record_reading(request, ReadingKind.ASSISTANT, what=f"{day.assistant} ({day.assistant.number}), {today}")
    return render(request, "assistants/diary/my_day.html", {"day": day, "today": today})


@require_safe
@never_cache
@needs(Right.KEEP_DIARY)
def my_entries(request):
    """Show the diary of the month `miesiac` (2025-11) with links to correct entries."""
    if not Assistant.objects.filter(account=request.user).exists():
        return render(request, "assistants/not_connected.html")
    assistant = Assistant.objects.get_own(request.user)
    this_month = Month.of(timezone.localdate())
    month, complaint = requested_month(request.GET.get("miesiac", ""), this_month)
    diary = diary_of(assistant, month, request.user)
    shown = [visit.pk for visit in diary.visits]
    context = {
        "assistant": assistant,
        "diary": diary,
        "hidden": hidden_in_words(diary.hidden, len(diary.visits) + diary.hidden, "wpisów"),
        "mine": set(correctable_by(request.user).filter(pk__in=shown).values_list("pk", flat=True)),
        "before": month + -1,
        "after": month + 1 if month < this_month else None,
        "complaint": complaint,
        "last_month": None if diary.visits else last_month_with_entries(assistant, request.user),
    }
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({assistant.number}), {month.name}")
    return render(request, "assistants/diary/my_entries.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@needs(Right.KEEP_DIARY)
def correct(request, pk):
    """Correct an entry of the user. `szkic` in the query string starts from a draft, which is deleted on success.

    An outdated version is not saved (see VersionedFormMixin).
    """
    with transaction.atomic():
        assistant, visit = _own_visit(request, pk)
        if request.method == "POST":
            lock_to_write(visit.case.family)
            assistant, visit = _own_visit(request, pk)
        fresh = entered_today(visit)
        sent = request.POST if request.method == "POST" else None
        drafts = entry_drafts(request.user).filter(family=visit.case.family, key=visit.client_key)
        draft = drafts.filter(pk=parse_pk(request.GET.get("szkic", ""))).first()
        initial = initial_from_draft(draft.data) if draft else None
        form = VisitCorrectionForm(sent, assistant=assistant, visit=visit, needs_reason=not fresh, initial=initial)
        if form.is_valid() and _correct_or_add_errors(form, visit, assistant):
            if draft:
                draft.delete()
            messages.success(request, "Wpis poprawiony.")
            return redirect("my_entries")
    record_reading(request, ReadingKind.FAMILY, family=visit.case.family, what="formularz wpisu")
    return render(request, "assistants/diary/visit_correction.html", {"visit": visit, "form": form, "fresh": fresh})


def _correct_or_add_errors(form, visit, assistant):
    """Save the correction and return True, or add the errors to the form and return False."""
    try:
        correct_visit(
            visit=visit,
            assistant=assistant,
            reason=form.cleaned_data.get("reason", ""),
            confirmed=form.cleaned_data["confirmed"],
            **form.contents(),
        )
    except ValidationError as error:
        form.add_service_errors(error)
    return not form.errors


@require_http_methods(["GET", "POST"])
@never_cache
@needs(Right.KEEP_DIARY)
@idempotent_delete
@transaction.atomic
def delete(request, pk):
    """Ask for confirmation and delete an entry that the user made today."""
    assistant, visit = _own_visit(request, pk)
    if not entered_today(visit):
        raise PermissionDenied(NOT_TODAY)
    if request.method == "POST":
        try:
            delete_visit(visit=visit, assistant=assistant)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("my_entries")
        return redirect_after_delete(request, "Wpis usunięty.", "my_entries")
    consequence = f"{distinct_name(visit.case.family)}, {date_in_words(visit.visited_on)}. Tego nie można cofnąć."
    record_reading(request, ReadingKind.FAMILY, family=visit.case.family, what="usunięcie wpisu")
    return render(request, "assistants/diary/visit_delete.html", {"visit": visit, "consequence": consequence})


def _own_visit(request, pk):
    """Return (the reader's Assistant, the Visit).

    Raise Http404 if the reader may not see or no longer correct it, PermissionDenied if somebody else wrote it.
    """
    entries = correctable_by(request.user)
    visit = get_object_or_404(entries.select_related("case__family", "assistant", "substitute", "institution"), pk=pk)
    assistant = Assistant.objects.get_own(request.user)
    if visit.author != assistant:
        raise PermissionDenied("Wpis poprawia i usuwa tylko jego autor.")
    return assistant, visit
