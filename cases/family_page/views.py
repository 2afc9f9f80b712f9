"""The page of a family, and the correction of the family's data."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import Part, closed_today, entered_today, may_write_in, reads_assessments
from cases.choices import FOSTER_CARE
from cases.drafted.pages import drafts_to_finish
from cases.due import DueKind, DueList
from cases.due.actions import actions_of
from cases.families.forms import FamilyForm
from cases.family_page.cards import cards_of
from cases.family_page.ecomap import ecomap, ties_of
from cases.family_page.file import FamilyFile
from cases.family_page.genogram import genogram
from cases.family_page.head import chips, dues, state_in_words
from cases.family_page.household_diagram import household_diagram
from cases.family_page.timeline import EVERYTHING, Timeline
from cases.family_page.timeline_events import happenings
from cases.locking_views import family_to_write, lock_to_write, tell_unchanged
from cases.models import Family
from cases.records.kinds import kinds_by_section
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading

OF_TODAY = ("closed_today", "written_today", "diagnosed_today")


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def family(request, number):
    """Show the file of the family, as far as the reader may see it.

    The file is shown as of today, or as of the last own day with a family handed over. `co` in the address selects a
    part of the timeline, `strona` its page or, for printing, all of it; `wpis` a visit, whose page is shown.
    """
    family = Family.objects.get_readable_or_404(request.user, number)
    if family.number != number:  # the number of a family that was merged into this one
        return redirect("family", family.number)
    record_reading(request, ReadingKind.FAMILY, family=family)
    file = FamilyFile.of_reader(request.user, family)
    may_write = may_write_in(request.user, family)
    may_move = may_write and may(request.user, Right.DECIDE)  # authors move their entries from their diary
    timeline = Timeline(file, happenings(file), request.GET.get("co", ""), may_move)
    asked = request.GET.get("strona")
    waiting = dues(file)
    requests = {referral.pk: referral.number for referral in file.referrals}
    monitored = Family.objects.monitored_by(request.user, file.centre).filter(pk=family.pk)
    is_monitored = family.handed_over_on and monitored.exists()
    monitoring_dues = DueList([family.pk], timezone.localdate(), [DueKind.MONITORING], centre=file.centre)
    context = {
        "family": file.family,
        "file": file,
        "in_care": {place.person_id for place in file.placements.now if place.form in FOSTER_CARE},
        "reads_assessments": reads_assessments(file.parts) and not file.as_of,
        "reads_all": {*Part} - {Part.STAFF} <= file.parts,
        "cards": cards_of(file),
        "chips": chips(file),
        "state": state_in_words(file),
        "dues": waiting,
        "actions": actions_of(waiting, {family.pk: family.number}, request.user, requests),
        "diagram": household_diagram(file.members),
        "timeline": timeline,
        "page": timeline.page(asked, request.GET.get("wpis", "")),
        "is_whole": asked == EVERYTHING,
        "is_monitored": is_monitored,
        "monitoring_dues": monitoring_dues.dues() if is_monitored else [],
        **(_of_today(request.user, file) if may_write else dict.fromkeys(OF_TODAY, frozenset())),
        "drafts": drafts_to_finish(request.user, family) if may_write and file.has_drafts else [],
        "writing": kinds_by_section(file.parts) if may_write else {},
        "may_write": may_write,
        "alone": next((part.case for part in file.open_cases if not part.assignments.now), None),
    }
    return render(request, "cases/family_page/family.html", context)


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def family_map(request, number):
    """Show who is what to whom in the family, and who is around it: what the reader may see, as of the file's day."""
    family = Family.objects.get_readable_or_404(request.user, number)
    if family.number != number:  # the number of a family that was merged into this one
        return redirect("family_map", family.number)
    record_reading(request, ReadingKind.FAMILY, family=family, what="genogram i ekomapa")
    file = FamilyFile.of_reader(request.user, family)
    ties = ties_of(file)
    context = {
        "family": file.family,
        "file": file,
        "ties": ties,
        "ecomap": ecomap(ties),
        "genogram": genogram(file),
        "contacts": f"{reverse('family', args=[family.number])}#kontakty",
        "reads_visits": Part.DIARY in file.parts,
    }
    return render(request, "cases/family_page/family_map.html", context)


def _of_today(user, file):
    """Return the keys of cases that the user may reopen today and of plans and diagnoses that they may correct.

    What counts is the day of the entry, not the date in it.
    """
    ended = [part.case for part in file.cases if part.case.closed_on] if may(user, Right.DECIDE) else []
    plans = [part.current_plan.plan for part in file.open_cases if part.current_plan]
    diagnoses = [part.current_diagnosis.diagnosis for part in file.open_cases if part.current_diagnosis]
    return {
        "closed_today": {case.pk for case in ended if closed_today(case, file.changes)},
        "written_today": {plan.pk for plan in plans if entered_today(plan, user, file.changes)},
        "diagnosed_today": {each.pk for each in diagnoses if entered_today(each, user, file.changes)},
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def correct_family(request, number):
    """Correct the family; a form opened before the last change is not saved (see VersionedForm)."""
    found = family_to_write(request.user, number)  # outside of the transaction, because it logs a refusal
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(found)
            found = Family.objects.get(pk=found.pk)
        name = found.name  # before validation changes the record in memory
        form = FamilyForm(request.POST if request.method == "POST" else None, instance=found)
        if form.is_valid():
            if form.has_changed():
                form.save()
                messages.success(request, "Poprawiono dane rodziny.")
            else:
                tell_unchanged(request)
            return redirect("family", number)
    record_reading(request, ReadingKind.FAMILY, family=found, what="poprawianie danych")
    return render(request, "cases/family_page/family_form.html", {"form": form, "family": found, "name": name})
