"""Filing a referral, from the first draft on."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cases.drafts import save_draft
from cases.families.services import register_family
from cases.families.views.new_family import check_similar_families
from cases.locking_views import family_to_write
from cases.models import Draft, DraftForm, Family, Referral
from cases.referrals.forms import NewFamilyForm, ReferralForm
from cases.referrals.services import brought_by, file_referral, referral_drafts
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors, initial_from_data, parse_pk, parse_uuid, storable_text
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete


@require_http_methods(["GET", "POST"])
@needs(Right.REFER)
def new_referral(request):
    """File a referral for the family `rodzina` in the address or for a new one; `szkic` continues a draft."""
    if sent := _sent(request):  # before looking for the draft, which is deleted then
        return _sent_again(request, sent)
    draft = _draft(request, request.GET.get("szkic", ""))
    family = draft.family if draft else None
    if number := request.GET.get("rodzina", ""):
        family = family_to_write(request.user, number)
    return _written(request, family=family, draft=draft)


@require_http_methods(["GET", "POST"])
@needs(Right.REFER)
def complete_referral(request, number):
    """Complete a referral that was returned to its author, or correct one that nobody has decided yet."""
    filed = Referral.objects.filter(filed_by=request.user, family__in=Family.objects.visible_to(request.user))
    referral = get_object_or_404(filed.select_related("family"), number=number)
    if sent := _sent(request):
        return _sent_again(request, sent)
    # On POST the form shows the error, so that the typed text is not lost.
    if not referral.is_correctable and request.method != "POST":
        messages.info(request, "Tego wniosku nie można już poprawić: jest na liście oczekujących albo rozstrzygnięty.")
        return redirect("referral", number)
    return _written(request, family=referral.family, referral=referral)


@require_POST
@needs(Right.REFER)
@idempotent_delete
@transaction.atomic
def delete_draft(request, key):
    """Delete a draft of the user."""
    # `pk` is a relation to the unsent form: there, a number too large for the database is an error.
    get_object_or_404(Draft, id=key, user=request.user, form=DraftForm.REFERRAL).delete()
    return redirect_after_delete(request, "Usunięto szkic wniosku.", "referrals")


def _written(request, *, family, draft=None, referral=None):
    Form = ReferralForm if family else NewFamilyForm
    if request.method == "POST" and "zapisz_szkic" in request.POST and not referral:
        return _save_draft(request, family, draft)
    similar = ()
    if request.method == "POST":
        form = Form(request.POST)
        form.is_valid()
        similar = check_similar_families(request, form) if not family else ()
        if not form.errors and (filed := _filed(request, form, family, draft, referral)):
            done = "złożono"
            if referral:
                done = "uzupełniono" if referral.returned_on else "poprawiono"
            messages.success(request, f"Wniosek {filed.number} {done}.")
            return redirect("referral", filed.number)
    elif draft:
        form = Form(initial=_typed(Form, draft))
    else:
        form = Form(initial=referral and _initial(referral))
    return _show(request, form, family=family, draft=draft, referral=referral, similar=similar)


def _show(request, form, *, family, draft=None, referral=None, similar=()):
    if family:
        record_reading(request, ReadingKind.FAMILY, family=family, what="wniosek")
    waiting = family.referrals.open().order_by("referred_on", "pk") if family else Referral.objects.none()
    context = {"form": form, "family": family, "draft": draft, "referral": referral, "similar_families": similar}
    context["waiting"] = waiting.exclude(pk=referral.pk) if referral else waiting
    return render(request, "cases/referrals/referral_form.html", context)


def _filed(request, form, family, draft, referral):
    """File the referral and return it; or add the errors to the form and return None."""
    try:
        with transaction.atomic():
            if not family:
                family = register_family(registered_by=request.user, **form.registered())
            filed = file_referral(family=family, filed_by=request.user, referral=referral, **form.filed())
            if draft:
                draft.delete()
            return filed
    except (ValidationError, IntegrityError) as error:
        if sent := _sent(request):  # by the same form, at the same time
            return sent
        if isinstance(error, IntegrityError):
            raise
        add_service_errors(form, error)
        return None


def _sent(request):
    """Return the referral that this form, sent before, has created."""
    key = storable_text(request.POST.get("form_key", ""))
    return Referral.objects.filter(form_key=key, filed_by=request.user).first() if key else None


def _sent_again(request, sent):
    """Redirect to the referral that the form has created; show a message if the form says something else now."""
    form = ReferralForm(request.POST)
    if form.is_valid() and all(getattr(sent, name) == typed for name, typed in form.of_referral().items()):
        return redirect("referral", sent.number)
    message = f"Z tego formularza jest już wniosek {sent.number}. Tego, co zmieniono później, nie zapisano."
    form.add_error(None, message)
    record_reading(request, ReadingKind.FAMILY, family=sent.family, what="wniosek")
    context = {"form": form, "family": sent.family, "similar_families": (), "waiting": ()}
    return render(request, "cases/referrals/referral_form.html", context)


def _save_draft(request, family, draft):
    """Save the unfinished form as a draft and redirect to the list. A form that is saved twice makes one draft."""
    typed = ((name, values) for name, values in request.POST.lists() if name in NewFamilyForm.base_fields)
    key = draft.key if draft else parse_uuid(request.POST.get("form_key", "")) or uuid.uuid4()
    try:
        save_draft(
            user=request.user,
            form=DraftForm.REFERRAL,
            family=family,
            key=key,
            writer=draft.writer if draft else key,
            data={name: [storable_text(value) for value in values] for name, values in typed},
        )
    except ValidationError as error:
        form = (ReferralForm if family else NewFamilyForm)(request.POST)
        add_service_errors(form, error)
        return _show(request, form, family=family, draft=draft)
    messages.success(request, "Zapisano szkic. Wniosek nie jest jeszcze złożony.")
    return redirect("referrals")


def _draft(request, key):
    if not key:
        return None
    return get_object_or_404(referral_drafts(request.user), pk=parse_pk(key))


def _typed(Form, draft):
    """Return the initial values of the form: a list for fields with several values, else the last value typed."""
    query = QueryDict(mutable=True)
    for name, values in draft.data.items():
        query.setlist(name, values)
    return initial_from_data(Form, query)


def _initial(referral):
    names = ("source", "referred_on", "interview_on", "consent_on", "no_consent_because", "is_urgent", "reasons")
    order, application = brought_by(referral)
    return {
        **{name: getattr(referral, name) for name in names},
        "seen": referral.form_key,
        "problems": [problem.problem_id for problem in referral.family.problems.open()],
        **({"court": order.court, "signature": order.signature, "order_issued_on": order.issued_on} if order else {}),
        **(
            {
                "entitlement": application.entitlement,
                "certificate_on": application.certificate_on,
                "at_risk_pregnancy": application.at_risk_pregnancy,
            }
            if application
            else {}
        ),
    }
