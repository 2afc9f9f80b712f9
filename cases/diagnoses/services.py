"""Changes of diagnoses: make one, correct it on its day."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from cases.access import entered_today
from cases.drafted.cases import ANY
from cases.locking import lock_family
from cases.models import AreaFinding, Case, Diagnosis

NOT_TODAY = "Diagnozę poprawia osoba, która ją wpisała, i tylko tego samego dnia. Potem pisze się następną."
NEWER = (
    "Odkąd otwarto ten formularz, ktoś zapisał już nową diagnozę tej rodziny, więc Twojej jeszcze nie zapisano. "
    "Porównaj ją z tamtą, zanim zapiszesz jeszcze raz."
)


@transaction.atomic
def make_diagnosis(*, diagnosis, findings, last=ANY):
    """Save a new Diagnosis of an open case with its AreaFindings and return it. The earlier ones stay.

    `last`: the primary key of the diagnosis that was the last one (None: there was none) when the writer began. A form
    sent twice is saved once. Raise ValidationError if the case has been closed meanwhile, or has another last
    diagnosis.
    """
    _check_open(diagnosis)
    said = _said(findings)
    for other in Diagnosis.objects.filter(case=diagnosis.case, made_on=diagnosis.made_on):
        if _said(other.findings.all()) == said:
            return other
    newest = last_diagnosis(diagnosis.case)
    if last is not ANY and (newest and newest.pk) != last:
        raise ValidationError(NEWER, code="newer")
    diagnosis.save()
    for finding in findings:
        finding.diagnosis = diagnosis
        finding.save()
    return diagnosis


@transaction.atomic
def correct_diagnosis(*, diagnosis, findings, user):
    """Save the correction of a diagnosis of an open case: the day, and the changed AreaFindings. One that says nothing
    any more is deleted.

    Allowed only to the user who entered it, on the same day; the log keeps the earlier text. Raise PermissionDenied
    otherwise, and ValidationError if the case has been closed meanwhile.
    """
    _check_open(diagnosis)
    if not entered_today(diagnosis, user):
        raise PermissionDenied(NOT_TODAY)
    diagnosis.save()
    for finding in findings:
        finding.diagnosis = diagnosis
        if any(getattr(finding, name) for name in AreaFinding.TEXTS):
            finding.save()
        elif finding.pk:
            finding.delete()


def last_diagnosis(case):
    """Return the latest Diagnosis of the case, or None."""
    return case.diagnoses.order_by("-made_on", "-pk").first()


def _check_open(diagnosis):
    lock_family(diagnosis.case.family)
    if Case.objects.get(pk=diagnosis.case_id).closed_on:
        raise ValidationError("Wsparcie tej rodziny zakończono, więc diagnozy nie można już zapisać.")


def _said(findings):
    return sorted((each.area_id, *(getattr(each, name) for name in AreaFinding.TEXTS)) for each in findings)
