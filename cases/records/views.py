"""List, add, correct, end and delete records of a family."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import may_delete, parts_read_by
from cases.locking_views import family_to_write, lock_to_write, page_of, tell_unchanged
from cases.records.kinds import BY_WORD, KINDS
from cases.records.services import NOT_TODAY, delete_record, save_record
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete

TODAY = "dzis"
A_FEW = 3


@require_safe
@needs(Right.WRITE_CASEWORK)
def records(request, number):
    """List the records of all kinds, each with a link to correct or end it."""
    family = family_to_write(request.user, number)
    record_reading(request, ReadingKind.FAMILY, family=family, what="zapisy do poprawienia")
    parts = parts_read_by(request.user)
    groups = [(kind, *_newest_and_older(kind, _lines(kind, family))) for kind in KINDS if kind.part in parts]
    there = [group for group in groups if group[1]]
    missing = [kind for kind, newest, _older in groups if not newest]
    return render(request, "cases/records/records.html", {"family": family, "groups": there, "missing": missing})


def _newest_and_older(kind, lines):
    """Return the lines to show and those to fold away.

    Of more than A_FEW lines, those that have ended are folded away; if all have ended, all but the newest A_FEW.
    """
    if len(lines) <= A_FEW:
        return lines, []
    newest = [line for line in lines if line.can_end] or lines[:A_FEW]
    return newest, [line for line in lines if line not in newest]


def _lines(kind, family):
    found = kind.records(family).select_related(*kind.related)
    newest = sorted(found, key=lambda one: (str(getattr(one, kind.day) or ""), one.pk), reverse=True)
    return [kind.line(record) for record in newest]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def add_record(request, number, kind):
    """Add a record of the kind."""
    family, kind = family_to_write(request.user, number), _kind_or_404(request.user, kind)
    form = kind.form(request.POST if request.method == "POST" else None, family=family)
    if request.method != "POST":
        form.begin(request.GET)
    elif saved := _save(request, kind, form):
        return saved
    return _form_page(request, kind, form, capfirst(f"Dodaj {kind.name}"))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def edit_record(request, number, kind, key):
    """Correct a record. With `koniec=dzis` in the address, the form starts with the day on which the record ends."""
    family, kind = family_to_write(request.user, number), _kind_or_404(request.user, kind)
    ending = request.GET.get("koniec") == TODAY
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(family)
        record = get_object_or_404(kind.records(family), pk=key)
        if request.method != "POST" and kind.corrected_at and (page := kind.corrected_at(record)):
            return redirect(page, family.number, key)
        line = kind.line(record)
        sent = request.POST if request.method == "POST" else None
        form = kind.form(sent, instance=record, family=family, ending=ending)
        if saved := _save(request, kind, form):
            return saved
    deletable = {"key": key, "may_delete": may_delete(request.user, record), "what": line.what}
    return _form_page(request, kind, form, "Poprawianie zapisu", deletable)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
@idempotent_delete
def remove_record(request, number, kind, key):
    """Ask for confirmation and delete an erroneous record."""
    family, kind = family_to_write(request.user, number), _kind_or_404(request.user, kind)
    back = reverse("edit_record", args=[number, kind.word, key])
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(family)
        record = get_object_or_404(kind.records(family), pk=key)
        if not may_delete(request.user, record):
            raise PermissionDenied(NOT_TODAY)
        if request.method == "POST":
            try:
                delete_record(record=record, family=family, user=request.user)
            except ValidationError as error:
                messages.error(request, error.messages[0])
                return redirect(back)
            return redirect_after_delete(request, "Wpis usunięty.", page_of(family, kind.section))
    line = kind.line(record)
    consequence = f"{line.what}, {line.when}. Usuwa się tylko wpisy błędne: to, co się skończyło, należy zakończyć."
    record_reading(request, ReadingKind.FAMILY, family=family, what=kind.title)
    return render(
        request, "cases/records/record_delete.html", {"family": family, "consequence": consequence, "back": back}
    )


def _kind_or_404(user, word):
    kind = BY_WORD.get(word)
    if kind is None or kind.part not in parts_read_by(user):
        raise Http404
    return kind


def _save(request, kind, form):
    """Save a form that was sent and is valid. Return a redirect to the family's page, or None if refused."""
    if not form.is_valid():
        return None
    if form.before is not None and not form.has_changed():
        tell_unchanged(request)
        return redirect(page_of(form.family, kind.section))
    try:
        _record, is_written = save_record(form)
    except ValidationError as error:
        add_service_errors(form, error)
        return None
    if is_written:
        messages.success(request, form.saved_words())
    else:
        messages.info(request, "Taki wpis już był w aktach, więc nie dodano drugiego.")
    return redirect(page_of(form.family, kind.section))


def _form_page(request, kind, form, heading, deletable=None):
    record_reading(request, ReadingKind.FAMILY, family=form.family, what=kind.title)
    context = {"family": form.family, "kind": kind, "form": form, "heading": heading, "deletable": deletable}
    return render(request, "cases/records/record_form.html", context)
