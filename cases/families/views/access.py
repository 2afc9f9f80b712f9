"""The page on which a manager decides who may find a family."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.families.access_forms import FamilyAccessForm
from cases.families.access_services import decide_access, helpers_who_lose
from cases.locking_views import lock_to_write, refuse_anonymised
from cases.models import Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.polish import joined


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def family_access(request, number):
    """Set the social worker of the family and the readers of a restricted one.

    A form opened before the last change is not saved (see VersionedFormMixin).
    """
    family = Family.objects.get_or_404(request.user, number)
    if family.number != number:  # merged meanwhile: the decision was about the other family
        return redirect("family_access", family.number)
    refuse_anonymised(family)
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(family)
            family = Family.objects.get_or_404(request.user, number)
        form = FamilyAccessForm(family, request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                decide_access(family=family, **form.decided())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return decided(request, number, set(form.cleaned_data["readers"]))
    record_reading(request, ReadingKind.FAMILY, family=family, what="kto ma dostęp")
    return render(request, "cases/families/family_access.html", {"family": family, "form": form})


def decided(request, number, readers):
    """Redirect to the family, with a warning about those who work with it but no longer find it.

    Redirect to the list if the manager is one of them.
    """
    messages.success(request, "Zapisano, kto ma dostęp do rodziny.")
    family = Family.objects.get(number=number)
    if family.is_restricted and (lost := helpers_who_lose(family, readers, timezone.localdate())):
        warning = (
            f"Te osoby pracują z rodziną, a już jej nie znajdą: {joined(map(str, lost))}. "
            "Jeśli mają z nią dalej pracować, wskaż je."
        )
        messages.warning(request, warning)
    return redirect("family", number) if not family.is_restricted or request.user in readers else redirect("families")
