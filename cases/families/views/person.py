"""The page of a person; adding, correcting and deleting a person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import may_write_in
from cases.families import services
from cases.families.duplicates import families_with, known_elsewhere
from cases.families.members import FamilyMember
from cases.families.person_forms import NewPersonForm, PersonForm
from cases.families.probes import TOO_MANY, may_ask
from cases.locking_views import family_to_write, lock_to_write, refuse_anonymised, tell_unchanged
from cases.models import Family, Person
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import date_in_digits
from familycare.templatetags.components import mail_link, phone_link

UNCOVERED = "z numerem PESEL"
NO_MAIN_CARER = "Rodzina nie ma teraz głównego opiekuna. Zaznacz go w danych właściwej osoby."
IS_MEMBER = (
    "Ten PESEL ma osoba z innej rodziny. Jeśli przeszła do tej, zaznacz, że o tym wiesz; w tamtej wpisz dzień odejścia."
)


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def person(request, number):
    """Show the person. `pesel=pokaz` shows the whole PESEL to users who may correct it."""
    shown = person_or_404(request.user, number)
    may_correct = may_write_in(request.user, shown.family)
    uncovered = may_correct and request.GET.get("pesel") == "pokaz"
    record_reading(request, ReadingKind.PERSON, family=shown.family, what=UNCOVERED if uncovered else "")
    context = {
        "person": shown,
        "facts": facts(shown, uncovered),
        "may_correct": may_correct,
        "uncovered": uncovered,
        "same": same_persons_shown(request, shown),
        "may_copy": may(request.user, Right.ANSWER_PERSONS) and not shown.family.anonymised_on,
    }
    return render(request, "cases/families/person.html", context)


def same_persons_shown(request, person):
    """Return the records of the person in other families that the user may see, and record that they are read."""
    same = list(services.same_persons(person, request.user))
    for other in same:
        record_reading(request, ReadingKind.PERSON, family=other.family, what="ta sama osoba w innej rodzinie")
    return same


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def add_person(request, number):
    """Add a person to the family."""
    family = family_to_write(request.user, number)
    form = NewPersonForm(request.POST if request.method == "POST" else None, instance=Person(family=family))
    known = ()
    if form.is_valid():
        key = str(form.cleaned_data["form_key"])
        if family.persons.filter(form_key=key).exists():
            return redirect("family", number)
        known = check_known_pesel(request, form)
        if saved := not form.errors and save_or_add_errors(services.add_person, form, form_key=key):
            messages.success(request, "Dodano osobę do rodziny.")
            tell(request, form, saved)
            return redirect("family", number)
    record_reading(request, ReadingKind.FAMILY, family=family, what="dodawanie osoby")
    return render(request, "cases/families/person_form.html", {"form": form, "family": family, "known": known})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def correct_person(request, number):
    """Correct a person; a form opened before the last change is not saved (see VersionedForm)."""
    known = ()
    with transaction.atomic():
        found = person_or_404(request.user, number, lock=request.method == "POST")
        refuse_anonymised(found.family)
        form = PersonForm(request.POST if request.method == "POST" else None, instance=found)
        if form.is_valid():
            if not form.has_changed():
                tell_unchanged(request)
                return redirect("person", number)
            comes_back = "left_on" in form.changed_data and not form.cleaned_data["left_on"]
            known = check_known_pesel(request, form) if comes_back or "pesel" in form.changed_data else ()
            if saved := not form.errors and save_or_add_errors(services.correct_person, form):
                messages.success(request, "Poprawiono dane osoby.")
                tell(request, form, saved)
                return redirect("person", number)
    record_reading(request, ReadingKind.PERSON, family=found.family, what=UNCOVERED)
    # Validation has changed the record in memory; the heading shows the saved name.
    person = person_or_404(request.user, number)
    context = {"form": form, "person": person, "family": person.family, "known": known}
    return render(request, "cases/families/person_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
@idempotent_delete
def delete_person(request, number):
    """Ask, then delete a person who was entered by mistake and to whom no other record refers."""
    with transaction.atomic():
        found = person_or_404(request.user, number, lock=request.method == "POST")
        refuse_anonymised(found.family)
        records = services.records_of(found)
        if request.method == "POST" and not records:
            family = found.family
            services.delete_person(person=found)
            page = reverse("family", args=[family.number])
            return redirect_after_delete(request, "Usunięto osobę dopisaną przez pomyłkę.", page)
    record_reading(request, ReadingKind.PERSON, family=found.family, what="usuwanie osoby")
    consequence = (
        "Usuwa się tylko kogoś, kogo dopisano przez pomyłkę: jakby nigdy nie należał do rodziny, także w liczbach za "
        "dawne lata. Usunięcie zostaje w historii zmian. Jeśli ktoś odszedł, wróć i wpisz dzień odejścia."
    )
    context = {"person": found, "records": records, "consequence": consequence}
    return render(request, "cases/families/delete_person.html", context)


def check_known_pesel(request, form):
    """Return the families with a member who has the PESEL; add an error while the user has not confirmed to know it,
    or if the user has asked about too many."""
    family, pesel = form.instance.family, form.cleaned_data["pesel"]
    if not may_ask(request, [pesel], "dane osoby"):
        form.add_error("pesel", TOO_MANY)
        return ()
    families = families_with(request.user, pesel, family)
    elsewhere = bool(known_elsewhere(request.user, pesel))
    if (families or elsewhere) and not form.cleaned_data["is_known"]:
        form.add_error("is_known", IS_MEMBER)
    if families:
        record_reading(request, ReadingKind.FAMILIES, what="rodziny osoby z tym samym numerem PESEL")
    return {"families": families, "elsewhere": elsewhere} if families or elsewhere else ()


def save_or_add_errors(service, form, **more):
    """Return the result of the service; or add the errors to the form and return None."""
    try:
        return service(person=form.save(commit=False), **more)
    except ValidationError as error:
        add_service_errors(form, error)
        return None


def tell(request, form, saved):
    """Add messages about side effects of the saved change."""
    if form.taken_from_pesel:
        messages.info(request, "Datę urodzenia lub płeć, których nie wpisano, uzupełniono z numeru PESEL.")
    if saved.former_main_carers:
        messages.info(request, "Główny opiekun się zmienił: tej osobie dodano oznaczenie, dotychczasowej zdjęto.")
    if saved.has_no_main_carer:
        messages.warning(request, NO_MAIN_CARER)


def person_or_404(user, number, lock=False):
    """Return the person with that number in a family that `user` sees, or raise Http404.

    With `lock`, nobody else can change the persons of the family until the end of the transaction.
    """
    seen = Family.objects.visible_to(user)
    if lock:
        lock_to_write(get_object_or_404(seen, persons__number=number))
    return get_object_or_404(Person.objects.select_related("family").filter(family__in=seen), number=number)


def facts(person, uncovered):
    """Return [(label, value)] of all fields of the person."""
    member = FamilyMember(person, timezone.localdate(), None)
    values = {
        "role": member.role,
        "main_carer": _yes_or_no(person.main_carer),
        "pesel": person.pesel if uncovered else masked(member),
        "phone": phone_link(person.phone),
        "email": mail_link(person.email),
        "disability": _yes_or_no(person.disability),
        "joined_on": person.joined_on or "od początku",
    }
    found = []
    for name in PersonForm.Meta.fields:
        if name == "left_on" and not person.left_on:
            continue
        field = Person._meta.get_field(name)
        value = values.get(name, getattr(person, f"get_{name}_display", lambda name=name: getattr(person, name))())
        label = PersonForm.Meta.labels.get(name, capfirst(field.verbose_name))
        found.append((label, date_in_digits(value) if hasattr(value, "year") else value))
    return found


def masked(member):
    """Return the covered PESEL, also for screen readers."""
    if not member.masked_pesel:
        return ""
    return format_html(
        '<span aria-hidden="true">{}</span><span class="visually-hidden">zasłonięty</span>', member.masked_pesel
    )


def _yes_or_no(value):
    return "" if value is None else "tak" if value else "nie"
