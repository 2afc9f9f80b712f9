"""Assessments of the families' situation and their due dates (UWRiSPZ art. 15 ust. 1 pkt 15)."""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.deadlines import assessment_due_after
from cases.models import Assessment, Case
from reporting.figures.ctes import working_table
from reporting.figures.tables.definitions import DistinctCount, Facts, Row, Table, on
from reporting.figures.tables.served import UWRISPZ
from reporting.models import AssessmentDue, Unit

EVENTS = DistinctCount(Unit.EVENTS)
MOST_DUES = 10_000  # of one case: their ids count up from a multiple of this number


def follow_up(period):
    """The next due date after each one: counted from the assessment held, or from the due date when none was held."""
    in_time = Q(last_day__isnull=True) | Q(last_day__gte=F("next_due"))
    later = Assessment.objects.filter(case=OuterRef("case"), held_on__gt=OuterRef("held_on"), held_on__lte=period.end)
    return (
        AssessmentDue.objects.annotate(
            next_due=assessment_due_after(Coalesce("held_on", "due_on")),
            next_held=Subquery(later.order_by("held_on").values("held_on")[:1]),
        )
        .filter(in_time, next_due__lte=period.end)
        .values_list(F("id") + 1, "case", "next_due", "next_held", "last_day")
    )


@working_table(AssessmentDue, then=follow_up)
def first_dues(period):
    """The first due date of each case active in the period; `follow_up` adds the later ones.

    The same due dates as in `cases.deadlines.assessment_dues`, from a year before the period on. Only assessments up
    to the last day of the period are known.
    """
    held = Assessment.objects.filter(
        case=OuterRef("pk"), held_on__gte=OuterRef("opened_on"), held_on__lte=period.end
    ).values("held_on")
    return (
        Case.objects.active_in(period)
        .order_by()
        .annotate(
            last_held=Subquery(held.filter(held_on__lte=period.year_before).order_by("-held_on")[:1]),
            held=Subquery(held.filter(held_on__gt=period.year_before).order_by("held_on")[:1]),
            due=assessment_due_after(Coalesce("last_held", "opened_on")),
        )
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gte=F("due")), due__lte=period.end)
        .values_list(F("pk") * MOST_DUES, "pk", "due", "held", "closed_on")
    )


def why(due, period):
    held = f"przeprowadzona {due.held_on:%d.%m.%Y}" if due.held_on else "nieprzeprowadzona"
    return f"termin oceny {due.due_on:%d.%m.%Y}, {held}"


dues = Facts(
    records=lambda period: AssessmentDue.objects.filter(due_on__gte=period.start),
    why=why,
    family="case__family",
    who=lambda due: str(due.case.family),
    when=on("due_on"),
    related=("case__family",),
)


def rows():
    return [
        Row("due", "oceny, których termin przypadł w okresie", dues, EVENTS, is_total=True),
        Row("on_time", "przeprowadzone w terminie", dues, EVENTS, Q(held_on__lte=F("due_on"))),
        Row("late", "przeprowadzone po terminie", dues, EVENTS, Q(held_on__gt=F("due_on"))),
        Row("missing", "nieprzeprowadzone do końca okresu", dues, EVENTS, Q(held_on__isnull=True)),
    ]


TABLES = [
    Table(
        "assessments",
        "Terminowość okresowych ocen sytuacji rodziny",
        Unit.EVENTS,
        (
            "Ocenę przeprowadza się najpóźniej sześć miesięcy po objęciu wsparciem, a każdą następną najpóźniej sześć "
            "miesięcy po poprzedniej; liczą się terminy, które minęły w okresie, gdy wsparcie trwało."
        ),
        f"art. 15 ust. 1 pkt 15 {UWRISPZ}",
        rows,
    ),
]
