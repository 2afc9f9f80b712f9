"""The page of a person, and the correction of what is held about them."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.members import Member
from cases.models import Family, Person
from cases.person_form import PersonForm
from familycare.access import Right, may, needs
from familycare.audit.services import record_reading
from familycare.audit.vocabulary import ReadingKind
from familycare.polish import date_in_digits

UNCOVERED = gettext_lazy("z numerem PESEL")


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def person(request, number):
    """What the register says of the person. `pesel=pokaz` uncovers the PESEL for those who may correct it."""
    shown = person_or_404(request.user, number)
    may_correct = may(request.user, Right.WRITE_CASEWORK) and not shown.family.anonymised_on
    uncovered = may_correct and request.GET.get("pesel") == "pokaz"
    record_reading(request, ReadingKind.PERSON, family=shown.family, what=UNCOVERED if uncovered else "")
    context = {
        "person": shown,
        "facts": facts(shown, uncovered),
        "may_correct": may_correct,
        "uncovered": uncovered,
        "may_copy": may(request.user, Right.ANSWER_PERSONS) and not shown.family.anonymised_on,
    }
    return render(request, "cases/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def correct_person(request, number):
    """The form; a version that is no longer current is not saved (see VersionedForm)."""
    with transaction.atomic():
        found = person_or_404(request.user, number, lock=request.method == "POST")
        if found.family.anonymised_on:
            messages.error(request, _("Dane tej rodziny zanonimizowano, więc nie ma czego poprawiać."))
            return redirect("person", number)
        form = PersonForm(request.POST if request.method == "POST" else None, instance=found)
        if form.is_valid():
            if form.has_changed():
                form.save()
                messages.success(request, _("Poprawiono dane osoby."))
            else:
                messages.info(request, _("Nic się nie zmieniło, więc niczego nie zapisano."))
            return redirect("person", number)
    record_reading(request, ReadingKind.PERSON, family=found.family, what=UNCOVERED)
    # Validation has written what was typed into the record: the heading says who it was.
    return render(request, "cases/person_form.html", {"form": form, "person": person_or_404(request.user, number)})


def person_or_404(user, number, lock=False):
    """The person of that number in a family that `user` sees; with `lock`, nobody else can change them meanwhile."""
    if "\0" in number:  # PostgreSQL takes no such text
        raise Http404
    persons = Person.objects.select_related("family").filter(family__in=Family.objects.visible_to(user))
    return get_object_or_404(persons.select_for_update(of=("self",)) if lock else persons, number=number)


def facts(person, uncovered):
    """(label, value) of all that the register holds."""
    member = Member(person, timezone.localdate(), None)
    values = {
        "role": member.role,
        "main_carer": _yes_or_no(person.main_carer),
        "pesel": person.pesel if uncovered else masked(member),
        "disability": _yes_or_no(person.disability),
    }
    found = []
    for name in PersonForm.Meta.fields:
        field = Person._meta.get_field(name)
        value = values.get(name, getattr(person, f"get_{name}_display", lambda name=name: getattr(person, name))())
        found.append((capfirst(field.verbose_name), date_in_digits(value) if hasattr(value, "year") else value))
    return found


def masked(member):
    """The PESEL with its last two digits, also for those who listen."""
    if not member.masked_pesel:
        return ""
    return format_html(
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>',
        member.masked_pesel,
        _("zasłonięty, kończy się na %(end)s") % {"end": member.person.pesel[-2:]},
    )


def _yes_or_no(value):
    return "" if value is None else _("tak") if value else _("nie")
