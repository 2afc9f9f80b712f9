"""The page of a family."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.family_file import FamilyFile
from cases.family_head import chips, dues, state_in_words
from cases.family_picture import picture_of
from cases.happenings import happenings
from cases.models import Family
from cases.timeline import EVERYTHING, Timeline
from familycare.access import Right, needs


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def family(request, number):
    """The whole file as of today; `co` of the address chooses a part of the timeline, `strona` its page, or all
    of it for the printer."""
    file = FamilyFile(Family.objects.get_or_404(request.user, number), timezone.localdate())
    timeline = Timeline(file.family, happenings(file), request.GET.get("co", ""))
    asked = request.GET.get("strona")
    context = {
        "family": file.family,
        "file": file,
        "chips": chips(file),
        "state": state_in_words(file),
        "dues": dues(file),
        "picture": picture_of(file.members),
        "timeline": timeline,
        "page": timeline.page(asked),
        "is_whole": asked == EVERYTHING,
    }
    return render(request, "cases/family.html", context)
