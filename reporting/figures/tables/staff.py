"""Assistants: posts, caseload, training."""

from dataclasses import replace

from django.db.models import CharField, Count, DateField, F, Q, Value
from django.db.models.functions import Cast, Concat, Greatest

from assistants.choices import Contract, TrainingKind
from assistants.models import Assignment, Assistant, Post, Training
from assistants.staff.caseload import with_load
from cases.spans import holds_in
from familycare.centre.law.in_force import ValueInForce
from familycare.centre.models import Funding, LegalTerm
from familycare.lib.polish import posts_in_words
from reporting.figures.ctes import working_table
from reporting.figures.tables.definitions import (
    DistinctCount,
    Facts,
    Mean,
    MeasureColumn,
    Row,
    Table,
    Total,
    by_entry,
    on,
)
from reporting.figures.tables.served import PERSONS, UWRISPZ
from reporting.figures.tables.support import employed
from reporting.models import LargestCaseload, Unit

FRACTION = Total(Unit.POSTS, "fraction", places=2)

posts = Facts(
    records=lambda period: Post.objects.active_on(period.end),
    why=lambda post, period: f"{post.funding}: {posts_in_words(post.fraction)}",
    who=lambda post: str(post.assistant),
    related=("assistant", "funding"),
)


def loads(period):
    """Assistants employed on the last day of the period, with their number of families on that day (`load`), and how
    many the law allows on it (`most`)."""
    most = ValueInForce(LegalTerm.MOST_FAMILIES, Cast(period.end, DateField()))
    return with_load(Assistant.objects.employed_on(period.end), period.end).annotate(most=most)


@working_table(LargestCaseload)
def largest_caseloads(period):
    """The largest caseload in the period of an assistant employed on its last day: the assistant and the day.

    A caseload can only grow on the first day of an assignment, so only these days and the first day are compared.
    """
    there = "assistant__assignments"
    return (
        Assignment.objects.active_in(period)
        .filter(assistant__in=Assistant.objects.employed_on(period.end).order_by().values("pk"))
        .annotate(day=Greatest("starts_on", period.start))
        .filter(holds_in(f"{there}__starts_on", f"{there}__ends_on", F("day"), F("day")))
        .values("assistant", "day")
        .annotate(load=Count(f"{there}__family", distinct=True))
        .order_by("-load", "assistant__number", "day")
        .values_list("assistant", "day")[:1]
    )


def assignments_at_peak(period):
    """Assignments of that assistant on that day."""
    day = F("assistant__largest_caseload__day")
    return Assignment.objects.filter(holds_in("starts_on", "ends_on", day, day))


caseloads = Facts(
    records=loads,
    why=lambda assistant, period: f"rodziny w dniu {period.end:%d.%m.%Y}: {assistant.load}",
)

largest_caseload = Facts(
    records=assignments_at_peak,
    why=lambda assignment, period: f"asystent: {assignment.assistant}",
    family="family",
    related=("family", "assistant"),
)

trainings = Facts(
    records=lambda period: Training.objects.filter(held_on__gte=period.start, held_on__lte=period.end).annotate(
        event=Concat("title", Value("/"), Cast("held_on", CharField()))
    ),
    why=lambda training, period: f"{training.get_kind_display()}: {training.assistant}",
    who=lambda training: f"{training.title}, {training.held_on:%d.%m.%Y}",
    when=on("held_on"),
    related=("assistant",),
)


def post_rows(sources):
    """Return a row for each source of funding; the label of a part names the source that contains it."""
    labels = {source.code: source.label for source in sources}
    within = {source.code: labels[source.group_id] for source in sources if source.group_id}
    by_funding = [
        replace(row, label=f"{row.label} (w ramach: {whole})", is_part=True) if (whole := within.get(row.key)) else row
        for row in by_entry(posts, "funding", sources, [MeasureColumn("", "", FRACTION)])
    ]
    return [*by_funding, Row("total", "razem", posts, FRACTION, is_total=True)]


def contract_rows():
    here = Q(employer="")
    return [
        Row("employment", "stosunek pracy", employed, PERSONS, here & Q(contract=Contract.EMPLOYMENT)),
        Row("service", "umowa o świadczenie usług", employed, PERSONS, here & Q(contract=Contract.SERVICE)),
        Row("unknown", "umowy nie wpisano", employed, PERSONS, here & Q(contract="")),
        Row("other_employer", "zatrudnieni przez inny podmiot", employed, PERSONS, ~here),
        Row("total", "razem", employed, PERSONS, is_total=True),
    ]


def caseload_rows():
    return [
        Row(
            "max",
            "najwięcej rodzin u jednego asystenta w jednym dniu okresu",
            largest_caseload,
            DistinctCount(Unit.FAMILIES, "family"),
        ),
        Row("average", "średnio rodzin u asystenta w ostatnim dniu okresu", caseloads, Mean(Unit.FAMILIES, "load")),
        Row(
            "at_cap",
            "asystenci, którzy w tym dniu mają tyle rodzin, ile najwięcej pozwala ustawa",
            caseloads,
            DistinctCount(Unit.PERSONS),
            Q(load__gte=F("most")),
        ),
    ]


def training_rows():
    rows = []
    for kind, events, hours in (
        (TrainingKind.TRAINING, "szkolenia", "szkolenia – godziny wszystkich asystentów"),
        (TrainingKind.SUPERVISION, "superwizje", "superwizje – godziny wszystkich asystentów"),
    ):
        of_kind = Q(kind=kind)
        rows += [
            Row(f"{kind.value}.events", events, trainings, DistinctCount(Unit.EVENTS, "event"), of_kind),
            Row(f"{kind.value}.hours", hours, trainings, Total(Unit.HOURS, "hours", places=2), of_kind),
        ]
    return [
        *rows,
        Row("assistants", "asystenci, którzy wzięli udział", trainings, DistinctCount(Unit.PERSONS, "assistant")),
    ]


TABLES = [
    Table(
        "posts",
        "Etaty asystentów rodziny",
        Unit.POSTS,
        "Suma części etatów zajętych w ostatnim dniu okresu, według źródła finansowania.",
        f"art. 17 {UWRISPZ}",
        post_rows,
        dictionaries=(Funding,),
    ),
    Table(
        "contracts",
        "Asystenci według umowy",
        Unit.PERSONS,
        (
            "Asystenci zatrudnieni w ostatnim dniu okresu, według umowy. Zatrudnieni przez podmiot, któremu zlecono "
            "to zadanie, są osobno, bez względu na umowę."
        ),
        f"art. 17 ust. 1 {UWRISPZ}",
        contract_rows,
    ),
    Table(
        "caseload",
        "Obciążenie asystentów",
        Unit.FAMILIES,
        (
            "Asystenci zatrudnieni w ostatnim dniu okresu. Rodzina z dwoma objęciami wsparciem u tego samego "
            "asystenta liczy się raz. Ustawa pozwala na najwyżej 15 rodzin w tym samym czasie."
        ),
        f"art. 15 ust. 4 {UWRISPZ}",
        caseload_rows,
    ),
    Table(
        "trainings",
        "Szkolenia i superwizje",
        Unit.COUNT,
        (
            "Szkolenie albo superwizja o tym samym temacie i z tego samego dnia liczy się raz, a jej godziny u każdego "
            "asystenta, który wziął udział. Każdy asystent liczy się raz."
        ),
        f"art. 12 {UWRISPZ}",
        training_rows,
    ),
]
