"""Two plans of a family side by side, and two diagnoses."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.comparing.pairs import area_pairs, goal_pairs
from cases.family_page.file import FamilyFile
from cases.models import Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading

EARLIER, LATER = "przed", "po"


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def compare_plans(request, number):
    """Compare two plans of one case; `przed` and `po` in the address name them, by default the last two."""
    family, file = _file(request, number)
    plans = {each.plan.number: (each.plan.agreed_on, each) for part in file.cases for each in part.plans}
    cases = [[each.plan.number for each in part.plans] for part in file.cases]
    return _compared(request, family, plans, cases, goal_pairs, "plany", "Plan z")


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def compare_diagnoses(request, number):
    """Compare two diagnoses of one case, in the same way."""
    family, file = _file(request, number)
    found = {each.diagnosis.number: (each.diagnosis.made_on, each) for part in file.cases for each in part.diagnoses}
    cases = [[each.diagnosis.number for each in part.diagnoses] for part in file.cases]
    return _compared(request, family, found, cases, area_pairs, "diagnozy", "Diagnoza z")


def _file(request, number):
    family = Family.objects.get_readable_or_404(request.user, number)
    return family, FamilyFile.of_reader(request.user, family)


def _compared(request, family, versions, cases, pairs_of, what, of):
    """Show the page. `versions`: {number: (day, what is compared)}, `cases`: their numbers, newest first, by case."""
    of_case = next((numbers for numbers in cases if request.GET.get(LATER) in numbers), None)
    of_case = of_case or next((numbers for numbers in cases if len(numbers) > 1), [])
    if len(of_case) < 2:
        raise Http404
    later = request.GET.get(LATER) if request.GET.get(LATER) in of_case else of_case[0]
    before = [number for number in of_case if number != later]
    asked = request.GET.get(EARLIER)
    earlier = (
        asked
        if asked in before
        else next((number for number in before if versions[number][0] <= versions[later][0]), before[0])
    )
    if versions[earlier][0] > versions[later][0]:
        earlier, later = later, earlier
    record_reading(request, ReadingKind.FAMILY, family=family, what=f"{what} obok siebie")
    context = {
        "family": family,
        "what": what,
        "of": of,
        "choices": [(number, versions[number][0]) for number in of_case],
        "earlier": earlier,
        "later": later,
        "days": (versions[earlier][0], versions[later][0]),
        "pairs": pairs_of(versions[earlier][1], versions[later][1]),
    }
    return render(request, "cases/comparing/side_by_side.html", context)
