"""Problems of families, health of adults, outcomes, and specialist help."""

from django.db.models import Q

from cases.choices import ConditionKind, HelpMode
from cases.models import Condition, FamilyProblem, Help, Outcome
from familycare.centre.models import HelpKind, OutcomeKind, Problem
from reporting.figures.tables.definitions import (
    DistinctCount,
    Facts,
    MeasureColumn,
    Table,
    Total,
    by_code,
    by_entry,
    measure_rows,
    on,
)
from reporting.figures.tables.served import ANNUAL_REPORT, families_by, individuals, persons_by, served_families
from reporting.models import Member, Unit

problems = Facts(
    records=lambda period: FamilyProblem.objects.active_in(period).filter(family__in=served_families()),
    why=lambda problem, period: str(problem.problem),
    family="family",
    related=("family", "problem"),
)

conditions = Facts(
    records=lambda period: Condition.objects.active_in(period).filter(
        person__individual__in=Member.objects.filter(is_counted=True, is_child=False).values("person__individual")
    ),
    why=lambda condition, period: condition.get_condition_display(),
    family="person__family",
    related=("person__family",),
)

outcomes = Facts(
    records=lambda period: Outcome.objects.filter(achieved_on__gte=period.start, achieved_on__lte=period.end),
    why=lambda outcome, period: str(outcome.outcome),
    family="case__family",
    who=lambda outcome: str(outcome.case.family),
    when=on("achieved_on"),
    related=("case__family", "outcome"),
)

help_given = Facts(
    records=lambda period: Help.objects.active_in(period).filter(family__in=served_families()),
    why=lambda help, period: f"{help.kind}, forma: {help.get_form_display()}",
    family="family",
    related=("family", "person", "kind"),
)

HELP_MEASURES = [persons_by("person"), families_by("family")]


def outcome_rows(outcome_kinds):
    measures = [
        MeasureColumn("", "", DistinctCount(Unit.FAMILIES, "case__family")),
        MeasureColumn("persons", "osoby", Total(Unit.PERSONS, "persons")),
    ]
    return by_entry(outcomes, "outcome", outcome_kinds, measures)


def help_rows(kinds):
    """Return rows for each kind of help, then for each kind and form."""
    rows = []
    for kind in kinds:
        codes = [kind.code, *(member.code for member in kinds if member.group_id == kind.code)]
        for form, label in HelpMode.choices:
            selected = (
                {"condition": Q(kind__in=codes, form=form)}
                if len(codes) > 1
                else {"split": (("kind", kind.code), ("form", form))}
            )
            rows += measure_rows(
                f"{kind.code}.{form}",
                f"{kind.label}, forma: {label}",
                HELP_MEASURES,
                facts=help_given,
                optional=True,
                **selected,
            )
    return by_entry(help_given, "kind", kinds, HELP_MEASURES) + rows


TABLES = [
    Table(
        "problems",
        "Problemy rodzin",
        Unit.FAMILIES,
        "Rodziny objęte wsparciem, w których problem występował w okresie. Rodzina może mieć kilka problemów.",
        ANNUAL_REPORT,
        lambda entries: by_entry(
            problems, "problem", entries, [MeasureColumn("", "", DistinctCount(Unit.FAMILIES, "family"))]
        ),
        dictionaries=(Problem,),
    ),
    Table(
        "conditions",
        "Stan zdrowia osób dorosłych",
        Unit.ADULTS,
        "Dorośli z rodzin objętych wsparciem, u których stan ten trwał w okresie.",
        ANNUAL_REPORT,
        lambda: by_code(conditions, "condition", ConditionKind, [MeasureColumn("", "", individuals(Unit.ADULTS))]),
    ),
    Table(
        "outcomes",
        "Efekty pracy z rodzinami",
        Unit.FAMILIES,
        (
            "Rodziny, które w okresie osiągnęły dany efekt, każda liczona raz w wierszu, oraz liczba osób, których "
            "efekt dotyczy. Pozycja nadrzędna liczy także efekty pozycji, które pod nią należą."
        ),
        ANNUAL_REPORT,
        outcome_rows,
        dictionaries=(OutcomeKind,),
    ),
    Table(
        "help",
        "Wsparcie specjalistyczne",
        Unit.COUNT,
        (
            "Osoby i rodziny objęte wsparciem asystenta, które w okresie korzystały z danego wsparcia. Wsparcie "
            "udzielone całej rodzinie liczy się tylko jako rodzina. Kto korzystał z kilku form wsparcia, jest "
            "w kilku wierszach, a w wierszu wszystkich form raz."
        ),
        ANNUAL_REPORT,
        help_rows,
        dictionaries=(HelpKind,),
    ),
]
