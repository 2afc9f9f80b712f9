"""Take an assistant on, change their record, end their employment."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assistants.models import Assistant
from assistants.qualifications.checklist import REQUIREMENTS
from assistants.staff.employment import change_assistant, first_day_without, left_open, take_on
from assistants.staff.forms import AssistantForm, LastDayForm
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import counted, date_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def new_assistant(request):
    """Take an assistant on."""
    form = AssistantForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            taken_on = take_on(**form.details())
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            connected = "Konto połączy z tą kartą administrator."
            messages.success(request, f"Zapisano. Dodaj teraz etat i potwierdź wymagania. {connected}")
            return redirect("assistant", taken_on.number)
    context = {"form": form, "requirements": [(each.label, source) for each, (source, _what) in REQUIREMENTS.items()]}
    return render(request, "assistants/staff/new_assistant.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def edit_assistant(request, number):
    """Change an assistant's record. An outdated version is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
        name = str(assistant)  # the form changes the object
        form = AssistantForm(request.POST if request.method == "POST" else None, instance=assistant)
        if form.is_valid() and _changed(form, assistant, **form.details()):
            messages.success(request, "Zapisano.")
            return redirect("assistant", number)
    record_reading(request, ReadingKind.ASSISTANT, what=f"{name} ({number}), dane")
    return render(request, "assistants/staff/edit_assistant.html", {"form": form, "name": name, "number": number})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def end_employment(request, number):
    """Ask for the last day of work, say what would be left after it, and end the employment."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    today = timezone.localdate()
    form = LastDayForm(request.POST if request.method == "POST" else None, assistant=assistant)
    last_day = form.cleaned_data["employed_to"] if form.is_valid() else assistant.employed_to or today
    left = left_open(assistant, last_day)
    if form.is_valid() and _changed(form, assistant, employed_to=last_day):
        messages.success(request, f"Ostatni dzień pracy: {date_in_words(last_day)}.")
        return redirect("assistant", number)
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({number}), koniec pracy")
    context = {
        "assistant": assistant,
        "form": form,
        "last_day": last_day,
        "left": left,
        "withdrawn": _withdrawn_in_words(left),
        "handover": f"{reverse('handover', args=[number])}?{urlencode({'od': first_day_without(last_day)})}",
    }
    return render(request, "assistants/staff/end_employment.html", context)


def _changed(form, assistant, **details):
    """Save the changes and return True, or add the errors to the form and return False."""
    try:
        change_assistant(assistant=assistant, today=timezone.localdate(), **details)
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


def _withdrawn_in_words(left):
    """Return what the end of the employment shortens or withdraws, as a list of words."""
    numbers = [
        (left.posts, ("etat", "etaty", "etatów")),
        (left.absences, ("nieobecność", "nieobecności", "nieobecności")),
        (left.appointments, ("umówione spotkanie", "umówione spotkania", "umówionych spotkań")),
    ]
    return [counted(number, *forms) for number, forms in numbers if number]
