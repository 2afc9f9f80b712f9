"""Information for the assistant who takes families over, as PDF."""

from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from assistants.models import MOST_FAMILIES, Visit
from cases.family_page.file import FamilyFile
from cases.family_page.head import chips, dues, state_in_words
from cases.models import Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.jobs.answers import answer_with_job
from familycare.lib.ordering import polish_order
from familycare.lib.polish import counted
from reporting.jobs import HANDOVER_PACK
from reporting.pdf_answers import PDF, long_pdf
from reporting.renderers.html import style_sheets

LAST_VISITS = 8


@require_safe
@needs(Right.READ_DIARY)
def handover_pack(request):
    """Return one sheet for each family `rodzina` of the address: open goals, deadlines, planned meetings, last visits.

    404 when a family is missing or not visible to the user.
    """
    numbers = [number for number in request.GET.getlist("rodzina") if "\0" not in number][:MOST_FAMILIES]
    families = _families_or_404(request.user, numbers)
    title = f"Karty do przekazania: {counted(len(families), 'rodzina', 'rodziny', 'rodzin')}"
    return answer_with_job(request, HANDOVER_PACK, title, parameters={"numbers": sorted({*numbers})})


def make_pdf(work):
    """Make the sheets, as a job."""
    today, sources = timezone.localdate(), []
    shared = {"centre": Centre.current(), "today": today, "css": style_sheets("letter.css")}
    families = _families_or_404(work.user, work.parameters["numbers"])
    for place, family in enumerate(families):
        work.progress(place, len(families), "Zbieram dane rodzin")
        sources.append(
            render_to_string("reporting/letters/handover_pack.html", {**shared, "sheet": sheet(family, today)})
        )
    work.phase("Składam strony")
    work.give(long_pdf(*sources), name=f"przekazanie-{today}.pdf", content_type=PDF)


def check_pdf(user, parameters):
    _families_or_404(user, parameters["numbers"])


def record_pdf(request, job):
    for family in _families_or_404(request.user, job.parameters["numbers"]):
        record_reading(request, ReadingKind.FAMILY_FILE, family=family, what="przekazanie")


def _families_or_404(user, numbers):
    """Return the families with these numbers, by name. Raise Http404 unless the user sees all of them."""
    families = Family.objects.visible_to(user).filter(number__in=numbers).order_by(polish_order("name"), "number")
    if not families or len(families) < len(set(numbers)):
        raise Http404
    return families


def sheet(family, today):
    """Return the template context of one sheet."""
    file = FamilyFile(family, today)
    visits = Visit.objects.filter(case__family=family).select_related("assistant", "institution")
    return {
        "family": family,
        "file": file,
        "chips": chips(file),
        "state": state_in_words(file),
        "dues": dues(file),
        "goals": [
            goal
            for case in file.open_cases
            if case.current_plan
            for goal in case.current_plan.goals
            if not goal.is_finished
        ],
        "assessment": next((each for case in file.open_cases for each in case.assessments), None),
        "assignments": family.assignments.exclude(ends_on__lt=today).select_related("assistant"),
        "meetings": family.appointments.planned().filter(planned_on__gte=today).select_related("assistant"),
        "visits": visits.order_by("-visited_on", "-pk")[:LAST_VISITS],
    }
