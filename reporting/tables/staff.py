"""The assistants: their posts, their caseload, their training."""

from django.db.models import CharField, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, Greatest
from django.utils.translation import gettext_lazy as _

from assistants.caseload import load_on, with_load
from assistants.models import MOST_FAMILIES, Assignment, Assistant, Post, Training
from assistants.vocabulary import TrainingKind
from familycare.centre.models import Funding
from familycare.polish import number
from reporting.models import Unit
from reporting.tables.base import Facts, Mean, Measured, Row, Table, Things, Total, by_entry, on
from reporting.tables.served import UWRISPZ

FRACTION = Total(Unit.POSTS, "fraction")

posts = Facts(
    records=lambda period: Post.objects.active_on(period.end),
    why=lambda post, period: (
        _("%(funding)s: %(fraction)s etatu") % {"funding": post.funding, "fraction": number(post.fraction)}
    ),
    who=lambda post: str(post.assistant),
    related=("assistant", "funding"),
)


def loads(period):
    """The assistants employed on the last day, and how many families each has on it."""
    return with_load(Assistant.objects.employed_on(period.end), period.end)


def peak(period):
    """The assignments that make the largest caseload of the period, of an assistant employed on its last day.

    The load can only grow on a day on which an assignment starts: those days, and the first of the period, are tried.
    """
    employed = Assistant.objects.employed_on(period.end)
    largest = (
        Assignment.objects.active_in(period)
        .filter(assistant__in=employed.values("pk"))
        .annotate(day=Greatest("starts_on", Value(period.start)), assistant_key=F("assistant"))
        .annotate(load=load_on(OuterRef("day")))
        .order_by("-load", "assistant__number", "day")
        .values_list("assistant", "day")
        .first()
    )
    if not largest:
        return Assignment.objects.none()
    assistant, day = largest
    return Assignment.objects.active_on(day).filter(assistant=assistant)


caseloads = Facts(
    records=loads,
    why=lambda assistant, period: (
        _("rodziny w dniu %(day)s: %(load)s") % {"day": f"{period.end:%d.%m.%Y}", "load": assistant.load}
    ),
)

largest_caseload = Facts(
    records=peak,
    why=lambda assignment, period: _("asystent: %(assistant)s") % {"assistant": assignment.assistant},
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


def post_rows():
    by_funding = by_entry(posts, "funding", Funding, [Measured("", "", FRACTION)])
    return [*by_funding, Row("total", _("razem"), posts, FRACTION, is_total=True)]


def caseload_rows():
    return [
        Row(
            "max",
            _("najwięcej rodzin u jednego asystenta w jednym dniu okresu"),
            largest_caseload,
            Things(Unit.FAMILIES, "family"),
        ),
        Row("average", _("średnio rodzin u asystenta w ostatnim dniu okresu"), caseloads, Mean(Unit.FAMILIES, "load")),
        Row(
            "at_cap",
            _("asystenci, którzy w tym dniu mają %(most)s rodzin") % {"most": MOST_FAMILIES},
            caseloads,
            Things(Unit.PERSONS),
            Q(load__gte=MOST_FAMILIES),
        ),
    ]


def training_rows():
    rows = []
    for kind, events, hours in (
        (TrainingKind.TRAINING, _("szkolenia"), _("szkolenia – godziny (suma po asystentach)")),
        (TrainingKind.SUPERVISION, _("superwizje"), _("superwizje – godziny (suma po asystentach)")),
    ):
        of_kind = Q(kind=kind)
        rows += [
            Row(f"{kind.value}.events", events, trainings, Things(Unit.EVENTS, "event"), of_kind),
            Row(f"{kind.value}.hours", hours, trainings, Total(Unit.HOURS, "hours", places=2), of_kind),
        ]
    return [
        *rows,
        Row("assistants", _("asystenci, którzy wzięli udział"), trainings, Things(Unit.PERSONS, "assistant")),
    ]


TABLES = [
    Table(
        "posts",
        _("Etaty asystentów rodziny"),
        Unit.POSTS,
        _("Suma części etatów zajętych w ostatnim dniu okresu, według źródła finansowania."),
        f"art. 12 i 17 {UWRISPZ}",
        post_rows,
    ),
    Table(
        "caseload",
        _("Obciążenie asystentów"),
        Unit.FAMILIES,
        _(
            "Asystenci zatrudnieni w ostatnim dniu okresu. Rodzina z dwoma objęciami wsparciem u tego samego "
            "asystenta liczy się raz. Ustawa pozwala na najwyżej 15 rodzin w tym samym czasie."
        ),
        f"art. 15 ust. 4 {UWRISPZ}",
        caseload_rows,
    ),
    Table(
        "trainings",
        _("Szkolenia i superwizje"),
        Unit.COUNT,
        _("Różne szkolenia i superwizje (temat i dzień), godziny zsumowane po asystentach, różni asystenci."),
        f"art. 12 {UWRISPZ}",
        training_rows,
    ),
]
