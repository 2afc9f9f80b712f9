"""The page of a family, and the correction of what stands in its head."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import Part, closed_today, entered_today, may_write_in
from cases.due import DueKind, DueList
from cases.due.actions import cures_of
from cases.families.forms import FamilyForm
from cases.family_page.cards import cards_of
from cases.family_page.file import FamilyFile
from cases.family_page.head import chips, dues, state_in_words
from cases.family_page.household_diagram import picture_of
from cases.family_page.timeline import EVERYTHING, Timeline
from cases.family_page.timeline_events import happenings
from cases.locking_views import family_to_write, lock_to_write, tell_unchanged
from cases.models import Family
from cases.records.kinds import kinds_by_section
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def family(request, number):
    """What the reader may see of the file as of today, or of the last own day with a family handed over; `co` of the
    address chooses a part of the timeline, `strona` its page, or all of it for the printer."""
    family = Family.objects.get_readable_or_404(request.user, number)
    if family.number != number:  # an old number, of a family that was merged into this one
        return redirect("family", family.number)
    record_reading(request, ReadingKind.FAMILY, family=family)
    file = FamilyFile.of_reader(request.user, family)
    timeline = Timeline(file, happenings(file), request.GET.get("co", ""))
    asked = request.GET.get("strona")
    may_write = may_write_in(request.user, family)
    waiting = dues(file)
    requests = {referral.pk: referral.number for referral in file.referrals}
    monitored = Family.objects.monitored_by(request.user, file.centre).filter(pk=family.pk)
    is_monitored = family.handed_over_on and monitored.exists()
    talks = DueList([family.pk], timezone.localdate(), [DueKind.MONITORING], centre=file.centre)
    context = {
        "family": file.family,
        "file": file,
        "reads_all": {*Part} - {Part.STAFF} <= file.parts,
        "cards": cards_of(file),
        "chips": chips(file),
        "state": state_in_words(file),
        "dues": waiting,
        "cures": cures_of(waiting, {family.pk: family.number}, request.user, requests),
        "picture": picture_of(file.members),
        "timeline": timeline,
        "page": timeline.page(asked),
        "is_whole": asked == EVERYTHING,
        "is_monitored": is_monitored,
        "talks": talks.dues() if is_monitored else [],
        **(_of_today(request.user, file) if may_write else {"closed_today": set(), "written_today": set()}),
        "writing": kinds_by_section(file.parts) if may_write else {},
        "may_write": may_write,
        "alone": next((part.case for part in file.open_cases if not part.assignments.now), None),
    }
    return render(request, "cases/family_page/family.html", context)


def _of_today(user, file):
    """The keys of the cases whose closing the user may take back today, and of the plans in force that they wrote today
    and may correct: whatever day somebody named, which may be long ago."""
    ended = [part.case for part in file.cases if part.case.closed_on] if may(user, Right.DECIDE) else []
    plans = [part.current_plan.plan for part in file.open_cases if part.current_plan]
    return {
        "closed_today": {case.pk for case in ended if closed_today(case, file.changes)},
        "written_today": {plan.pk for plan in plans if entered_today(plan, user, file.changes)},
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def correct_family(request, number):
    """The form; a version that is no longer current is not saved (see VersionedForm)."""
    found = family_to_write(request.user, number)  # what it refuses is written down, therefore outside of a transaction
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(found)
            found = Family.objects.get(pk=found.pk)
        name = found.name  # validation writes what was typed into the record
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
