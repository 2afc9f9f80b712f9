"""Write a diary entry about one family or about several."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assistants.diary.drafts import entry_drafts
from assistants.diary.form_data import draft_data, form_data_of, initial_from_draft, labelled_values
from assistants.diary.forms import GroupForm, VisitForm
from assistants.diary.services import AlreadySaved, log_visit, log_visits
from assistants.models import Assistant, Visit
from cases.drafts import forget_drafts, save_draft
from cases.families.distinct_names import distinct_name, with_carer_names
from cases.models import DraftForm, Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import parse_pk
from familycare.lib.ordering import polish_order
from familycare.lib.polish import counted

LIKE_LAST, AS_DRAFT, APART, QUIETLY, REFUSED = "jak-ostatnio", "szkic", "osobno", "bez-komunikatu", "nieprzyjety"
JSON = "application/json"


class FamilyEntry:
    """An entry about one family: its form and how it is saved."""

    def __init__(self, user, assistant, family):
        self.user, self.assistant, self.family = user, assistant, family
        self.address = f"{reverse('log_visit')}?rodzina={family.number}"
        self.draft_address = f"{reverse('save_draft')}?rodzina={family.number}"

    def form(self, *args, **kwargs):
        return VisitForm(*args, assistant=self.assistant, family=self.family, **kwargs)

    def save(self, form):
        """Save the entry and return the message for the user."""
        log_visit(
            assistant=self.assistant,
            family=self.family,
            client_key=form.cleaned_data["client_key"],
            confirmed=form.cleaned_data["confirmed"],
            next_appointment=form.next_appointment(),
            **form.contents(),
        )
        return f"Zapisano wizytę w rodzinie {distinct_name(self.family)}."

    def last(self):
        """Return the contents of the assistant's last entry about the family without day and note, or None."""
        mine = Visit.objects.written_by(self.assistant).filter(case__family=self.family)
        last = mine.order_by("-visited_on", "-pk").first()
        return last and {
            name: value for name, value in form_data_of(last).items() if name not in ("visited_on", "summary")
        }


class GroupEntry:
    """The same entry about several families: its form and how it is saved."""

    family = None

    def __init__(self, user, assistant):
        self.user, self.assistant = user, assistant
        self.address, self.draft_address = reverse("log_group"), reverse("save_draft")

    def form(self, *args, **kwargs):
        return GroupForm(*args, user=self.user, **kwargs)

    def save(self, form):
        """Save the entries and return the message for the user."""
        entries = log_visits(
            assistant=self.assistant,
            families=form.cleaned_data["families"],
            client_key=form.cleaned_data["client_key"],
            confirmed=form.cleaned_data["confirmed"],
            **form.contents(),
        )
        written = counted(len(entries), "wpis", "wpisy", "wpisów")
        return f"Zapisano {written}."

    def last(self):
        return None


@require_http_methods(["GET", "POST"])
@never_cache
@needs(Right.KEEP_DIARY)
def log(request):
    """Write an entry about the family `rodzina` of the query string; without it, list the families to choose from."""
    assistant = Assistant.objects.get_own(request.user)
    if "rodzina" not in request.GET:
        visible = Family.objects.visible_to(request.user).order_by(polish_order("name"), "number")
        record_reading(request, ReadingKind.FAMILIES, what="wybór rodziny do wpisu")
        return render(request, "assistants/diary/choose_family.html", {"families": with_carer_names(visible)})
    family = Family.objects.get_visitable_or_404(request.user, request.GET["rodzina"])
    return _page(request, FamilyEntry(request.user, assistant, family))


@require_http_methods(["GET", "POST"])
@never_cache
@needs(Right.KEEP_DIARY)
def log_group(request):
    """Write the same entry about several families."""
    return _page(request, GroupEntry(request.user, Assistant.objects.get_own(request.user)))


def _page(request, entry):
    if request.method == "GET":
        return _open(request, entry)
    if AS_DRAFT in request.POST:
        return _save_as_draft(request, entry)
    if LIKE_LAST in request.POST:
        form = entry.form(initial=initial_from_draft(draft_data(request.POST)) | (entry.last() or {}))
        return _show(request, entry, form)
    return _save(request, entry)


