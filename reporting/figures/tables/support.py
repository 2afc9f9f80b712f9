"""Served families, their children and adults: numbers, structure, age, traits of carers."""

from django.db.models import F, Q

from assistants.models import Assistant
from cases.choices import Education, IncomeSource, MaritalStatus, Structure
from familycare.lib.dates import MonthsLater
from reporting.figures.tables.definitions import Facts, MeasureColumn, Row, Table, by_code, measure_rows
from reporting.figures.tables.served import (
    ADULTS,
    ANNUAL_REPORT,
    CHILDREN,
    FAMILIES,
    PERSONS,
    UWRISPZ,
    carers,
    members,
    served,
)
from reporting.models import FamilyKind, Unit

AT_HOME = Q(is_child=True, is_placed=False)

employed = Facts(
    records=lambda period: Assistant.objects.employed_on(period.end),
    why=lambda assistant, period: f"w zatrudnieniu w dniu {period.end:%d.%m.%Y}",
)


def support_rows():
    return [
        Row("families", "Rodziny objęte wsparciem asystenta", served, FAMILIES),
        Row("children", "Dzieci w tych rodzinach", members, CHILDREN, AT_HOME),
        Row(
            "children_placed",
            "Dzieci tych rodzin przebywające poza domem",
            members,
            CHILDREN,
            Q(is_child=True, is_placed=True),
        ),
        Row(
            "children_disabled",
            "Dzieci z niepełnosprawnością (wśród dzieci w rodzinach)",
            members,
            CHILDREN,
            AT_HOME & Q(is_disabled=True),
        ),
        Row("adults", "Dorośli w tych rodzinach", members, ADULTS, Q(is_child=False)),
        Row("assistants", "Asystenci rodziny zatrudnieni w ostatnim dniu okresu", employed, PERSONS),
    ]


def children_per_family_rows():
    labels = ["bez dzieci w domu", "1 dziecko", *(f"{n} dzieci" for n in range(2, 7))]
    rows = [
        Row(str(number), label, served, FAMILIES, split=(("children_at_home", number),))
        for number, label in enumerate(labels)
    ]
    return [*rows, Row("7_plus", "7 dzieci i więcej", served, FAMILIES, Q(children_at_home__gte=7))]


def work_time_rows():
    """The time of work with a family in full months: `from_month` of them have passed on the reference day."""
    bands = [
        ("under_3_months", "poniżej 3 miesięcy", 0, 3),
        ("3_12_months", "od 3 do 12 miesięcy", 3, 12),
        ("1_2_years", "od roku do 2 lat", 12, 24),
        ("over_2_years", "2 lata i dłużej", 24, None),
    ]
    return [Row(key, label, served, FAMILIES, _worked(*months)) for key, label, *months in bands]


def _worked(from_month, to_month):
    condition = Q()
    if from_month:
        condition &= Q(reference_day__gte=MonthsLater(F("supported_since"), from_month))
    if to_month:
        condition &= Q(reference_day__lt=MonthsLater(F("supported_since"), to_month))
    return condition


def child_age_rows():
    bands = [("0_6", "0–6 lat", 0, 6), ("7_15", "7–15 lat", 7, 15), ("16_17", "16–17 lat", 16, 17)]
    return [
        *(
            Row(key, label, members, CHILDREN, AT_HOME & Q(age__gte=first, age__lte=last))
            for key, label, first, last in bands
        ),
        Row("unknown", "brak daty urodzenia", members, CHILDREN, AT_HOME & Q(age__isnull=True)),
    ]


def carer_age_rows():
    bands = [
        ("under_18", "poniżej 18 lat", Q(age__lt=18)),
        ("18_25", "18–25 lat", Q(age__gte=18, age__lte=25)),
        ("26_35", "26–35 lat", Q(age__gte=26, age__lte=35)),
        ("36_45", "36–45 lat", Q(age__gte=36, age__lte=45)),
        ("46_plus", "46 lat i więcej", Q(age__gte=46)),
        ("unknown", "brak danych", Q(age__isnull=True)),
    ]
    return [Row(key, label, carers, PERSONS, condition) for key, label, condition in bands]


