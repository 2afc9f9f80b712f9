"""Workshops, support groups and social projects."""

from django.db.models import CharField, F, Min, Q, Value, Window
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import Exact

from assistants.choices import WorkshopKind
from assistants.models import Attendance
from familycare.lib.dates import Age
from reporting.figures.ctes import working_table
from reporting.figures.tables.definitions import DistinctCount, Facts, MeasureColumn, Row, Table, on
from reporting.figures.tables.served import UWRISPZ, families_by, individuals
from reporting.models import Attended, Unit

EVENTS = MeasureColumn("events", "spotkania", DistinctCount(Unit.EVENTS, "event"))
PARTICIPANTS = MeasureColumn("participants", "uczestnicy", individuals(Unit.PERSONS))
CHILDREN = MeasureColumn("children", "w tym dzieci", individuals(Unit.CHILDREN))
FAMILIES = families_by("person__family")


@working_table(Attended)
def attendances(period):
    """Attendances in the period; `event` is a workshop on a day, `age` the age in full years on that day.

    `is_first`: the person's first attendance in the period; `is_first_of_kind`: the first at workshops of that kind.
    """
    here = Attendance.objects.filter(attended_on__gte=period.start, attended_on__lte=period.end)

    def is_first_of(*those):
        # A subquery for each row takes time that grows with the square of the rows on PostgreSQL.
        return Exact(F("attended_on"), Window(Min("attended_on"), partition_by=those))

    return (
        here.order_by()
        .annotate(
            event=Concat(Cast("workshop", CharField()), Value("/"), Cast("attended_on", CharField())),
            age=Age("attended_on", "person__birth_date"),
            is_first=is_first_of("person__individual"),
            is_first_of_kind=is_first_of("person__individual", "workshop__kind"),
        )
        .values_list(
            "pk", "workshop", "workshop__kind", "attended_on", "event", "person", "age", "is_first", "is_first_of_kind"
        )
    )


attended = Facts(
    records=lambda period: Attended.objects.all(),
    why=lambda attendance, period: str(attendance.workshop),
    family="person__family",
    who=lambda attendance: f"{attendance.workshop}, {attendance.attended_on:%d.%m.%Y}",
    when=on("attended_on"),
    related=("person__family", "workshop"),
)


def rows():
    rows = kind_rows("", "zajęcia grupowe razem", Q(), Q(is_first=True, age__lt=18))
    for kind, label in WorkshopKind.choices:
        of_kind = Q(kind=kind)
        rows += kind_rows(kind, label, of_kind, of_kind & Q(is_first_of_kind=True, age__lt=18))
    return rows


def kind_rows(key, label, condition, first_as_children):
    """Return the rows for a kind of workshop ("" for all). `first_as_children` selects each child once."""
    rows = []
    for column in (EVENTS, PARTICIPANTS, CHILDREN, FAMILIES):
        rows.append(
            Row(
                f"{key}.{column.key}" if key else column.key,
                f"{label} – {column.label}",
                attended,
                column.measure,
                (first_as_children if column is CHILDREN else condition) or None,
                group_label=label,
                measure_label=column.label,
                is_total=not key,
            )
        )
    return rows


TABLES = [
    Table(
        "workshops",
        "Zajęcia grupowe",
        Unit.COUNT,
        (
            "Spotkania (zajęcia w danym dniu), różne osoby, które w nich uczestniczyły, wśród nich dzieci – osoby, "
            "które w dniu swojego pierwszego udziału w okresie nie miały 18 lat – oraz ich rodziny. Kto był na "
            "zajęciach kilku rodzajów, jest w kilku wierszach, a w sumie raz."
        ),
        f"art. 15 ust. 1 {UWRISPZ}",
        rows,
    ),
]