def _open(request, entry):
    """Show an empty form, or the form with the draft; if there are several drafts, show them side by side."""
    drafts = entry_drafts(request.user).filter(family=entry.family)
    if "szkic" in request.GET:
        drafts = drafts.filter(pk=parse_pk(request.GET["szkic"]))
        if not drafts:
            raise Http404
    if "nowa" in request.GET or not drafts:
        return _show(request, entry, entry.form())
    if len(drafts) > 1:
        _record_reading(request, entry)
        versions = [(draft, labelled_values(entry.form(), draft.data)) for draft in drafts]
        return render(request, "assistants/diary/visit_versions.html", {"entry": entry, "versions": versions})
    draft = drafts[0]
    mine = {"client_key": draft.key, "draft": draft.pk, "version": draft.version}
    return _show(request, entry, entry.form(initial=initial_from_draft(draft.data) | mine), draft=draft)


def _save_as_draft(request, entry):
    """Save a draft. Browsers without scripts use this."""
    form = entry.form(request.POST)
    form.is_valid()
    page = form.cleaned_data
    if "client_key" not in page or "writer" not in page:
        return _show(request, entry, form)
    try:
        _draft(request, entry, form)
    except ValidationError as error:
        form.add_service_errors(error)
        return _show(request, entry, form)
    messages.success(request, "Szkic zapisany. Znajdziesz go przy rodzinie.")
    return redirect("my_day")


def _draft(request, entry, form):
    """Save and return the draft of what was sent. Raise ValidationError as `save_draft` does."""
    page = form.cleaned_data
    draft, _others = save_draft(
        user=request.user,
        form=DraftForm.VISIT,
        family=entry.family,
        key=page["client_key"],
        writer=page["writer"],
        data=draft_data(request.POST),
        based_on=page.get("draft"),
        version=page.get("version"),
    )
    return draft


def _save(request, entry):
    sent, saved_otherwise, draft = request.POST.copy(), None, None
    quietly = sent.pop(QUIETLY, None)  # from the script of another page, which tells it there
    form = entry.form(sent)
    if form.is_valid():
        if APART in sent:
            # Derived from the old key, so that pressing the button twice saves one entry.
            form.cleaned_data["client_key"] = uuid.uuid5(form.cleaned_data["client_key"], APART)
        try:
            with transaction.atomic():
                message = entry.save(form)
                page = form.cleaned_data
                forget_drafts(user=request.user, key=page["client_key"], writer=page["writer"], data=draft_data(sent))
        except ValidationError as error:
            form.add_service_errors(error)
        except AlreadySaved as already:
            saved_otherwise = already.visit
            form.add_error(None, "Ten wpis jest już zapisany w innej wersji. Porównaj je i wybierz.")
            try:
                draft = _draft(request, entry, form)
            except ValidationError as error:
                form.add_service_errors(error)
        else:
            if not quietly:
                messages.success(request, message)
            if request.headers.get("Accept") == JSON:
                return JsonResponse({"saved": True, "next": reverse("my_day")})
            return redirect("my_day")
    if request.headers.get("Accept") == JSON:
        return JsonResponse({"saved": False})
    return _show(request, entry, form, draft=draft, saved_otherwise=saved_otherwise)


def _record_reading(request, entry):
    """Record what the form shows: the family's goals and last entry, or a list of families."""
    kind = ReadingKind.FAMILY if entry.family else ReadingKind.FAMILIES
    record_reading(request, kind, family=entry.family, what="formularz wpisu")


def _show(request, entry, form, draft=None, saved_otherwise=None):
    _record_reading(request, entry)
    context = {
        "entry": entry,
        "form": form,
        "draft": draft,
        "was_refused": REFUSED in request.GET,
        "has_last": bool(entry.last()),
        "saved": saved_otherwise,
        "saved_in_words": labelled_values(form, form_data_of(saved_otherwise)) if saved_otherwise else [],
    }
    return render(request, "assistants/diary/visit_form.html", context)
