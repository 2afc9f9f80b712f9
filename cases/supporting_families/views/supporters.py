"""Supporting families: listed, shown, entered, corrected and deleted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import SupportingFamily
from cases.spans import days_of, holds_on
from cases.supporting_families.forms import SupportingFamilyForm
from cases.supporting_families.helped import help_given
from cases.supporting_families.services import delete_supporter, is_in_use, save_supporter
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete


@require_safe
@needs(Right.READ_COMMUNITY)
def supporting_families(request):
    """List the supporting families with whom they help today: those with a contract, then the others."""
    today = timezone.localdate()
    given = help_given(list(SupportingFamily.objects.by_name()), request.user, today)
    record_reading(request, ReadingKind.FAMILIES, what="rodziny wspierające")
    context = {
        "present": [each for each in given if _is_present(each.supporter, today)],
        "ended": [each for each in given if not _is_present(each.supporter, today)],
        "on_contract": sum(holds_on(each.supporter, today) for each in given),
    }
    return render(request, "cases/supporting_families/supporting_families.html", context)


def _is_present(supporter, today):
    """Return whether the contract is in force or to come."""
    _first, last = days_of(supporter)
    return last is None or last >= today


@require_safe
@needs(Right.READ_COMMUNITY)
def supporter(request, number):
    """Show a supporting family, whom it helps, and what it got back."""
    supporter = supporter_or_404(number)
    (given,) = help_given([supporter], request.user, timezone.localdate())
    record_reading(request, ReadingKind.FAMILIES, what=f"rodzina wspierająca {number}")
    context = {"supporter": supporter, "given": given}
    if may(request.user, Right.READ_CHARGES):
        context["years"] = _sums_by_year(supporter)
    return render(request, "cases/supporting_families/supporter.html", context)


def _sums_by_year(supporter):
    """Return [(year, sum of the refunds in zł)], the latest first."""
    sums = {}
    for refund in supporter.refunds.order_by("-month"):
        sums[refund.month.year] = sums.get(refund.month.year, 0) + refund.amount
    return list(sums.items())


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
def new_supporter(request):
    """Enter a supporting family."""
    form = SupportingFamilyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (saved := _saved(form)):
        messages.success(request, "Zapisano. Komu pomaga, wpisuje się na stronie rodziny, której pomaga.")
        return redirect("supporter", saved.number)
    return render(request, "cases/supporting_families/supporter_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
def edit_supporter(request, number):
    """Correct a supporting family or end its contract. An outdated version is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        supporter = supporter_or_404(number)
        form = SupportingFamilyForm(request.POST if request.method == "POST" else None, instance=supporter)
        if form.is_valid() and _saved(form, supporter):
            messages.success(request, "Zapisano.")
            return redirect("supporter", number)
    context = {"form": form, "supporter": supporter_or_404(number), "deletable": not is_in_use(supporter)}
    return render(request, "cases/supporting_families/supporter_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
@idempotent_delete
@transaction.atomic
def remove_supporter(request, number):
    """Ask for confirmation and delete a supporting family that was entered by mistake."""
    supporter = supporter_or_404(number)
    if request.method == "POST":
        try:
            delete_supporter(supporter=supporter)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("supporter", number)
        return redirect_after_delete(request, "Usunięto rodzinę wspierającą.", reverse("supporting_families"))
    return render(request, "cases/supporting_families/supporter_delete.html", {"supporter": supporter})


def _saved(form, supporter=None):
    """Save and return the SupportingFamily, or add the errors to the form and return None."""
    try:
        return save_supporter(supporter=supporter, **form.details())
    except ValidationError as error:
        add_service_errors(form, error)
    return None


def supporter_or_404(number):
    """Return the supporting family with the number or raise Http404."""
    if "\0" in number:  # PostgreSQL refuses it
        raise Http404
    return get_object_or_404(SupportingFamily.objects.exclude(number=""), number=number)
