"""The families whose retention period is over, and their anonymisation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Family
from cases.privacy.forms import AnonymiseForm
from cases.privacy.retention import (
    CountChanged,
    anonymise,
    due_for_anonymisation,
    held_back,
    last_day_kept_until,
    reasons_to_keep,
)
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.lib.polish import counted
from familycare.web.lists import families_in_words

ON_A_PAGE = 50


@require_safe
@needs(Right.ANSWER_PERSONS)
def retention(request):
    """List the families that are due (page `strona`) and those that are held back (page `wstrzymane`)."""
    until, families = asked(request.user)
    record_reading(request, ReadingKind.FAMILIES, what="przechowywanie danych")
    kept = Paginator(held_back(families, until).order_by("ended_on", "number"), ON_A_PAGE).get_page(
        request.GET.get("wstrzymane")
    )
    why = reasons_to_keep(kept.object_list, until)
    context = {
        "years": years_in_words(),
        "until": until,
        "page": Paginator(due_for_anonymisation(families, until).order_by("ended_on", "number"), ON_A_PAGE).get_page(
            request.GET.get("strona")
        ),
        "kept": kept,
        "kept_rows": [(family, ", ".join(why[family.pk])) for family in kept.object_list],
    }
    return render(request, "cases/privacy/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ANSWER_PERSONS)
def anonymise_due(request):
    """Ask for the number of families, then anonymise exactly so many or none."""
    until, families = asked(request.user)
    found = due_for_anonymisation(families, until)
    count = found.count()
    if not count:
        messages.info(request, "Nie ma rodzin, których dane można dziś zanonimizować.")
        return redirect("retention")
    form = AnonymiseForm(request.POST if request.method == "POST" else None, count=count)
    if form.is_valid():
        try:
            done = anonymise(found, day=timezone.localdate(), expected=form.cleaned_data["count"])
        except CountChanged:
            form.add_error(
                "count", "Liczba rodzin właśnie się zmieniła. Niczego nie usunięto: sprawdź listę jeszcze raz."
            )
        else:
            messages.success(request, f"Zanonimizowano dane: {families_in_words(done)}.")
            return redirect("retention")
    context = {"form": form, "count": count, "families": families_in_words(count), "until": until}
    return render(request, "cases/privacy/anonymise.html", context)


def asked(user):
    """Return the last closing whose retention period is over, and the families that the user may see."""
    return last_day_kept_until(timezone.localdate(), Centre.current().retention_years), Family.objects.visible_to(user)


def years_in_words():
    """Return the retention period, for example „10 lat”."""
    return counted(Centre.current().retention_years, "rok", "lata", "lat")
