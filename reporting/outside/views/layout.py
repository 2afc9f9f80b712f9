"""Groups, series and columns: added, named, ordered, deleted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import counted
from reporting.outside.forms import HeadingForm, NewColumnForm, NewSeriesForm, OutsideGroupForm
from reporting.outside.groups import Kind, Named
from reporting.outside.layout import (
    add_column,
    add_group,
    add_series,
    change_heading,
    delete_heading,
    figures_of,
    move,
)
from reporting.outside.views.values import group_or_404

KINDS = {"grupa": Kind.GROUP, "pozycja": Kind.SERIES, "kolumna": Kind.COLUMN}
WHAT = {
    Kind.GROUP: ("Usunąć tę grupę?", "Usuń grupę"),
    Kind.SERIES: ("Usunąć tę pozycję?", "Usuń pozycję"),
    Kind.COLUMN: ("Usunąć tę kolumnę?", "Usuń kolumnę"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_FIGURES)
def new_outside_group(request):
    """Add a group; its series are added next."""
    form = OutsideGroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            key = add_group(**form.cleaned_data)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Dodano grupę. Dodaj teraz jej pozycje.")
            return redirect("outside_layout", key)
    return render(request, "reporting/outside/new_group.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_FIGURES)
@transaction.atomic
def outside_layout(request, group):
    """Show the series and columns of a group, and add others."""
    if request.method == "POST":
        lock_changes()
    group = group_or_404(group)
    series_form = NewSeriesForm(_sent(request, "pozycje"), has_columns=bool(group.columns))
    column_form = NewColumnForm(_sent(request, "kolumna"))
    if series_form.is_valid():
        added = add_series(group_key=group.key, **{"unit": "", **series_form.cleaned_data})
        said = f"Dodano {counted(added, 'pozycję', 'pozycje', 'pozycji')}." if added else "Te pozycje już tu są."
        messages.success(request, said)
        return redirect("outside_layout", group.key)
    if column_form.is_valid():
        try:
            add_column(group_key=group.key, **column_form.cleaned_data)
        except ValidationError as error:
            add_service_errors(column_form, error)
        else:
            messages.success(request, "Dodano kolumnę.")
            return redirect("outside_layout", group.key)
    wrong = series_form if series_form.is_bound else column_form
    context = {"group": group, "series_form": series_form, "column_form": column_form, "form": wrong}
    return render(request, "reporting/outside/layout.html", context)


@require_POST
@needs(Right.KEEP_FIGURES)
@transaction.atomic
def move_outside_heading(request, group, kind, key):
    """Move a group, series or column up or down, and show the list again."""
    lock_changes()
    kind = _kind_or_404(kind)
    _named_or_404(group_or_404(group), kind, key)
    move(group_key=group, kind=kind, key=key, step=-1 if "wyzej" in request.POST else 1)
    if kind == Kind.GROUP:
        return redirect("outside_figures")
    return redirect("outside_layout", group)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_FIGURES)
def edit_outside_heading(request, group, kind, key):
    """Correct the name and unit of a group, series or column, or retire it. An outdated version is not saved."""
    kind = _kind_or_404(kind)
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        group = group_or_404(group)
        named = _named_or_404(group, kind, key)
        has_unit = kind == Kind.COLUMN or (kind == Kind.SERIES and not group.columns)
        data = request.POST if request.method == "POST" else None
        form = HeadingForm(data, kind=kind, named=named, has_unit=has_unit)
        if form.is_valid():
            try:
                change_heading(group_key=group.key, kind=kind, key=key, **form.details())
            except ValidationError as error:
                add_service_errors(form, error)
            else:
                messages.success(request, "Zapisano.")
                return redirect("outside_layout", group.key)
    context = {"group": group, "named": named, "form": form, "word": _word(kind)}
    return render(request, "reporting/outside/heading.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_FIGURES)
@idempotent_delete
@transaction.atomic
def delete_outside_heading(request, group, kind, key):
    """Ask for confirmation and delete a group, series or column, with its values."""
    kind = _kind_or_404(kind)
    if request.method == "POST":
        lock_changes()
    group = group_or_404(group)
    named = _named_or_404(group, kind, key)
    if request.method == "POST":
        delete_heading(group_key=group.key, kind=kind, key=key)
        back = reverse("outside_figures") if kind == Kind.GROUP else reverse("outside_layout", args=[group.key])
        return redirect_after_delete(request, "Usunięto.", back)
    count = figures_of(group.key, kind, key).count()
    question, label = WHAT[kind]
    context = {
        "group": group,
        "named": named,
        "consequence": _consequence(kind, count),
        "question": question,
        "label": label,
        "word": _word(kind),
    }
    return render(request, "reporting/outside/heading_delete.html", context)


def _consequence(kind, count):
    if not count:
        return "Nie ma tu żadnych wartości."
    values = counted(count, "wpisaną wartość", "wpisane wartości", "wpisanych wartości")
    retire = (
        "" if kind == Kind.GROUP else " Jeśli tylko już się ich nie zbiera, wróć i zaznacz „Już tego nie zbieramy”."
    )
    return f"Usuwasz też {values}, także z tabel i sprawozdań.{retire}"


def _sent(request, name):
    """Return what was sent, if it was sent by the button with that name."""
    return request.POST if request.method == "POST" and name in request.POST else None


def _kind_or_404(word):
    if word in KINDS:
        return KINDS[word]
    raise Http404


def _word(kind):
    return next(word for word, each in KINDS.items() if each == kind)


def _named_or_404(group, kind, key):
    if kind == Kind.GROUP:
        named = [Named(group.key, group.title)]
    else:
        named = group.rows if kind == Kind.SERIES else group.columns
    if found := next((each for each in named if each.key == key), None):
        return found
    raise Http404
