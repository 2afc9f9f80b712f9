"""Work of assistants: diary entries, and contacts with institutions."""

from django.db.models import Q, Window
from django.db.models.functions import Coalesce, RowNumber

from assistants.choices import VisitKind
from assistants.models import Visit
from familycare.centre.models import Institution
from familycare.lib.polish import duration
from reporting.figures.ctes import working_table
from reporting.figures.tables.definitions import (
    DistinctCount,
    Facts,
    MeasureColumn,
    Row,
    Table,
    Total,
    by_code,
    by_entry,
    on,
)
from reporting.figures.tables.served import UWRISPZ, families_by
from reporting.models import Occasion, Unit


def why_visit(visit, period):
    parts = [visit.get_kind_display(), visit.minutes and duration(visit.minutes), visit.institution]
    return ", ".join(str(part) for part in parts if part)


def visit_facts(records):
    """Return Facts for a function from a period to a queryset of visits."""
    return Facts(
        records=records,
        why=why_visit,
        family="case__family",
        who=lambda visit: str(visit.assistant),
        when=on("visited_on"),
        related=("case__family", "assistant", "institution"),
    )


@working_table(Occasion)
def occasions(period):
    """The longest of the entries of one assistant in the period with the same `event`: the time of that occasion."""
    longest_first = (Coalesce("minutes", 0).desc(), "pk")
    return (
        Visit.objects.in_period(period)
        .exclude(event="")
        .order_by()
        .annotate(place=Window(RowNumber(), partition_by=("assistant", "event"), order_by=longest_first))
        .filter(place=1)
        .values_list("pk")
    )


visits = visit_facts(lambda period: Visit.objects.in_period(period))
contacts = visit_facts(lambda period: Visit.objects.in_period(period).filter(institution__isnull=False))


def work_rows():
    return [
        *by_code(visits, "kind", VisitKind, [MeasureColumn("", "", DistinctCount(Unit.EVENTS))]),
        Row("advice", "porady udzielone rodzinom", visits, Total(Unit.COUNT, "advice_count")),
        Row(
            "hours",
            "godziny pracy z rodzinami",
            visits,
            Total(Unit.HOURS, "minutes", divisor=60, places=2),
            Q(event="") | Q(occasion__isnull=False),
        ),
    ]


TABLES = [
    Table(
        "work",
        "Praca asystentów z rodzinami",
        Unit.COUNT,
        (
            "Wpisy dziennika z dni okresu, suma porad i suma czasu w godzinach. Czas jednego zdarzenia z kilkoma "
            "rodzinami (tak oznaczonego we wpisach) liczy się u asystenta raz."
        ),
        f"art. 14 i 15 {UWRISPZ}",
        work_rows,
    ),
    Table(
        "institutions",
        "Współpraca z instytucjami",
        Unit.COUNT,
        (
            "Wpisy dziennika z dni okresu, w których wskazano instytucję, i rodziny, których dotyczyły (każda raz "
            "w wierszu)."
        ),
        f"art. 15 ust. 1 {UWRISPZ}",
        lambda institutions: by_entry(
            contacts,
            "institution",
            institutions,
            [MeasureColumn("contacts", "kontakty", DistinctCount(Unit.EVENTS)), families_by("case__family")],
        ),
        dictionaries=(Institution,),
    ),
]
