"""Work with several families at once."""

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from assistants.choices import WorkshopKind
from assistants.models import Attendance
from familycare.lib.dates import Age
from reporting.figures.ctes import working_table
from reporting.figures.tables.definitions import Facts, Measured, Row, Table, Things, on
from reporting.figures.tables.served import UWRISPZ, families_by
from reporting.models import Attended, Unit

EVENTS = Measured("events", "spotkania", Things(Unit.EVENTS, "event"))
PARTICIPANTS = Measured("participants", "uczestnicy", Things(Unit.PERSONS, "person"))
CHILDREN = Measured("children", "w tym dzieci", Things(Unit.CHILDREN, "person"))
FAMILIES = families_by("person__family")


@working_table(Attended)
def attendances(period):
    """Attendances of the period; `event` is a workshop on a day.

    `is_first`: the person's first in the period, `is_first_of_kind`: the first at workshops of that kind.
    """
    here = Attendance.objects.filter(attended_on__gte=period.start, attended_on__lte=period.end)
    earlier = here.filter(person=OuterRef("person"), attended_on__lt=OuterRef("attended_on"))
    return (
        here.order_by()
        .annotate(
            event=Concat(Cast("workshop", CharField()), Value("/"), Cast("attended_on", CharField())),
            age=Age("attended_on", "person__birth_date"),
            is_first=~Exists(earlier),
            is_first_of_kind=~Exists(earlier.filter(workshop__kind=OuterRef("workshop__kind"))),
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
    rows = rows_of("", "zajęcia grupowe razem", Q(), Q(is_first=True, age__lt=18))
    for kind, label in WorkshopKind.choices:
        of_kind = Q(kind=kind)
        rows += rows_of(kind, label, of_kind, of_kind & Q(is_first_of_kind=True, age__lt=18))
    return rows


def rows_of(key, label, all_of_them, first_as_children):
    rows = []
    for each in (EVENTS, PARTICIPANTS, CHILDREN, FAMILIES):
        condition = first_as_children if each is CHILDREN else all_of_them
        rows.append(
            Row(
                f"{key}.{each.key}" if key else each.key,
                f"{label} – {each.label}",
                attended,
                each.measure,
                condition or None,
                group_label=label,
                measure_label=each.label,
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
            "które w dniu swojego pierwszego udziału w okresie nie miały 18 lat – oraz ich rodziny."
        ),
        f"art. 15 ust. 1 {UWRISPZ}",
        rows,
    ),
]
