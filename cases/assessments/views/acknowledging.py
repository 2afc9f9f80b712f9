"""What the head of the unit does with assessments: acknowledge those handed over, decide on those that ask to end."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.assessments import services
from cases.assessments.tasks import cases_to_end, days_late, waiting_for, with_term
from cases.models import Assessment, Family
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import parse_pk, storable_text
from familycare.lib.polish import counted


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ACKNOWLEDGE_ASSESSMENTS)
def assessments_to_acknowledge(request):
    """List the assessments that wait, and acknowledge those that are ticked (`ocena`)."""
    if request.method == "POST":
        keys = [parse_pk(key) for key in request.POST.getlist("ocena")]
        return _acknowledge(request, [key for key in keys if key is not None])
    record_reading(request, ReadingKind.FAMILIES, what="oceny do przyjęcia")
    today = timezone.localdate()
    waiting = with_term(waiting_for(request.user)).select_related("case__family")
    families = Family.objects.visible_to(request.user).filter(anonymised_on=None)
    unhanded = Assessment.objects.to_hand_over().filter(case__family__in=families)
    late = with_term(unhanded).filter(term__lt=today).order_by("term", "pk").select_related("case__family")
    ending = cases_to_end(today).filter(family__in=Family.objects.visible_to(request.user))
    context = {
        "waiting": [(each, days_late(each, today)) for each in waiting],
        "late": [(each, days_late(each, today)) for each in late],
        "ending": ending.select_related("family").order_by(F("handed_on"), "pk"),
        "may_decide": may(request.user, Right.DECIDE),
    }
    return render(request, "cases/assessments/to_acknowledge.html", context)


def _acknowledge(request, keys):
    chosen = waiting_for(request.user).filter(pk__in=keys)
    done = services.acknowledge(assessments=chosen, user=request.user) if keys else 0
    if done:
        messages.success(request, f"Przyjęto {counted(done, 'ocenę', 'oceny', 'ocen')}.")
    elif keys:
        messages.info(request, "Te oceny ktoś już przyjął albo nie ma ich wśród czekających.")
    else:
        messages.error(request, "Zaznacz co najmniej jedną ocenę.")
    number = storable_text(request.POST.get("rodzina", ""))
    if len(keys) == 1 and Family.objects.visible_to(request.user).filter(number=number).exists():
        return redirect("assessment", number, keys[0])
    return redirect("assessments_to_acknowledge")
