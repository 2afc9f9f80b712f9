"""What an assessment asks for: the one definition that lists of deadlines, pages and counts share.

Only the newest assessment of a case asks for something: a later one replaces its recommendation.
"""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.choices import Recommendation
from cases.deadlines import assessment_due_after
from cases.models import Assessment, Case, Family, Plan


def cases_to_replan(day):
    """Return the cases open on the day whose newest assessment asks for another plan, as long as none was agreed on
    its day or later.

    They are annotated with `assessed_on`, the day of the assessment.
    """
    plans = Plan.objects.filter(case=OuterRef("pk"), agreed_on__lte=day)
    agreed_on = Subquery(plans.order_by("-agreed_on").values("agreed_on")[:1])
    asked = _asking_for(Recommendation.CHANGE_PLAN, day).alias(planned_on=agreed_on)
    return asked.filter(Q(planned_on=None) | Q(planned_on__lt=F("assessed_on")))


def cases_to_end(day):
    """Return the cases open on the day whose newest assessment asks to end the support, and was handed over, as long as
    nobody decided to go on.

    They are annotated with `assessed_on`, `handed_on` and `assessment`, the key of the assessment.
    """
    return _asking_for(Recommendation.CLOSE, day).filter(handed_on__lte=day, kept_open_on=None)


def waiting_for(user):
    """Return the assessments of the user's families that wait to be acknowledged, the longest waiting first."""
    families = Family.objects.visible_to(user).filter(anonymised_on=None)
    waiting = Assessment.objects.handed_over().filter(case__family__in=families)
    return waiting.order_by("handed_on", "pk")


def _asking_for(recommendation, day):
    newest = Assessment.objects.filter(case=OuterRef("pk"), held_on__lte=day).newest_first()
    values = {
        name: Subquery(newest.values(field)[:1])
        for name, field in (
            ("assessment", "pk"),
            ("assessed_on", "held_on"),
            ("handed_on", "handed_on"),
            ("kept_open_on", "kept_open_on"),
        )
    }
    asked = Case.objects.order_by().active_on(day).alias(asked=Subquery(newest.values("recommendation")[:1]))
    return asked.filter(asked=recommendation).annotate(**values)


def with_term(assessments):
    """Annotate the assessments with `term`, the last day on which each was to be held and handed over.

    It is counted from the assessment before, or from the opening of the case, by the law of that day.
    """
    before = Assessment.objects.filter(
        Q(held_on__lt=OuterRef("held_on")) | Q(held_on=OuterRef("held_on"), pk__lt=OuterRef("pk")),
        case=OuterRef("case"),
    )
    before_on = Subquery(before.newest_first().values("held_on")[:1])
    return assessments.annotate(term=assessment_due_after(Coalesce(before_on, "case__opened_on")))


def days_late(assessment, today):
    """Return by how many days the assessment (see `with_term`) was handed over after its term, or is late today; 0: in
    time. An assessment that does not go to the head of the unit counts from its own day."""
    done = assessment.handed_on or (today if assessment.is_detailed else assessment.held_on)
    return max((done - assessment.term).days, 0)
