"""A day of a workshop: who attended, who led it, how many people came from outside."""

from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assistants.workshops.days import days_of
from assistants.workshops.forms import WorkshopDayForm
from assistants.workshops.register import expected_on, present_on, regulars
from assistants.workshops.services import save_day
from assistants.workshops.ticking import ticked_list
from assistants.workshops.views.workshops import check_right, workshop_or_404
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.dates import EARLIEST
from familycare.lib.forms import initial_from_data
from familycare.lib.polish import counted, date_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_WORKSHOPS)
def attendance(request, number, day):
    """Show who attended on the day (2024-05-06), who led the workshop and how many people came from outside.

    Whoever keeps workshops ticks the list, looks for others by name, and enters the rest.
    """
    workshop, day = workshop_or_404(number), _day_or_404(day)
    if request.method == "POST":
        check_right(request)
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        present = present_on(workshop, day, request.user)
        keeps = may(request.user, Right.KEEP_WORKSHOPS)
        offered = regulars(workshop, day, request.user) | expected_on(workshop, day, request.user) if keeps else set()
        listed = ticked_list(request, saved=present, offered=offered, day=day)
        form = _form(request, listed, workshop, day)
        if form.is_valid() and _saved(form, listed, workshop, day):
            people = [counted(len(listed.ticked), "obecna osoba", "obecne osoby", "obecnych osób")]
            if outsiders := form.cleaned_data["outsiders"]:
                people.append(f"z zewnątrz {counted(outsiders, 'osoba', 'osoby', 'osób')}")
            messages.success(request, f"Zapisano: {date_in_words(day)}, {', '.join(people)}.")
            return redirect("workshop", number)
    record_reading(request, ReadingKind.FAMILIES, what="obecność na zajęciach", searched=listed.searched)
    context = {
        "workshop": workshop,
        "day": day,
        "form": form,
        "listed": listed,
        "held": next((each for each in days_of(workshop) if each.held_on == day), None),
        "hidden": workshop.attendances.filter(attended_on=day).exclude(person__in=present).count(),
    }
    return render(request, "assistants/workshops/attendance.html", context)


def _form(request, listed, workshop, day):
    """Return the form, with what was typed; a search does not judge it yet."""
    if request.method != "POST":
        return WorkshopDayForm(workshop=workshop, day=day)
    if listed.is_search:
        typed = initial_from_data(WorkshopDayForm, request.POST)
        return WorkshopDayForm(workshop=workshop, day=day, initial=typed)
    return WorkshopDayForm(request.POST, workshop=workshop, day=day)


def _saved(form, listed, workshop, day):
    """Save the day and return True, or say at the form and at the list what is wrong and return False."""
    try:
        save_day(workshop=workshop, day=day, came=listed.came, left_out=listed.left_out, **form.details())
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                form.add_error(name, errors)
        else:
            listed.complaints = error.messages
        return False
    return True


def _day_or_404(text):
    with suppress(ValueError):
        if EARLIEST <= (day := date.fromisoformat(text)) <= timezone.localdate():
            return day
    raise Http404
