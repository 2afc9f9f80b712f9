"""What the law requires of an assistant: the checklist, its confirmations added, corrected and deleted.

It is read by those who read assistants, not by the assistants themselves.
"""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assistants.choices import Requirement
from assistants.models import Assistant, Qualification
from assistants.qualifications.checklist import checklist, lack_of
from assistants.qualifications.forms import QualificationForm
from assistants.qualifications.services import delete_qualification, save_qualification
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import date_in_words


@require_safe
@needs(Right.READ_ASSISTANTS)
def qualifications(request, number):
    """Show the requirements, what confirms each of them, and what is missing."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({number}), wymagania")
    lines = checklist(assistant.qualifications.all(), timezone.localdate())
    context = {"assistant": assistant, "lines": lines, "lack": lack_of(assistant, lines)}
    return render(request, "assistants/qualifications/qualifications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def add_qualification(request, number, requirement):
    """Add a confirmation of the requirement (a code)."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    if requirement not in Requirement.values:
        raise Http404
    new = Qualification(assistant=assistant, requirement=requirement)
    form = QualificationForm(request.POST if request.method == "POST" else None, instance=new)
    return _form_page(request, assistant, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def edit_qualification(request, number, pk):
    """Correct a confirmation. An outdated version is not saved (see VersionedForm)."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        qualification = get_object_or_404(assistant.qualifications, pk=pk)
        form = QualificationForm(request.POST if request.method == "POST" else None, instance=qualification)
        return _form_page(request, assistant, form, qualification)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
@idempotent_delete
@transaction.atomic
def remove_qualification(request, number, pk):
    """Ask for confirmation and delete a confirmation that was entered by mistake."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    qualification = get_object_or_404(assistant.qualifications, pk=pk)
    if request.method == "POST":
        delete_qualification(qualification=qualification)
        return redirect_after_delete(request, "Usunięto potwierdzenie.", _back(assistant))
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({number}), wymagania")
    context = {
        "assistant": assistant,
        "qualification": qualification,
        "consequence": f"{qualification}, {date_in_words(qualification.confirmed_on)}. Usuwa się tylko wpis błędny.",
    }
    return render(request, "assistants/qualifications/qualification_delete.html", context)


def _form_page(request, assistant, form, qualification=None):
    """Save a valid form and redirect to the checklist, or show the form."""
    if form.is_valid():
        save_qualification(assistant=assistant, qualification=qualification, **form.details())
        messages.success(request, "Zapisano.")
        return redirect(_back(assistant))
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({assistant.number}), wymagania")
    context = {
        "assistant": assistant,
        "form": form,
        "label": form.instance.get_requirement_display(),
        "qualification": qualification,
        "back": _back(assistant),
    }
    return render(request, "assistants/qualifications/qualification.html", context)


def _back(assistant):
    return reverse("qualifications", args=[assistant.number])
