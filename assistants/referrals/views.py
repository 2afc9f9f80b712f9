"""The queue of referrals, the page of a referral, and the decisions on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from assistants.assignments.cap import NoFreePlace
from assistants.referrals.forms import DECISION_FORMS, CaseMarkForm, WithdrawForm
from assistants.referrals.letter import letter_of
from assistants.referrals.queue import passed_over, visible_referrals
from assistants.referrals.suggestions import no_room_message, suggestions
from assistants.referrals.tables import WAITING, ReferralFilter, ReferralTable, queue_place_in_words, waiting_in_words
from cases.access import Part, parts_read_by
from cases.difficulty import IN_A_SENTENCE
from cases.locking_views import lock_to_write
from cases.models import Referral
from cases.referrals.consent import rests_on_consent
from cases.referrals.services import brought_by, referral_drafts, withdraw_referral
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import counted

ON_A_PAGE = 50
DECISION_MESSAGES = {
    "przydzielenie": "Przydzielono asystenta. Rodzina jest objęta wsparciem.",
    "oczekiwanie": "Wniosek jest na liście oczekujących.",
    "odmowa": "Zapisano, że asystenta nie przydzielono.",
    "zwrot": "Zwrócono wniosek do uzupełnienia.",
}


@require_safe
@needs(Right.READ_REFERRALS)
def referrals(request):
    """List the referrals about families that the reader may see, with their own returned referrals and drafts.

    By default the waiting ones, in the order of the queue; for users who only file referrals, all.
    """
    files_only = may(request.user, Right.REFER) and not may(request.user, Right.DECIDE)
    chosen = ReferralFilter(request.GET, visible_referrals(request.user), "" if files_only else WAITING)
    table = ReferralTable(chosen.qs, timezone.localdate())
    RequestConfig(request, paginate={"per_page": ON_A_PAGE}).configure(table)
    record_reading(request, ReadingKind.FAMILIES, what="wnioski")
    context = {
        "filter": chosen,
        "table": table,
        "count": counted(table.paginator.count, "wniosek", "wnioski", "wniosków"),
        "returned": visible_referrals(request.user)
        .returned()
        .filter(filed_by=request.user)
        .order_by("returned_on", "pk"),
        "drafts": referral_drafts(request.user),
    }
    return render(request, "assistants/referrals/referrals.html", context)


@require_safe
@needs(Right.READ_REFERRALS)
def referral(request, number):
    """Show a referral and what became of it; for the manager, also the forms of decisions."""
    return _render(request, _referral_or_404(request, number))


@require_http_methods(["GET", "POST"])
@needs(Right.DECIDE)
def decide(request, number, decision):
    """Carry out a decision; `decision` is a key of DECISION_FORMS. On errors, show the form again as it was sent."""
    if decision not in DECISION_FORMS:
        raise Http404
    found = _referral_or_404(request, number)
    if request.method == "GET":  # the user returned to the URL of a form
        return redirect("referral", number)
    form = DECISION_FORMS[decision](request.POST)
    if form.is_valid():
        try:
            form.decide(found, request.user)
        except NoFreePlace as refused:
            form.add_error("assistant", str(refused))
        except ValidationError as error:
            if _is_done(form, found, request.user):
                return redirect("referral", number)
            add_service_errors(form, error)
        else:
            messages.success(request, DECISION_MESSAGES[decision])
            return redirect("referral", number)
    return _render(request, found, {decision: form})


@require_http_methods(["GET", "POST"])
@needs(Right.REFER)
def withdraw(request, number):
    """Withdraw a referral with a reason. Its author and the manager may do so."""
    found = _referral_or_404(request, number)
    if found.filed_by_id != request.user.pk and not may(request.user, Right.DECIDE):
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_referral(referral=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            if _is_done(form, found, request.user):
                return redirect("referral", number)
            add_service_errors(form, error)
        else:
            messages.success(request, "Wycofano wniosek.")
            return redirect("referral", number)
    record_reading(request, ReadingKind.FAMILY, family=found.family, what=found.number)
    return render(request, "assistants/referrals/withdraw_referral.html", {"referral": found, "form": form})


@require_POST
@needs(Right.DECIDE)
@transaction.atomic
def mark(request, number):
    """Save the case mark of the letter."""
    found = _referral_or_404(request, number)
    lock_to_write(found.family)
    form = CaseMarkForm(request.POST, instance=Referral.objects.get(pk=found.pk))
    if form.is_valid():
        form.instance.save(update_fields=["case_mark"])
        messages.success(request, "Zapisano znak sprawy.")
        return redirect("referral", number)
    return _render(request, found, mark=form)


def _referral_or_404(request, number):
    return get_object_or_404(visible_referrals(request.user), number=number)


def _is_done(form, found, user):
    """Return whether the user has just made the same decision: the form was sent twice."""
    found.refresh_from_db()
    return found.decided_by_id == user.pk and form.is_done(found)


def _texts(form):
    """Return [(name, text)] of the free texts in the form."""
    return [(name, value) for name, value in form.cleaned_data.items() if isinstance(value, str)]


def _consent_url(found, may_complete):
    """Return the URL where the reader may add or correct the consent; "" if they may not or it is not needed."""
    is_needed = may_complete and rests_on_consent(found) and not found.family.anonymised_on
    return reverse("referral_consent", args=[found.number]) if is_needed else ""


def _render(request, found, wrong=None, mark=None):
    """Render the page of a referral. `wrong` is {decision: form with errors}, `mark` the sent form of its case mark."""
    record_reading(request, ReadingKind.FAMILY, family=found.family, what=found.number)
    today = timezone.localdate()
    parts = parts_read_by(request.user)
    mine = found.filed_by_id == request.user.pk
    order, application = brought_by(found)
    decides = may(request.user, Right.DECIDE) and found.is_open
    offered = suggestions(today, found.family.district) if decides else []
    best = offered[0].assistant.number if offered and offered[0].has_room else None
    forms = {word: Form(initial={"assistant": best}) for word, Form in DECISION_FORMS.items()} if decides else {}
    forms |= (wrong or {}) if decides else {}
    for word, form in forms.items():
        form.auto_id = f"{word}-%s"
    context = {
        "referral": found,
        "waits": waiting_in_words(found, today) if found.is_open else "",
        "place": queue_place_in_words(Referral.objects.places_on_the_list().get(found.pk)),
        "assignment": found.case and found.case.assignments.select_related("assistant").first(),
        "mine": mine,
        "forms": forms,
        "wrong": next(iter((wrong or {}).values()), mark),
        "carer": found.family.persons.main_carers_on(today).order_by("pk").first(),
        "others": list(Referral.objects.besides(found)),
        "passed_over": passed_over(found, request.user) if decides else [],
        "letter": letter_of(found, Centre.current()) if found.has_letter else None,
        "mark": mark or (CaseMarkForm(instance=found) if may(request.user, Right.DECIDE) else None),
        "may_enter_interview": not found.family.anonymised_on and (mine or may(request.user, Right.DECIDE)),
        # Somebody else has decided meanwhile, so the form is gone; show the text that was typed.
        "typed": [] if decides or mark else [pair for form in (wrong or {}).values() for pair in _texts(form)],
        "suggestions": offered,
        "no_room": no_room_message(offered),
        "difficulty": IN_A_SENTENCE,
        "problems": found.family.problems.open().select_related("problem"),
        "order": order if mine or Part.PROCEEDINGS in parts else None,
        "consent_url": _consent_url(found, mine or may(request.user, Right.DECIDE)),
        "application": application if mine or Part.HEALTH in parts else None,
    }
    return render(request, "assistants/referrals/referral.html", context)
