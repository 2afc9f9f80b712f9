"""Hand families over to a colleague: form, preview and result."""

from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assistants.absences.substitution_forms import SELECTED
from assistants.assignments.cap import NoFreePlace
from assistants.handover.forms import HandoverForm
from assistants.handover.preview import preview, too_little_room_message
from assistants.handover.services import hand_over, handed_over
from assistants.models import MOST_FAMILIES, Assignment, Assistant
from cases.difficulty import IN_A_SENTENCE
from cases.models import Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.dates import EARLIEST
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import counted


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def handover(request, number):
    """Show the form, then the preview; carry the handover out if `zatwierdz` is sent.

    In the query string, `rodzina` (family numbers, repeated) preselects families and `od` (2024-05-06) the first day.
    """
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({assistant.number}), przekazanie")
    if request.method != "POST":
        initial = {**_ticked(request, assistant), **_first_day(request)}
        return _render(request, assistant, HandoverForm(assistant, request.user, initial=initial))
    form = HandoverForm(assistant, request.user, request.POST)
    if done := _done_already(form):
        return redirect(done)
    shown = None
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("assignments", "to", "starts_on")}
        try:
            if "zatwierdz" in request.POST:
                handed = hand_over(**given)
                families = counted(len({each.family_id for each in handed}), "rodzinę", "rodziny", "rodzin")
                messages.success(request, f"Przekazano {families}.")
                return redirect(_address_of_done(assistant, given["to"], given["starts_on"]))
            shown = preview(user=request.user, giver=assistant, **given)
        except NoFreePlace:
            going = given["assignments"].values("family").distinct().count()
            form.add_error("to", too_little_room_message(given["to"], going, given["starts_on"]))
        except ValidationError as error:
            add_service_errors(form, error)
    return _render(request, assistant, form, shown)


@require_safe
@needs(Right.DECIDE)
def handover_done(request, number, to, day):
    """List the families handed over on the day (2024-05-06), with links to their printouts."""
    assistants = Assistant.objects.visible_to(request.user)
    giver, taker, first = assistants.get_or_404(number), assistants.get_or_404(to), _day_or_404(day)
    families = list(handed_over(giver, taker, first).visible_to(request.user))
    if not families:
        raise Http404
    record_reading(request, ReadingKind.ASSISTANT, what=f"{giver} ({giver.number}), przekazanie")
    packs = [families[start : start + MOST_FAMILIES] for start in range(0, len(families), MOST_FAMILIES)]
    remaining = Assignment.objects.active_on(first).filter(assistant=giver)
    context = {
        "giver": giver,
        "taker": taker,
        "first": first,
        "families": families,
        "packs": [(_address_of_pack(some), some) for some in packs],
        "remaining": Family.objects.visible_to(request.user).filter(pk__in=remaining.values("family")).count(),
    }
    return render(request, "assistants/handover/handover_done.html", context)


def _render(request, assistant, form, shown=None):
    context = {"assistant": assistant, "form": form, "preview": shown, "difficulty": IN_A_SENTENCE}
    return render(request, "assistants/handover/handover.html", context)


def _ticked(request, assistant):
    numbers = [number for number in request.GET.getlist("rodzina") if "\0" not in number][:MOST_FAMILIES]
    visible = Family.objects.visible_to(request.user)
    families = visible.filter(number__in=numbers, assignments__assistant=assistant).distinct() if numbers else []
    return {"which": SELECTED, "families": [family.pk for family in families]} if families else {}


def _first_day(request):
    """Return the initial first day from the query string, used to hand over the remaining families."""
    with suppress(ValueError):
        day = date.fromisoformat(request.GET.get("od", ""))
        if day >= timezone.localdate():
            return {"starts_on": day}
    return {}


def _done_already(form):
    """Return the URL of the result if the same form was sent before and has been carried out, else ""."""
    if "zatwierdz" not in form.data or form.is_valid() or not {"to", "starts_on"} <= form.cleaned_data.keys():
        return ""
    to, day = form.cleaned_data["to"], form.cleaned_data["starts_on"]
    handed = {str(family.pk) for family in handed_over(form.assistant, to, day).visible_to(form.user)}
    named = set(form.data.getlist("families"))
    return _address_of_done(form.assistant, to, day) if named and named <= handed else ""


def _address_of_done(giver, taker, day):
    return reverse("handover_done", args=[giver.number, taker.number, day.isoformat()])


def _address_of_pack(families):
    numbers = urlencode({"rodzina": [family.number for family in families]}, doseq=True)
    return f"{reverse('handover_pack')}?{numbers}"


def _day_or_404(text):
    with suppress(ValueError):
        if (day := date.fromisoformat(text)) >= EARLIEST:
            return day
    raise Http404
