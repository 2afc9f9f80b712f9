"""The steps of a document in the browser."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familycare.accounts.rights import Right, may, needs, who_may
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.jobs import folders
from familycare.jobs.answers import answer_with_job
from familycare.jobs.pages import answer_with_page
from familycare.lib.forms import add_service_errors
from reporting.documents.checks.checking import FiguresDisagree, composed_and_checked
from reporting.documents.comments.threads import open_threads
from reporting.documents.comparing.versions import number_of_submission
from reporting.documents.composing.effort import is_quickly_composed
from reporting.documents.definitions.forms import DocumentYearForm
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.editions.models import Edition
from reporting.documents.steps.forms import ConfirmFailuresForm, HandOverForm, ReturnToAuthorForm
from reporting.documents.steps.history import replaced
from reporting.documents.steps.models import Submission
from reporting.documents.steps.rules import NO_DIRECTOR, has_approver, may_approve, may_hand_over
from reporting.documents.steps.services import (
    LOST,
    AlreadyDecided,
    hand_over,
    return_to_author,
    send,
    withdraw,
)
from reporting.documents.steps.since_sent import is_quickly_told, make_page, told
from reporting.documents.steps.text_now import Wording
from reporting.jobs import APPROVAL, SENDING, SUBMISSION_PAGE
from reporting.views.links import composed_address

DESPITE = (
    "Liczby w tym dokumencie przeczą sobie nawzajem. Popraw dane, z których wynikają, albo wyślij mimo to: kto "
    "zatwierdza, zobaczy niezgodności i albo poda powód, dla którego je potwierdza, albo zwróci dokument."
)
DESPITE_UNSEEN = "Wyślij także wtedy, gdy liczby w nim przeczą sobie nawzajem: kto zatwierdza, zobaczy niezgodności"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def send_document(request, key):
    """Ask, and send the document of the year `rok` of the address for approval."""
    document, form = get_object_or_404(DocumentDefinition, key=key), DocumentYearForm(request.GET)
    if not form.is_valid():
        raise Http404
    year, mistakes, failures = form.cleaned_data["rok"], [], []
    # The records behind the figures are read, too.
    is_long = folders.is_worker_present() and not is_quickly_composed(document.text, year, times=2)()
    if request.method == "POST":
        despite_failures = "despite" in request.POST
        if is_long:
            parameters = {"document": document.pk, "year": year, "despite_failures": despite_failures}
            title = f"Wysłanie: {document.title} za {year} r."[:200]
            return answer_with_job(request, SENDING, title, parameters=parameters)
        try:
            sent = send(document=document, year=year, by=request.user, despite_failures=despite_failures)
        except FiguresDisagree as error:
            failures = error.mistakes
        except InvalidDefinition as error:
            mistakes = error.mistakes
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect(composed_address(key, year))
        except DocumentDefinition.DoesNotExist:  # deleted while it was computed
            raise Http404 from None
        else:
            messages.success(request, "Wysłano do zatwierdzenia.")
            return redirect("submission", key, sent.pk)
    who = "Dostanie go dyrektor: zatwierdzi dokument albo zwróci go ze zdaniem, co zmienić."
    context = {
        "definition": document,
        "year": year,
        "open_comments": document.comments.unsettled().count(),
        "mistakes": mistakes,
        "failures": failures,
        "is_long": is_long,
        "despite": DESPITE,
        "despite_unseen": DESPITE_UNSEEN,
        "question": f"Wysłać „{document.title}” za {year} r. do zatwierdzenia?",
        "consequence": f"{who if has_approver() else NO_DIRECTOR} Zatwierdzenie zamraża dokument jako wydanie.",
        "back_url": composed_address(key, year),
    }
    return render(request, "reporting/documents/steps/send.html", context)


@require_safe
@needs(Right.READ_DOCUMENTS)
def submission(request, key, pk):
    """What was sent for approval, what has changed since, and the forms of whoever decides."""
    sent = _submission_or_404(key, pk)
    if not sent.is_waiting:
        return _page(request, sent, ReturnToAuthorForm(), now={})
    return answer_with_page(
        request,
        SUBMISSION_PAGE,
        str(sent),
        {"submission": sent.pk},
        lambda content, job: _page(request, sent, ReturnToAuthorForm(), now=told(content)),
        is_quick=is_quickly_told(sent),
    )


@require_POST
@needs(Right.READ_DOCUMENTS)
def approve_document(request, key, pk):
    """Let a job freeze what was sent, if it still says what the approver has seen.

    Where figures in it disagree, the approver writes why they approve it all the same.
    """
    sent = _submission_or_404(key, pk)
    _refuse_unless_approver(request.user)
    if not sent.is_waiting:
        messages.error(request, "Ten dokument już rozstrzygnięto. Niczego nie zmieniono.")
        return redirect("submission", key, pk)
    asked, private = {"submission": sent.pk, "seen": request.POST.get("seen", "")}, None
    failures, confirming = request.POST.get("failures", ""), ConfirmFailuresForm(request.POST)
    if is_quickly_told(sent)() and not _says(sent, asked["seen"], failures):
        messages.error(request, LOST)
        return _page(request, sent, ReturnToAuthorForm(), confirming if request.POST.get("reason") else None)
    if failures:
        if not confirming.is_valid():
            return _page(request, sent, ReturnToAuthorForm(), confirming)
        asked["failures"] = failures
        private = {"reason": confirming.cleaned_data["reason"]}  # it may name somebody
    return answer_with_job(request, APPROVAL, f"Zatwierdzenie: {sent}"[:200], parameters=asked, private=private)


@require_POST
@needs(Right.READ_DOCUMENTS)
def return_document(request, key, pk):
    """Return what was sent, with a sentence what to change."""
    sent, form = _submission_or_404(key, pk), ReturnToAuthorForm(request.POST)
    _refuse_unless_approver(request.user)
    if form.is_valid():
        try:
            return_to_author(submission=sent, remark=form.cleaned_data["remark"], by=request.user)
        except AlreadyDecided as error:
            messages.error(request, error.message)
            return redirect("submission", key, pk)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Zwrócono do poprawy.")
            return redirect("documents")
    return _page(request, sent, form)


@require_POST
@needs(Right.KEEP_DOCUMENTS)
def withdraw_document(request, key, pk):
    """Take back what was sent for approval."""
    sent = _submission_or_404(key, pk)
    try:
        withdraw(submission=sent, by=request.user)
    except AlreadyDecided as error:
        messages.error(request, error.message)
        return redirect("submission", key, pk)
    messages.success(request, "Cofnięto wysłanie: dokument jest znów wersją roboczą.")
    return redirect(composed_address(key, sent.year))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_DOCUMENTS)
def hand_over_edition(request, key, number):
    """Note when an edition was handed over, how and to whom."""
    edition = get_object_or_404(Edition.objects.select_related("document"), document__key=key, number=number)
    if not may_hand_over(request.user):
        raise PermissionDenied(who_may(Right.APPROVE_DOCUMENTS))
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            hand_over(edition=edition, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Zapisano przekazanie.")
            return redirect("edition", key, number)
    context = {
        "edition": edition,
        "form": form,
        "replaced": replaced(edition),
        "back": reverse("edition", args=[key, number]),
    }
    return render(request, "reporting/documents/steps/hand_over.html", context)


def _submission_or_404(key, pk):
    found = Submission.objects.select_related("document", "sent_by", "decided_by", "edition")
    return get_object_or_404(found, document__key=key, pk=pk)


def _refuse_unless_approver(user):
    if not may_approve(user):
        raise PermissionDenied(who_may(Right.APPROVE_DOCUMENTS))


def _says(sent, seen, failures):
    """Return whether the document says what somebody has seen; of one that takes long, the job asks that."""
    try:
        composed, checked = composed_and_checked(sent.document, sent.year)
    except InvalidDefinition:
        return False
    return Wording.of(sent.document, composed).fingerprint == seen and checked.mark == failures


def _page(request, sent, form, confirming=None, now=None):
    """Return the page of a Submission; `form` returns the document, `confirming` is a ConfirmFailuresForm with text.

    `now`: what the document says, if that is known already.
    """
    if now is None:
        now = told(make_page(request.user, {"submission": sent.pk})) if sent.is_waiting else {}
    context = now | {
        "submission": sent,
        "form": confirming if confirming and confirming.errors else form,
        "returning": form,
        "confirming": confirming or ConfirmFailuresForm(),
        "document_address": composed_address(sent.document.key, sent.year),
        "may_approve": sent.is_waiting and may_approve(request.user),
        "no_director": NO_DIRECTOR if sent.is_waiting and not has_approver() else "",
        "open_comments": open_threads(sent.document),
        "version": f"wyslanie-{number_of_submission(sent)}",
        "may_withdraw": sent.is_waiting and may(request.user, Right.KEEP_DOCUMENTS),
    }
    if sent.is_waiting:
        record_reading(request, ReadingKind.REPORT, what=f"{sent}: do zatwierdzenia")
    return render(request, "reporting/documents/steps/submission.html", context)
