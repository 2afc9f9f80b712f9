"""Who stands in for an assistant: decided by the manager."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assistants.absences.services import absences_from
from assistants.absences.standing_in import standing_in
from assistants.absences.substitution_forms import SubstitutionForm
from assistants.absences.substitutions import appoint_substitute, end_substitutions
from assistants.models import Assistant
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.lists import families_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def substitute(request, number):
    """The form, with the days `od` and `do` of the address where they make sense, and the substitutions there are."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    data = request.POST if request.method == "POST" else None
    days = [_day(request.GET.get(name, "")) for name in ("od", "do")]
    form = SubstitutionForm(assistant, request.user, data, days)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("substitute", "starts_on", "ends_on", "assignments")}
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
        "absences": absences_from(today, [assistant])[assistant.pk],
        "standing_in": standing_in(assistant, today, request.user),
        "today": today,
    }
    return render(request, "assistants/absences/substitute.html", context)


@require_POST
@needs(Right.DECIDE)
def end(request, number, key):
    """Today is the last day in all families of the substitution with that key; what has not begun is taken back."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    today = timezone.localdate()
    for those in standing_in(assistant, today, request.user):
        if key in [substitution.pk for substitution in those.substitutions]:
            end_substitutions(substitutions=those.substitutions, last_day=today)
            messages.success(request, "Zakończono zastępstwo.")
            return redirect("substitute", assistant.number)
    raise Http404


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
