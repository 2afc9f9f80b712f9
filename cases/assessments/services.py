"""Writing an assessment, handing it to the head of the unit, acknowledging it; deciding to go on with the support."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.assessments.tasks import cases_to_end
from cases.locking import lock_family
from cases.models import Assessment, Case
from cases.records.rules import ACKNOWLEDGED
from familycare.lib.polish import date_in_words


@transaction.atomic
def save_assessment(*, assessment, scores, seen=None, hand_over=False):
    """Save a new assessment, or the correction of one, with its `scores` (AreaScores without an assessment).

    Return (the assessment, whether it was written): a form sent twice is saved once. A score of an area that `scores`
    lacks is deleted. `seen`: the key of the newest assessment of the case when a new form was opened (None: there was
    none). With `hand_over` it is handed to the head of the unit today. Raise ValidationError if somebody else has
    assessed the case meanwhile, if the case was mistaken, or if the assessment was acknowledged.
    """
    case = assessment.case
    lock_family(case.family)
    if assessment.pk:
        refuse_acknowledged(Assessment.objects.get(pk=assessment.pk))
    else:
        if twin := _twin(assessment, scores):
            return twin, False
        newest = case.assessments.newest_first().first()
        if newest and newest.pk != seen:
            message = (
                f"Odkąd otwarto ten formularz, ktoś zapisał inną ocenę tej rodziny, z {date_in_words(newest.held_on)}. "
                "Niczego nie nadpisano. Porównaj obie; jeśli ta druga też jest potrzebna, zapisz jeszcze raz."
            )
            raise ValidationError(message, code="another")
    if hand_over and assessment.handed_on is None:
        assessment.handed_on = timezone.localdate()
    assessment.save()
    _save_scores(assessment, scores)
    return assessment, True


def _twin(assessment, scores):
    """Return a saved assessment that says the same, or None."""
    texts = ("progress", "recommendation", "safety", "safety_words", "safety_action", "family_voice", "child_voice")
    names = ("period_start", "period_end", "held_on", *texts, "obstacles", "conclusion")
    said = _said(scores)
    for other in Assessment.objects.filter(case=assessment.case, held_on=assessment.held_on):
        same = all(getattr(other, name) == getattr(assessment, name) for name in names)
        if same and _said(other.scores.all()) == said:
            return other
    return None


def _said(scores):
    return {(score.area_id, score.step_id, score.sentence) for score in scores}


def _save_scores(assessment, scores):
    there = {score.area_id: score for score in assessment.scores.all()}
    for score in scores:
        known = there.pop(score.area_id, None)
        if known is None:
            score.assessment = assessment
            score.save()
        elif (known.step_id, known.sentence) != (score.step_id, score.sentence):
            known.step, known.sentence = score.step, score.sentence
            known.save()
    for left in there.values():
        left.delete()


def refuse_acknowledged(assessment):
    """Raise ValidationError if the head of the unit has acknowledged the assessment."""
    if assessment.acknowledged_on:
        raise ValidationError(ACKNOWLEDGED)


@transaction.atomic
def hand_over(*, assessment):
    """Hand the assessment to the head of the unit today. One that was handed over stays as it is."""
    lock_family(assessment.case.family)
    assessment.refresh_from_db()
    if assessment.handed_on is None:
        assessment.handed_on = timezone.localdate()
        assessment.save(update_fields=["handed_on"])


@transaction.atomic
def acknowledge(*, assessments, user):
    """Acknowledge those of the assessments (a queryset) that wait for it, as the head of the unit (`user`) today.

    Return their number. Those that somebody else acknowledged meanwhile stay as they are.
    """
    waiting = list(assessments.handed_over().select_related("case__family").order_by("pk"))
    lock_family(*{each.case.family for each in waiting})
    done = 0
    for assessment in Assessment.objects.handed_over().filter(pk__in=[each.pk for each in waiting]).order_by("pk"):
        assessment.acknowledged_on, assessment.acknowledged_by = timezone.localdate(), user
        assessment.save(update_fields=["acknowledged_on", "acknowledged_by"])
        done += 1
    return done


@transaction.atomic
def keep_open(*, assessment, because):
    """Decide that the support goes on although the assessment recommends to end it, and why.

    Raise ValidationError if nothing is to be decided (any more).
    """
    lock_family(assessment.case.family)
    today = timezone.localdate()
    if not cases_to_end(today).filter(pk=assessment.case_id, assessment=assessment.pk).exists():
        raise ValidationError(
            "Tu nie ma już o czym rozstrzygać: wsparcie zakończono, rozstrzygnięto to albo jest nowsza ocena."
        )
    assessment.kept_open_on, assessment.kept_open_because = today, because
    assessment.save(update_fields=["kept_open_on", "kept_open_because"])


def case_to_assess(family, asked=""):
    """Return the case with the number `asked` that is assessed, or the one opened last, open ones first; None: the
    family was never supported."""
    cases = list(Case.objects.filter(family=family).order_by("-opened_on", "-pk").select_related("family"))
    cases.sort(key=lambda case: case.closed_on is not None)
    return next((case for case in cases if asked in (case.number, case.kind)), cases[0] if cases else None)
