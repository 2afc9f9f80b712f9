"""Write a diagnosis: a new one or a revision, and its correction on the same day."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cases.access import entered_today
from cases.diagnoses.forms import (
    DiagnosisCorrection,
    DiagnosisForm,
    area_corrections,
    area_forms,
    is_offered,
    texts_of,
    typed_texts,
)
from cases.diagnoses.services import NOT_TODAY, last_diagnosis, make_diagnosis
from cases.diagnoses.services import correct_diagnosis as correct_made
from cases.drafted.cases import last_seen, open_case
from cases.drafted.pages import DraftedPage
from cases.locking_views import family_to_write, lock_to_write, page_of
from cases.models import Diagnosis, DraftForm
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import LifeArea
from familycare.lib.forms import add_service_errors, initial_from_data

NO_SUPPORT = "Ta rodzina nie ma dziś wsparcia asystenta. Diagnozę pisze się, gdy je ma."
NOTHING = "Opisz co najmniej jeden obszar. Inne mogą zostać puste."


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def new_diagnosis(request, number):
    """Add a diagnosis to an open case; `objecie` in the address selects one of two.

    The form starts with the user's draft, or with what the last diagnosis says.
    """
    family = family_to_write(request.user, number)
    case = open_case(family, request.GET.get("objecie", ""), NO_SUPPORT)
    before = last_diagnosis(case)
    page = DraftedPage(request, DraftForm.DIAGNOSIS, family, {"objecie": case.number})
    sent, last = request.POST if request.method == "POST" else page.typed, before and before.pk
    known, gone = list(LifeArea.objects.all()), []
    if sent is None:
        texts = texts_of(before) if before else {}
        gone = [area for area in known if area.pk in texts and not is_offered(area)]
        kept = {code: each for code, each in texts.items() if code not in {area.pk for area in gone}}
        form, areas = DiagnosisForm(case=case), area_forms(known, initial=kept)
    elif request.method != "POST" or page.is_to_save():
        last = last_seen(sent, before)
        form = DiagnosisForm(initial=initial_from_data(DiagnosisForm, sent), case=case)
        areas = area_forms(known, initial=typed_texts(sent))
        if page.is_to_save() and page.kept():
            return redirect(page_of(family, "diagnoza"))
    else:
        last = last_seen(sent, before)
        form, areas = DiagnosisForm(sent, case=case), area_forms(known, sent)
        if _is_sound(form, areas) and _save(form, areas, page, last):
            return page.saved(page_of(family, "diagnoza"), "Diagnoza zapisana.")
        if page.wants_json:
            return page.refused()
        last = before and before.pk  # the writer now sees that there is another one
    record_reading(request, ReadingKind.FAMILY, family=family, what="nowa diagnoza")
    context = {
        "family": family,
        "case": case,
        "before": before,
        "last": last or "",
        "form": form,
        "areas": areas,
        "gone": gone,
        "page": page,
    }
    return render(request, "cases/diagnoses/diagnosis_form.html", context)


def _is_sound(form, areas):
    sound = [form.is_valid(), *(each.is_valid() for each in areas)]
    if all(sound) and not any(each.is_answered for each in areas):
        form.add_error(None, NOTHING)
    return all(sound) and not form.errors


def _save(form, areas, page, last):
    try:
        with transaction.atomic():
            findings = [each.answered() for each in areas if each.is_answered]
            make_diagnosis(diagnosis=form.instance, findings=findings, last=last)
            page.forget()
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def correct_diagnosis(request, number, key):
    """Correct a diagnosis on the day on which the user entered it; a form opened before the last change is not
    saved."""
    family = family_to_write(request.user, number)
    sent = request.POST if request.method == "POST" else None
    with transaction.atomic():
        if sent:
            lock_to_write(family)
        diagnosis = get_object_or_404(
            Diagnosis.objects.filter(case__family=family).select_related("case__family"), pk=key
        )
        if not entered_today(diagnosis, request.user):
            raise PermissionDenied(NOT_TODAY)
        made_on = diagnosis.made_on  # before validation changes the record in memory
        form = DiagnosisCorrection(sent, instance=diagnosis, case=diagnosis.case)
        areas = area_corrections(diagnosis, sent)
        if sent and _is_sound(form, areas):
            changed = [each.answered() for each in areas if each.has_changed()]
            try:
                correct_made(diagnosis=form.instance, findings=changed, user=request.user)
            except ValidationError as error:
                add_service_errors(form, error)
            else:
                messages.success(request, "Diagnoza poprawiona.")
                return redirect(page_of(family, "diagnoza"))
    record_reading(request, ReadingKind.FAMILY, family=family, what="poprawianie diagnozy")
    context = {"family": family, "case": diagnosis.case, "made_on": made_on, "form": form, "areas": areas}
    return render(request, "cases/diagnoses/diagnosis_correction.html", context)
