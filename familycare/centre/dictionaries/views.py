"""The centre's dictionaries: add, rename, order, group, retire, merge and delete entries."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.centre.dictionaries import services
from familycare.centre.dictionaries.catalogue import CATALOGUE, uses_of, uses_of_all
from familycare.centre.dictionaries.forms import EntryDetailsForm, MergeForm
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import counted


@require_safe
@needs(Right.KEEP_DICTIONARIES)
def dictionaries(request):
    """List the dictionaries."""
    shown = [
        {
            "dictionary": each,
            "offered": each.model.objects.offered().count(),
            "retired": each.model.objects.kept().exclude(retired_on=None).count(),
        }
        for each in CATALOGUE.values()
    ]
    return render(request, "centre/dictionaries.html", {"dictionaries": shown})


@require_safe
@needs(Right.KEEP_DICTIONARIES)
def dictionary(request, word):
    """List the entries of a dictionary, with the number of records that have them."""
    shown = _dictionary_or_404(word)
    uses = uses_of_all(shown.model)
    lines = [(each, uses.get(each.pk, 0)) for each in shown.model.objects.kept().select_related("group")]
    context = {
        "dictionary": shown,
        "offered": [line for line in lines if line[0].retired_on is None],
        "retired": [line for line in lines if line[0].retired_on],
    }
    return render(request, "centre/dictionary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DICTIONARIES)
def new_entry(request, word):
    """Add an entry."""
    shown = _dictionary_or_404(word)
    form = EntryDetailsForm(request.POST if request.method == "POST" else None, model=shown.model)
    if form.is_valid():
        try:
            services.add_entry(model=shown.model, **form.details())
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Dodano pozycję.")
            return redirect("dictionary", word)
    return render(request, "centre/new_entry.html", {"form": form, "dictionary": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DICTIONARIES)
def entry(request, word, code):
    """Show where an entry is used; rename, group and place it. Outdated versions are not saved (VersionedFormMixin)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        shown, found = _entry_or_404(word, code)
        name = found.label  # saving changes the object
        form = EntryDetailsForm(request.POST if request.method == "POST" else None, model=shown.model, entry=found)
        if form.is_valid():
            try:
                services.change_entry(entry=found, **form.details())
            except ValidationError as error:
                add_service_errors(form, error)
            else:
                messages.success(request, "Zapisano.")
                return redirect("dictionary", word)
    uses = uses_of(found)
    context = {
        "form": form,
        "dictionary": shown,
        "entry": found,
        "name": name,
        "uses": uses,
        "total": sum(count for _, count in uses),
        "members": found.members.filter(merged_into=None),
        "absorbed": found.absorbed.all(),
        "deletable": not services.deleting_problem(found),
    }
    return render(request, "centre/entry.html", context)


@require_POST
@needs(Right.KEEP_DICTIONARIES)
def move(request, word, code):
    """Move an entry one place up (`kierunek=wyzej`) or down in the list."""
    _, found = _entry_or_404(word, code)
    services.move_entry(entry=found, up=request.POST.get("kierunek") == "wyzej")
    return redirect(f"{reverse('dictionary', args=[word])}#{code}")


@require_POST
@needs(Right.KEEP_DICTIONARIES)
def retire(request, word, code):
    """Offer an entry no longer."""
    _, found = _entry_or_404(word, code)
    services.retire_entry(entry=found)
    messages.success(request, f"Wycofano „{found.label}”. We wpisach, które już ją mają, pozycja zostaje.")
    return redirect("dictionary", word)


@require_POST
@needs(Right.KEEP_DICTIONARIES)
def bring_back(request, word, code):
    """Offer a retired entry again."""
    _, found = _entry_or_404(word, code)
    services.bring_back_entry(entry=found)
    messages.success(request, f"Przywrócono „{found.label}”. Można ją znów wybierać.")
    return redirect("dictionary", word)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MERGE_ENTRIES)
def merge(request, word, code):
    """Choose the other entry, say how many records would move, and merge the two."""
    shown, found = _entry_or_404(word, code)
    sent = request.POST if request.method == "POST" else request.GET if "target" in request.GET else None
    form = MergeForm(sent, entry=found)
    target = form.cleaned_data["target"] if form.is_valid() else None
    if target and (problem := services.merging_problem(found, target)):
        form.add_error("target", problem)
    elif target and request.method == "POST":
        try:
            moved = services.merge_entries(source=found, target=target)
        except ValidationError as error:  # somebody merged one of them just now
            form.add_error("target", error)
        else:
            records = counted(moved, "wpis ma", "wpisy mają", "wpisów ma")
            messages.success(request, f"Połączono „{found.label}” z „{target.label}”. {records} teraz tę pozycję.")
            return redirect("dictionary", word)
    uses = uses_of(found)
    context = {
        "form": form,
        "dictionary": shown,
        "entry": found,
        "target": target if form.is_valid() else None,
        "uses": uses,
        "total": sum(count for _, count in uses),
        "members": found.members.filter(merged_into=None),
    }
    return render(request, "centre/merge_entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DICTIONARIES)
@idempotent_delete
def delete(request, word, code):
    """Ask for confirmation and delete an entry that nothing uses."""
    shown, found = _entry_or_404(word, code)
    if request.method == "POST":
        try:
            services.delete_entry(entry=found)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("entry", word, code)
        return redirect_after_delete(request, "Usunięto pozycję.", reverse("dictionary", args=[word]))
    return render(request, "centre/delete_entry.html", {"dictionary": shown, "entry": found})


def _dictionary_or_404(word):
    if word not in CATALOGUE:
        raise Http404
    return CATALOGUE[word]


def _entry_or_404(word, code):
    shown = _dictionary_or_404(word)
    return shown, get_object_or_404(shown.model.objects.kept(), pk=code[:60])
