"""The list of participants of a workshop."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assistants.workshops.register import enrolled, regulars
from assistants.workshops.services import save_participants
from assistants.workshops.ticking import ticked_list
from assistants.workshops.views.workshops import check_right, workshop_or_404
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.polish import counted


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_WORKSHOPS)
def participants(request, number):
    """Show who is on the list of the workshop. Whoever keeps workshops ticks it and looks for others by name."""
    workshop, today = workshop_or_404(number), timezone.localdate()
    if request.method == "POST":
        check_right(request)
    on_the_list = enrolled(workshop, request.user)
    offered = regulars(workshop, today, request.user) if may(request.user, Right.KEEP_WORKSHOPS) else set()
    listed = ticked_list(request, saved=on_the_list, offered=offered, day=today)
    if request.method == "POST" and not listed.is_search and _saved(listed, workshop, today):
        people = counted(len(listed.ticked), "osoba", "osoby", "osób")
        messages.success(request, f"Zapisano listę uczestników: {people}.")
        return redirect("workshop", number)
    record_reading(request, ReadingKind.FAMILIES, what="uczestnicy zajęć", searched=listed.searched)
    context = {
        "workshop": workshop,
        "listed": listed,
        "hidden": workshop.enrolments.exclude(person__in=on_the_list).count(),
    }
    return render(request, "assistants/workshops/participants.html", context)


def _saved(listed, workshop, today):
    """Save the list and return True, or say on it what is wrong and return False."""
    try:
        save_participants(workshop=workshop, today=today, enrolled=listed.came, left_out=listed.left_out)
    except ValidationError as error:
        listed.complaints = error.messages
    return not listed.complaints
