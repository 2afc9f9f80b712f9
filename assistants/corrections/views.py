"""Pages on which the manager corrects a case or the decision on a referral long after, with a reason."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assistants.assignments.cap import NoFreePlace
from assistants.corrections.closing_day import correct_closing, take_back_closing
from assistants.corrections.first_day import correct_first_day
from assistants.corrections.forms import (
    ClosingCorrectionForm,
    CorrectionForm,
    FirstDayForm,
    MistakenCaseForm,
    MistakenDecisionForm,
)
from assistants.corrections.mistaken_case import contents, delete_case, join_cases, twins
from assistants.corrections.mistaken_decision import move_decision, others_to_decide, take_back_decision
from assistants.models import Assignment
from cases.locking_views import family_to_write, page_of, refuse_anonymised, tell_unchanged
from cases.models import Case, Family, Referral
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import date_in_words

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs(Right.DECIDE)
def closing(request, number, pk):
    """Correct the last day of a closed case and why it was closed."""
    family, case = _case_or_404(request.user, number, pk)
    if case.closed_on is None:
        messages.info(request, "To wsparcie trwa, więc nie ma zakończenia do poprawienia.")
        return redirect(page_of(family, "wsparcie"))
    form = ClosingCorrectionForm(_sent(request), case=case)
    if _done(form, correct_closing, case=case, by=request.user):
        _tell(request, form, "Poprawiono zakończenie wsparcia.")
        return redirect(page_of(family, "wsparcie"))
    intro = [
        f"{case}, zakończone {date_in_words(case.closed_on)}.",
        "Z ostatnim dniem wsparcia przesunie się koniec przydzielenia asystenta. Zastępstwa nie będą trwały dłużej.",
    ]
    return _page(request, family, form, "Poprawienie zakończenia", intro)


@require_http_methods(METHODS)
@needs(Right.DECIDE)
def reopening(request, number, pk):
    """Let a case go on that should not have been closed."""
    family, case = _case_or_404(request.user, number, pk)
    if case.closed_on is None:
        messages.info(request, "To wsparcie trwa.")
        return redirect(page_of(family, "wsparcie"))
    form = CorrectionForm(_sent(request))
    if _done(form, take_back_closing, case=case, by=request.user):
        messages.success(request, "Zakończenie cofnięte: wsparcie trwa dalej.")
        return redirect(page_of(family, "wsparcie"))
    intro = [
        f"{case}, zakończone {date_in_words(case.closed_on)}, będzie trwało dalej.",
        "Wrócą też przydzielenie asystenta i zastępstwa, które skończyły się razem z nim. Jeśli rodzina wróciła po "
        "przerwie, nie cofaj zakończenia: potrzebny jest nowy wniosek.",
    ]
    return _page(request, family, form, "Cofnięcie zakończenia", intro, button="Cofnij zakończenie")


@require_http_methods(METHODS)
@needs(Right.DECIDE)
def first_day(request, number, pk):
    """Correct the first day of an assignment."""
    family = family_to_write(request.user, number)
    found = Assignment.objects.filter(family=family).select_related("assistant", "case")
    assignment = get_object_or_404(found, pk=pk)
    form = FirstDayForm(_sent(request), assignment=assignment)
    if _done(form, correct_first_day, assignment=assignment, by=request.user):
        _tell(request, form, "Poprawiono pierwszy dzień pracy z rodziną.")
        return redirect(page_of(family, "wsparcie"))
    intro = [
        f"{assignment.assistant}, {assignment.case}, od {date_in_words(assignment.starts_on)}.",
        "Jeśli tego dnia zaczęło się też wsparcie albo rodzinę przekazał inny asystent, przesunie się to razem z nim.",
    ]
    return _page(request, family, form, "Poprawienie pierwszego dnia", intro)


@require_http_methods(METHODS)
@needs(Right.DECIDE)
def mistaken_case(request, number, pk):
    """Delete a case that was opened by mistake, or join it with the one that it repeats."""
    family, case = _case_or_404(request.user, number, pk)
    found, same = contents(case), twins(case)
    form = MistakenCaseForm(_sent(request), twins=same, is_empty=not found)
    if _done(form, _delete_or_join, case=case, by=request.user):
        messages.success(request, f"Nie ma już wsparcia {case.number}.")
        return redirect(page_of(family, "wsparcie"))
    counts = ", ".join(f"{name}: {count}" for name, count in found)
    intro = [
        f"{case}, od {date_in_words(case.opened_on)}.",
        f"Zapisano w nim: {counts}." if found else "Nic w nim jeszcze nie zapisano.",
        "Jeśli wsparcie powstało z wniosku, wniosek będzie znów czekał na rozstrzygnięcie, "
        "a po połączeniu przejdzie do drugiego wsparcia.",
    ]
    if same:
        intro.append("Połączone wsparcie trwa od pierwszego do ostatniego dnia obu, także w sprawozdaniach.")
    if found and not same and not form.is_bound:
        intro[-1] = "Najpierw to przenieś albo usuń: wsparcia, w którym coś zapisano, nie można usunąć."
        form = None
    button = "Połącz wsparcia" if found else "Usuń to wsparcie"
    return _page(request, family, form, "Wsparcie założone przez pomyłkę", intro, button=button)


@require_http_methods(METHODS)
@needs(Right.DECIDE)
def mistaken_decision(request, number):
    """Take a decision on a referral back, or give it to the referral that it was about."""
    seen = Referral.objects.filter(family__in=Family.objects.visible_to(request.user))
    referral = get_object_or_404(seen.select_related("family", "case"), number=number)
    refuse_anonymised(referral.family)
    if referral.is_open:
        messages.info(request, "Ten wniosek czeka na rozstrzygnięcie.")
        return redirect("referral", number)
    others = others_to_decide(referral)
    form = MistakenDecisionForm(_sent(request), others=others)
    if _done(form, _take_back_or_move, referral=referral, by=request.user):
        messages.success(request, "Cofnięto rozstrzygnięcie: wniosek znów czeka.")
        return redirect("referral", number)
    intro = [f"Wniosek {number} z {date_in_words(referral.referred_on)}: {referral.state_in_words}."]
    if referral.case:
        intro.append(_about_its_case(referral.case, others))
        if contents(referral.case) and not others and not form.is_bound:
            form = None
    if referral.has_letter:
        intro.append("Jeśli pismo w tej sprawie już wysłano, trzeba wysłać nowe.")
    back = reverse("referral", args=[number])
    return _page(
        request, referral.family, form, "Cofnięcie rozstrzygnięcia", intro, button="Cofnij rozstrzygnięcie", back=back
    )


def _about_its_case(case, others):
    """Return sentences about what becomes of the case that was opened with a decision."""
    if contents(case):
        stays = f"Z rozstrzygnięciem powstało wsparcie {case.number} i coś już w nim zapisano, więc zostanie. "
        if others:
            return f"{stays}Przejmie je wniosek, który wskażesz."
        return f"{stays}Rozstrzygnięcia nie można cofnąć, dopóki nie ma innego wniosku, który by je przejął."
    moved = " Wniosek, który wskażesz, przejmie je bez zmian." if others else ""
    return f"Z rozstrzygnięciem powstało wsparcie {case.number}. Nic w nim nie zapisano, więc zniknie.{moved}"


def _delete_or_join(*, case, into=None, **how):
    return join_cases(case=case, into=into, **how) if into else delete_case(case=case, **how)


def _take_back_or_move(*, referral, to=None, **how):
    return move_decision(referral=referral, to=to, **how) if to else take_back_decision(referral=referral, **how)


def _case_or_404(user, number, pk):
    family = family_to_write(user, number)
    return family, get_object_or_404(Case.objects.filter(family=family), pk=pk)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _done(form, service, **about):
    """Call the service with what the form says. Return whether it was done; add its errors to the form."""
    if not form.is_valid():
        return False
    values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        service(**about, **values)
    except NoFreePlace as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        add_service_errors(form, error)
    return form.is_valid()


def _tell(request, form, done):
    if form.corrects:
        messages.success(request, done)
    else:
        tell_unchanged(request)


def _page(request, family, form, title, intro, *, button="Zapisz poprawkę", back=None):
    record_reading(request, ReadingKind.FAMILY, family=family, what=title.lower())
    context = {
        "family": family,
        "form": form,
        "title": title,
        "intro": intro,
        "button": button,
        "back": back or page_of(family, "wsparcie"),
    }
    return render(request, "assistants/corrections/correction.html", context)
