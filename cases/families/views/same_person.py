"""Join the records of one person in several families, or part them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.families import services
from cases.families.person_forms import SamePersonForm
from cases.families.views.person import person_or_404, same_persons_shown
from cases.locking_views import refuse_anonymised
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors

JOINED = "Zapisy połączono: sprawozdania liczą je jako jedną osobę."
PARTED = "Zapisy rozłączono."


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def same_person(request, number):
    """Show the records of the person in other families; join one by its number, or part them (`rozlacz`)."""
    person = person_or_404(request.user, number)
    refuse_anonymised(person.family)
    form = SamePersonForm(user=request.user)
    if request.method == "POST" and "rozlacz" in request.POST:
        services.part_person(person=person)
        messages.success(request, PARTED)
        return redirect("same_person", number)
    if request.method == "POST":
        form = SamePersonForm(request.POST, user=request.user)
        if form.is_valid() and _joined(form, person):
            messages.success(request, JOINED)
            return redirect("same_person", number)
    record_reading(request, ReadingKind.PERSON, family=person.family, what="ta sama osoba w innej rodzinie")
    same = same_persons_shown(request, person)
    by_hand = person.same_as_id is not None or any(other.same_as_id == person.pk for other in same)
    context = {"person": person, "form": form, "same": same, "by_hand": by_hand}
    return render(request, "cases/families/same_person.html", context)


def _joined(form, person):
    try:
        return services.join_person(person=person, other=form.other)
    except ValidationError as error:
        add_service_errors(form, error)
        return None
