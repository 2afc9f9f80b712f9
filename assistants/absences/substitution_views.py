"""Substitutions of an assistant: appointed and ended by the manager."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assistants.absences.services import absences_by_assistant
from assistants.absences.substitution_forms import SubstitutionForm
from assistants.absences.substitution_groups import substitution_groups
from assistants.absences.substitutions import appoint_substitute, end_substitutions
from assistants.models import Assistant
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.web.lists import families_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def substitute(request, number):
    """Show the current substitutions and appoint a substitute.

    `od` and `do` in the query string are initial dates; unreadable dates are ignored.
    """
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    data = request.POST if request.method == "POST" else None
    days = [_day(request.GET.get(name, "")) for name in ("od", "do")]
    form = SubstitutionForm(assistant, request.user, data, days)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("substitute", "starts_on", "ends_on", "assignments")}
        values["over_limit_reason"] = form.cleaned_data["over_limit_reason"]
        try:
            made = appoint_substitute(**values)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Zapisano zastępstwo: {families_in_words(len(made))}.")
            return redirect("assistant", assistant.number)
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({assistant.number}), zastępstwo")
    today = timezone.localdate()
    context = {
        "assistant": assistant,
        "form": form,
        "absences": absences_by_assistant(today, [assistant])[assistant.pk],
        "substitution_groups": substitution_groups(assistant, today, request.user),
        "today": today,
    }
    return render(request, "assistants/absences/substitute.html", context)


@require_POST
@needs(Right.DECIDE)
def end(request, number, pk):
    """End today, in all its families, the substitution group that contains substitution `pk`.

    Substitutions that have not started are deleted.
    """
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    today = timezone.localdate()
    for those in substitution_groups(assistant, today, request.user):
        if pk in [substitution.pk for substitution in those.substitutions]:
            end_substitutions(substitutions=those.substitutions, last_day=today)
            messages.success(request, "Zakończono zastępstwo.")
            return redirect("substitute", assistant.number)
    raise Http404


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
