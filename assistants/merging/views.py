"""Merge two records of the same family and undo it: decided by the manager."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from assistants.assignments.cap import NoFreePlace
from assistants.merging.forms import DuplicateForm, PersonsForm
from assistants.merging.services import (
    FAMILY_FIELDS,
    AlreadyMerged,
    merge_families,
    moved_cases,
    reported_question,
    undo_merge,
    undo_problem,
    warnings,
)
from cases.families.distinct_names import person_label
from cases.families.duplicates import possible_duplicates
from cases.families.views.person import NO_MAIN_CARER
from cases.locking_views import family_to_write
from cases.models import Family
from cases.privacy.inventory import counts_in
from cases.spans import days_of
from cases.templatetags.spans import span
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.polish import date_in_digits, date_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def merge(request, number):
    """Ask which family is a duplicate; with `rodzina` in the query string, compare both and merge on POST."""
    kept = family_to_write(request.user, number)
    chosen = DuplicateForm(kept, request.user, request.GET if "rodzina" in request.GET else None)
    if not chosen.is_valid():
        if _is_merged(kept, request.GET.get("rodzina", "")):
            messages.info(request, "Te rodziny są już scalone.")
            return redirect("family", kept.number)
        record_reading(request, ReadingKind.FAMILIES, what=f"rodziny podobne do {kept.number}")
        return render(
            request,
            "assistants/merging/merge_choose.html",
            {"family": kept, "form": chosen, "twins": possible_duplicates(kept, request.user)},
        )
    absorbed = chosen.cleaned_data["rodzina"]
    form = PersonsForm(kept, absorbed, request.POST if request.method == "POST" else None)
    if form.is_valid() and request.method == "POST":
        try:
            merge_families(
                kept=kept,
                absorbed=absorbed,
                persons=form.persons(),
                by=request.user,
                confirmed=form.cleaned_data["confirmed"],
            )
        except AlreadyMerged:
            messages.info(request, "Te rodziny są już scalone.")
            return redirect("family", kept.number)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Scalono rodziny: zapisy rodziny {absorbed.number} są teraz tutaj.")
            if not kept.persons.main_carers_on(timezone.localdate()).exists():
                messages.warning(request, NO_MAIN_CARER)
            return redirect("family", kept.number)
    for family in (kept, absorbed):
        record_reading(request, ReadingKind.FAMILY, family=family, what="scalanie rodzin")
    context = {
        "family": kept,
        "absorbed": absorbed,
        "form": form,
        "comparison": comparison(kept, absorbed),
        "files": [(label, read(kept), read(absorbed)) for label, read in FILES],
        "counts": counts(kept, absorbed),
        "warnings": list(warnings(kept, absorbed)),
    }
    return render(request, "assistants/merging/merge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def undo(request, number, pk):
    """Ask for confirmation and undo a merge."""
    family = Family.objects.get_or_404(request.user, number)
    merge = get_object_or_404(family.merges.select_related("absorbed", "by"), pk=pk)
    absorbed, problems = merge.absorbed, []
    if merge.undone_at:
        messages.info(request, "To scalenie już cofnięto.")
        return redirect("family", family.number)
    if request.method == "POST":
        try:
            undo_merge(merge=merge, by=request.user)
        except ValidationError as error:
            problems = error.messages
        except NoFreePlace as error:
            problems = [str(error)]
        else:
            messages.success(request, f"Cofnięto scalenie: rodzina {absorbed.number} znów jest osobno.")
            return redirect("family", absorbed.number)
    elif problem := undo_problem(merge, family):
        problems = [problem]
    record_reading(request, ReadingKind.FAMILY, family=family, what="cofanie scalenia")
    consequence = (
        f"Scalono je {date_in_words(merge.merged_on)} ({merge.by}). Do rodziny {absorbed.number} wróci wszystko, "
        "co z niej przyszło, razem z tym, co od tego czasu do tego dopisano. "
        f"Reszta nowych zapisów zostanie w rodzinie {family.number}. {reported_question(family, moved_cases(merge))}"
    )
    context = {
        "family": family,
        "problems": problems,
        "question": f"Znów rozdzielić rodzinę {absorbed.number}?",
        "consequence": consequence,
    }
    return render(request, "assistants/merging/merge_undo.html", context)


def _is_merged(kept, number):
    """Return whether the family of that number has been merged into `kept` already: the form was sent twice."""
    return "\0" not in number and Family.objects.filter(number=number.strip().upper(), merged_into=kept).exists()


def comparison(kept, absorbed):
    """Return [(label, value in `kept`, value in `absorbed`, value after the merge)]."""
    rows = []
    for name in ("name", *FAMILY_FIELDS):
        ours, theirs = _shown(kept, name), _shown(absorbed, name)
        rows.append((capfirst(Family._meta.get_field(name).verbose_name), ours, theirs, ours or theirs))
    return rows


def _persons(family):
    return [f"{person_label(each)}{_as_carer(each)}" for each in family.persons.all()]


def _as_carer(person):
    if not person.main_carer:
        return ""
    _first, last = days_of(person)
    return f", główny opiekun do {date_in_digits(last)}" if last else ", główny opiekun"


def _cases(family):
    return [f"{each}, {span(each)}" for each in family.cases.all()]


def _referrals(family):
    return [f"{each}, {date_in_digits(each.referred_on)}: {each.state_in_words}" for each in family.referrals.all()]


FILES = [
    ("Osoby", _persons),
    ("Objęcia wsparciem", _cases),
    ("Wnioski", _referrals),
]


def _shown(family, name):
    value = getattr(family, f"get_{name}_display")() if name == "structure" else getattr(family, name)
    return date_in_digits(value) if hasattr(value, "year") else value or ""


def counts(kept, absorbed):
    """Return [(kind of record, number in `kept`, number in `absorbed`)]."""
    found = counts_in([kept.pk, absorbed.pk])
    there, coming = found[kept.pk], found[absorbed.pk]
    return [(capfirst(kind), there.get(kind, 0), coming.get(kind, 0)) for kind in dict.fromkeys([*there, *coming])]
