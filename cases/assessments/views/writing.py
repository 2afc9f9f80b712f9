"""Writing an assessment: a new one, from the first draft on, and the correction of one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.assessments.evidence import Evidence
from cases.assessments.forms import DetailedAssessmentForm, NewAssessmentForm, taken_over
from cases.assessments.services import case_to_assess, save_assessment
from cases.drafts import UNREADABLE, draft_sent, forget_drafts, save_draft
from cases.locking_views import family_to_write, lock_to_write
from cases.models import Assessment, Draft, DraftForm
from cases.records.rules import ACKNOWLEDGED
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors, parse_pk, parse_uuid, storable_text
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete

AS_DRAFT, UNCHANGED, ONLY_SAVE = "szkic", "bez-zmian", "tylko-zapisz"
JSON = "application/json"
NO_CASE = "Ta rodzina nie była dotąd objęta wsparciem asystenta, więc nie ma czego ocenić."
MERGED = (
    "Rodzinę {} połączono tymczasem z inną i teraz ma numer {}. Niczego nie zapisano ani nie zgubiono: "
    "sprawdź, czy ocena dotyczy całej rodziny, i zapisz jeszcze raz."
)


class AssessmentPaper:
    """An assessment on the desk: the family, the case and where its form is sent."""

    def __init__(self, request, number):
        self.user, self.sent = request.user, request.POST if request.method == "POST" else None
        self.family = family_to_write(request.user, number)
        self.was_merged = self.family.number != number and self.sent is not None
        self.old_number = number
        self.case = case_to_assess(self.family, request.GET.get("objecie", ""))
        if self.case is None:
            raise PermissionDenied(NO_CASE)
        query = {"objecie": self.case.number}
        self.address = reverse("new_assessment", args=[self.family.number], query=query)
        self.draft_address = reverse("save_assessment_draft", args=[self.family.number])

    def form(self, sent=None, initial=None):
        """Return the form, bound to `sent` if given; `initial`: values of a draft, as they were typed."""
        found = Evidence(self.case)
        return NewAssessmentForm(sent, case=self.case, evidence=found, initial={**found.days_since, **(initial or {})})

    def is_about(self, draft):
        """Return whether the draft was begun for this case."""
        return last_texts(draft.data).get("objecie", self.case.number) == self.case.number

    def keep(self):
        """Save what was sent as a draft and return it. Raise ValidationError as `save_draft` does."""
        sent = self.sent
        key = parse_uuid(sent.get("client_key", ""))
        writer = parse_uuid(sent.get("writer", ""))
        if key is None or writer is None:
            raise ValidationError("Formularz jest niepełny. Otwórz go jeszcze raz.")
        draft, _others = save_draft(
            user=self.user,
            form=DraftForm.ASSESSMENT,
            family=self.family,
            key=key,
            writer=writer,
            data=typed(sent),
            based_on=parse_pk(sent.get("draft", "")),
            version=parse_pk(sent.get("version", "")) or 0,
        )
        return draft


def typed(sent):
    """Return a sent form as a draft stores it."""
    return {storable_text(name): [storable_text(text) for text in texts] for name, texts in sent.lists()}


def last_texts(data):
    """Return {name: last text} of a form as a draft stores it."""
    return {name: texts[-1] for name, texts in data.items() if texts}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.WRITE_CASEWORK)
def new_assessment(request, number):
    """Write an assessment of the case `objecie` in the address, or of the one opened last.

    The form opens filled in, or with the user's draft; `nowa` in the address leaves the draft aside. Buttons take over
    what was said last time, for one area or for all that have no step yet.
    """
    paper = AssessmentPaper(request, number)
    if paper.sent is None:
        return _opened(request, paper)
    if UNCHANGED in paper.sent:
        return _taken_over(request, paper)
    if AS_DRAFT in paper.sent:
        return _kept(request, paper)
    return _saved(request, paper)


def _opened(request, paper):
    draft = None
    if "nowa" not in request.GET:
        mine = Draft.objects.filter(user=request.user, form=DraftForm.ASSESSMENT, family=paper.family)
        draft = next((each for each in mine.order_by("-saved_at") if paper.is_about(each)), None)
    if draft is None:
        return _show(request, paper, paper.form())
    page = {"client_key": draft.key, "draft": draft.pk, "version": draft.version}
    return _show(request, paper, paper.form(initial=last_texts(draft.data) | page), draft)


def _taken_over(request, paper):
    which = paper.sent[UNCHANGED]
    form = paper.form(initial=last_texts(typed(paper.sent)))
    paper.sent = taken_over(form, paper.sent, which)
    draft = _drafted(paper)
    page = {"draft": draft.pk, "version": draft.version} if draft else {}
    initial = last_texts(typed(paper.sent)) | page
    return _show(request, paper, paper.form(initial=initial), draft)


def _drafted(paper):
    try:
        return paper.keep()
    except ValidationError:
        return None  # too long for a draft: the page still shows it


def _kept(request, paper):
    try:
        paper.keep()
    except ValidationError as error:
        form = paper.form(paper.sent)
        form.is_valid()
        add_service_errors(form, error)
        return _show(request, paper, form)
    messages.success(request, "Szkic zapisany. Ocena nie jest jeszcze wpisana.")
    return redirect("assessments", paper.family.number)


def _saved(request, paper):
    form, other = paper.form(paper.sent), None
    is_valid = form.is_valid()
    if paper.was_merged:
        form.add_error(None, MERGED.format(paper.old_number, paper.family.number))
    elif is_valid:
        page = form.cleaned_data
        try:
            with transaction.atomic():
                assessment, _written = save_assessment(
                    assessment=form.instance,
                    scores=form.scores(),
                    seen=page["seen"],
                    hand_over=ONLY_SAVE not in paper.sent,
                )
                paper.keep()  # as its own the draft that the page was opened with, so that none is left
                forget_drafts(user=request.user, key=page["client_key"], writer=page["writer"], data=typed(paper.sent))
        except ValidationError as error:
            if any(each.code == "another" for each in error.error_list):
                other = paper.case.assessments.newest_first().first()
                form.data = form.data.copy()
                form.data["seen"] = other.pk
            add_service_errors(form, error)
        else:
            return _done(request, assessment)
    if request.headers.get("Accept") == JSON:
        return JsonResponse({"saved": False})
    return _show(request, paper, form, other=other)


def _done(request, assessment):
    handed = "Ocena zapisana i przekazana kierownikowi." if assessment.handed_on else "Ocena zapisana."
    messages.success(request, handed)
    page = reverse("assessment", args=[assessment.case.family.number, assessment.pk])
    if request.headers.get("Accept") == JSON:
        return JsonResponse({"saved": True, "next": page})
    return redirect(page)


def _show(request, paper, form, draft=None, other=None):
    record_reading(request, ReadingKind.FAMILY, family=paper.family, what="formularz okresowej oceny")
    context = {"family": paper.family, "case": paper.case, "paper": paper, "form": form, "draft": draft, "other": other}
    context["assessment"] = None
    return render(request, "cases/assessments/assessment_form.html", context)


@require_POST
@never_cache
@needs(Right.WRITE_CASEWORK)
def save_assessment_draft(request, number):
    """Save a draft, sent by the script of the page as JSON. Answer whether it was saved."""
    family = family_to_write(request.user, number)
    try:
        draft, others = save_draft(user=request.user, form=DraftForm.ASSESSMENT, family=family, **draft_sent(request))
    except UNREADABLE:
        return JsonResponse({"saved": False, "why": "Szkicu nie da się odczytać."}, status=400)
    except ValidationError as error:
        return JsonResponse({"saved": False, "why": error.messages[0]})
    return JsonResponse({"saved": True, "others": others, "version": draft.version})


@require_POST
@never_cache
@needs(Right.WRITE_CASEWORK)
@idempotent_delete
@transaction.atomic
def delete_assessment_draft(request, number, key):
    """Delete a draft of the user."""
    family = family_to_write(request.user, number)
    # `pk` is a relation to the unsent form: there, a number too large for the database is an error.
    drafts = Draft.objects.filter(user=request.user, form=DraftForm.ASSESSMENT, family=family)
    get_object_or_404(drafts, id=key).delete()
    return redirect_after_delete(request, "Szkic usunięty.", reverse("assessments", args=[family.number]))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def correct_assessment(request, number, key):
    """Correct an assessment that the head of the unit has not acknowledged yet (see VersionedForm)."""
    family = family_to_write(request.user, number)
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(family)
        of_family = Assessment.objects.filter(case__family=family).select_related("case__family")
        assessment = get_object_or_404(of_family, pk=key)
        if assessment.acknowledged_on:
            raise PermissionDenied(ACKNOWLEDGED)
        first = assessment.period_start or assessment.case.opened_on
        found = Evidence(assessment.case, first, assessment.period_end or assessment.held_on)
        sent = request.POST if request.method == "POST" else None
        form = DetailedAssessmentForm(sent, instance=assessment, case=assessment.case, evidence=found)
        if form.is_valid():
            try:
                save_assessment(assessment=form.instance, scores=form.scores())
            except ValidationError as error:
                add_service_errors(form, error)
            else:
                messages.success(request, "Ocena poprawiona.")
                return redirect("assessment", family.number, assessment.pk)
    record_reading(request, ReadingKind.FAMILY, family=family, what="poprawianie okresowej oceny")
    context = {"family": family, "case": assessment.case, "form": form, "assessment": assessment}
    context |= {"paper": None, "draft": None, "other": None}
    return render(request, "cases/assessments/assessment_form.html", context)
