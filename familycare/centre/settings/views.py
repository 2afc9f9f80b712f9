"""The centre's settings: what it is called, its letters, its own terms."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.centre.models import Centre
from familycare.centre.settings.forms import LEGAL_RULES, CentreForm, CentreTermsForm
from familycare.centre.settings.services import save_centre
from familycare.lib.polish import counted

NAMES = ("name", "short_name", "municipality", "authority", "council")
LETTERS = ("town", "address", "letters_signed_by", "letters_signed_as")
UNITS = {
    "visit_interval_working_days": ("dzień roboczy", "dni robocze", "dni roboczych"),
    "plan_due_days": ("dzień", "dni", "dni"),
    "referral_decision_days": ("dzień", "dni", "dni"),
    "monitoring_months": ("miesiąc", "miesiące", "miesięcy"),
    "retention_years": ("rok", "lata", "lat"),
    "absence_years": ("rok", "lata", "lat"),
}


@require_safe
@needs(Right.KEEP_CENTRE)
def settings(request):
    """Show all settings."""
    centre = Centre.current()
    context = {
        "names": _texts(centre, NAMES),
        "letters": _texts(centre, LETTERS),
        "terms": [
            (_label(CentreTermsForm, name).partition(" (")[0], counted(getattr(centre, name), *UNITS[name]), rule)
            for name, rule in LEGAL_RULES.items()
        ],
    }
    return render(request, "centre/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CENTRE)
def edit_centre(request):
    """Change what the centre is called, and the head and the end of its letters."""
    return _edit(request, CentreForm, "Dane ośrodka i pism")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_TERMS)
def edit_terms(request):
    """Change the terms that the centre sets itself."""
    return _edit(request, CentreTermsForm, "Terminy ośrodka")


def _edit(request, form_class, title):
    """Show and save a form of the centre. An outdated version is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        centre = Centre.current()
        form = form_class(request.POST if request.method == "POST" else None, instance=centre)
        if form.is_valid():
            save_centre(centre=centre, **form.details())
            messages.success(request, "Zapisano.")
            return redirect("settings")
    return render(request, "centre/edit_settings.html", {"form": form, "title": title})


def _texts(centre, names):
    return [(_label(CentreForm, name), getattr(centre, name)) for name in names]


def _label(form_class, name):
    return form_class.Meta.labels[name]
