"""Whether the family's situation was assessed in time (UWRiSPZ art. 15 ust. 1 pkt 15)."""

from itertools import groupby
from operator import itemgetter

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.deadlines import assessment_dues
from cases.models import Assessment, Case
from reporting.models import AssessmentDue, Unit
from reporting.tables.base import Facts, Row, Table, Things, on
from reporting.tables.served import UWRISPZ
from reporting.working import HandmadeTable

TERMS = Things(Unit.EVENTS)


def dues_of(period):
    """The dues of the period, as they stood on its last day, or stand today when that is still to come."""
    until = min(period.end, timezone.localdate())
    active = Case.objects.active_in(period).order_by()
    held = (
        Assessment.objects.filter(case__in=active.values("pk"), held_on__lte=until)
        .order_by("case", "held_on")
        .values_list("case", "held_on")
    )
    held_by_case = {case: [day for _case, day in days] for case, days in groupby(held, key=itemgetter(0))}
    dues = (
        (case, due, done)
        for case, opened_on, closed_on in active.values_list("pk", "opened_on", "closed_on")
        for due, done in assessment_dues(opened_on, closed_on, held_by_case.get(case, ()), until)
        if due >= period.start
    )
    return [(key, *due) for key, due in enumerate(dues, start=1)]


def why(due, period):
    days = {"due": f"{due.due_on:%d.%m.%Y}", "held": due.held_on and f"{due.held_on:%d.%m.%Y}"}
    if due.held_on:
        return _("ocena do %(due)s, przeprowadzona %(held)s") % days
    return _("ocena do %(due)s, nieprzeprowadzona") % days


dues = Facts(
    records=lambda period: AssessmentDue.objects.all(),
    tables=(HandmadeTable(AssessmentDue, dues_of),),
    why=why,
    family="case__family",
    who=lambda due: str(due.case.family),
    when=on("due_on"),
    related=("case__family",),
)


def rows():
    return [
        Row("due", _("oceny, których termin przypadł w okresie"), dues, TERMS, is_total=True),
        Row("on_time", _("przeprowadzone w terminie"), dues, TERMS, Q(held_on__lte=F("due_on"))),
        Row("late", _("przeprowadzone po terminie"), dues, TERMS, Q(held_on__gt=F("due_on"))),
        Row("missing", _("nieprzeprowadzone do końca okresu"), dues, TERMS, Q(held_on__isnull=True)),
    ]


TABLES = [
    Table(
        "assessments",
        _("Terminowość okresowych ocen sytuacji rodziny"),
        Unit.EVENTS,
        _(
            "Ocena jest należna w ciągu sześciu miesięcy od objęcia wsparciem, a każda następna w ciągu sześciu "
            "miesięcy od poprzedniej; liczą się terminy, które minęły w okresie, gdy wsparcie trwało."
        ),
        f"art. 15 ust. 1 pkt 15 {UWRISPZ}",
        rows,
    ),
]
