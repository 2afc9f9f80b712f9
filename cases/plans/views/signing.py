"""Who of the family signed a plan, or refused to."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cases.locking_views import family_to_write, lock_to_write, page_of, tell_unchanged
from cases.models import Plan
from cases.plans.goal_choices import adults_of
from cases.plans.services import record_signatures
from cases.plans.signature_forms import signature_forms
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def sign_plan(request, number, key):
    """Enter who signed the plan, who refused to and why. A form opened before another change is not saved."""
    family = family_to_write(request.user, number)
    sent = request.POST if request.method == "POST" else None
    with transaction.atomic():
        if sent:
            lock_to_write(family)
        plan = get_object_or_404(Plan.objects.filter(case__family=family).select_related("case__family"), pk=key)
        rows = signature_forms(plan, adults_of(family), sent)
        sound = [each.is_valid() for each in rows]  # all of them say what is wrong
        if all(sound) and _save(request, plan, rows):
            return redirect(page_of(family, "plan"))
    record_reading(request, ReadingKind.FAMILY, family=family, what="podpisy pod planem")
    return render(request, "cases/plans/signatures.html", {"family": family, "plan": plan, "rows": rows})


def _save(request, plan, rows):
    changed = [each for each in rows if each.is_changed]
    if not changed:
        tell_unchanged(request)
        return True
    signed = [signature for each in changed if (signature := each.signed())]
    withdrawn = [each.signature for each in changed if each.signature and not each.cleaned_data["refused"]]
    try:
        record_signatures(plan=plan, signatures=signed, withdrawn=withdrawn)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return False
    messages.success(request, "Zapisano podpisy.")
    return True