def family_kind_rows():
    columns = [
        ("families", "rodziny", FAMILIES, served, "kind", None),
        ("adults", "dorośli", ADULTS, members, "served__kind", Q(is_child=False)),
        ("children", "dzieci", CHILDREN, members, "served__kind", Q(is_child=True)),
    ]
    rows = []
    for kind, label in [*FamilyKind.choices, ("total", "razem")]:
        for suffix, heading, measure, facts, path, counted in columns:
            of_kind = None if kind == "total" else Q((path, kind))
            condition = counted & of_kind if counted and of_kind else counted or of_kind
            rows += measure_rows(
                kind,
                label,
                [MeasureColumn(suffix, heading, measure)],
                facts=facts,
                condition=condition,
                is_total=kind == "total",
            )
    return rows


def carer_rows(name, choices):
    """Return the function of rows for a trait of the main carers: a field of Person with `choices`."""
    return lambda: by_code(carers, f"person__{name}", choices, [MeasureColumn("", "", PERSONS)], unknown=True)


OF_CARERS = (
    "Główni opiekunowie rodzin objętych wsparciem, którzy należą do rodziny w dniu odniesienia (ostatnim dniu "
    "okresu, w którym rodzina miała wsparcie)."
)

TABLES = [
    Table(
        "support",
        "Rodziny objęte wsparciem asystenta rodziny",
        Unit.COUNT,
        (
            "Rodziny, które choć jeden dzień okresu miały wsparcie asystenta; każda liczona raz. Dzieci (do 18. "
            "roku życia) i dorosłych liczy się w ostatnim dniu okresu, w którym rodzina miała wsparcie. „Dzieci w "
            "tych rodzinach” to dzieci mieszkające w domu, bez dzieci przebywających poza nim."
        ),
        ANNUAL_REPORT,
        support_rows,
    ),
    Table(
        "structure",
        "Rodziny według struktury",
        Unit.FAMILIES,
        "Rodziny objęte wsparciem w okresie, każda liczona raz.",
        ANNUAL_REPORT,
        lambda: by_code(served, "family__structure", Structure, [MeasureColumn("", "", FAMILIES)], unknown=True),
    ),
    Table(
        "children_per_family",
        "Rodziny według liczby dzieci w domu",
        Unit.FAMILIES,
        "Rodziny objęte wsparciem według liczby dzieci mieszkających w domu w dniu odniesienia.",
        ANNUAL_REPORT,
        children_per_family_rows,
    ),
    Table(
        "work_time",
        "Rodziny według czasu pracy z asystentem",
        Unit.FAMILIES,
        (
            "Rodziny objęte wsparciem w okresie, każda liczona raz, według pełnych miesięcy od objęcia wsparciem do "
            "dnia odniesienia (ostatniego dnia okresu, w którym rodzina miała wsparcie). Gdy rodzina miała w okresie "
            "kilka objęć wsparciem, liczy się od najwcześniejszego z nich."
        ),
        f"art. 176 pkt 6 {UWRISPZ}",
        work_time_rows,
    ),
    Table(
        "child_age",
        "Dzieci według wieku",
        Unit.CHILDREN,
        "Dzieci mieszkające w rodzinach objętych wsparciem, według wieku w pełnych latach w dniu odniesienia.",
        ANNUAL_REPORT,
        child_age_rows,
    ),
    Table(
        "carer_marital_status",
        "Główni opiekunowie według stanu cywilnego",
        Unit.PERSONS,
        OF_CARERS,
        ANNUAL_REPORT,
        carer_rows("marital_status", MaritalStatus),
    ),
    Table(
        "carer_education",
        "Główni opiekunowie według wykształcenia",
        Unit.PERSONS,
        OF_CARERS,
        ANNUAL_REPORT,
        carer_rows("education", Education),
    ),
    Table(
        "carer_income_source",
        "Główni opiekunowie według źródła dochodu",
        Unit.PERSONS,
        OF_CARERS,
        ANNUAL_REPORT,
        carer_rows("income_source", IncomeSource),
    ),
    Table("carer_age", "Główni opiekunowie według wieku", Unit.PERSONS, OF_CARERS, ANNUAL_REPORT, carer_age_rows),
    Table(
        "family_kind",
        "Rodziny według powodu wsparcia",
        Unit.COUNT,
        (
            "Każda rodzina liczona raz: do „Za życiem”, gdy miała w okresie tylko to wsparcie; w pozostałych – do "
            "rodzin z dziećmi w pieczy zastępczej, gdy jej dziecko było w pieczy w dniu odniesienia. Dzieci "
            "liczone są wszystkie: w domu i poza nim."
        ),
        ANNUAL_REPORT,
        family_kind_rows,
    ),
]
