"""Computed tables with invented values in the shape of the real ones, for tests without a database."""

from decimal import Decimal
from types import SimpleNamespace

from assistants.choices import VisitKind, WorkshopKind
from cases.choices import (
    ClosingReason,
    ConditionKind,
    CourtOrderKind,
    DayCareRunner,
    DayCareType,
    Education,
    Entitlement,
    HelpMode,
    IncomeSource,
    MaritalStatus,
    PlacementGroup,
    PlacementType,
    Structure,
)
from familycare.centre.choices import FUNDINGS, HELP_KINDS, INSTITUTIONS, OUTCOME_KINDS, PROBLEMS
from reporting.figures.compute import ComputedRow, ComputedTable

CENTRE = SimpleNamespace(
    name="Miejski Ośrodek Pomocy Społecznej w Źrebicach",
    municipality="Miasto Źrebice",
    authority="Prezydent Miasta",
    council="Rada Miasta Źrebic",
)
FAMILIES_CHILDREN = (("families", "rodziny", "families"), ("children", "dzieci", "children"))
WARDS = (("persons", "osoby", "persons"), ("families", "rodziny", "families"))
CARE_COST = (("children", "dzieci", "children"), ("municipal_cost", "koszt gminy", "PLN"))


def figures(periods, **changed):
    """Every table with values that differ from row to row and grow with the year.

    `changed`: tables by key (dots as two underscores) with {row: values}; {} empties the table.
    """
    tables = {key: _table(key, unit, rows, periods) for key, unit, rows in _declared()}
    for name, rows in changed.items():
        key = name.replace("__", ".")
        tables[key] = _with_values(tables[key], rows)
    return tables


def figures_with(**changed):
    """`figures` for a document, with the tables of `changed` in them."""
    return lambda periods: figures(periods, **changed)


def nothing_open(period):
    """Nothing of what was due in the period is missing today."""
    return {"assessments": 0, "court_reports": 0}


def no_figures(periods):
    """Every table, all zeros."""
    return {key: _with_values(table, {}) for key, table in figures(periods).items()}


def _with_values(table, rows):
    zeros = (0,) * len(table.periods)
    changed = tuple(
        ComputedRow(
            row.key, row.label, row.unit, rows.get(row.key, zeros), row.is_total, row.group_label, row.measure_label
        )
        for row in table.rows
    )
    return ComputedTable(table.key, table.title, table.unit, table.note, table.source, table.periods, changed)


def _table(key, unit, rows, periods):
    return ComputedTable(
        key,
        f"Zestawienie: {key}",
        unit,
        "Rodziny, które choć jeden dzień okresu miały wsparcie asystenta; każda policzona raz.",
        "art. 179 ust. 1 ustawy o wspieraniu rodziny i systemie pieczy zastępczej",
        tuple(periods),
        tuple(_row(position, row, periods, unit) for position, row in enumerate(rows)),
    )


def _row(position, row, periods, table_unit):
    key, label, unit, group, measure = (*row, "", "", "", "")[:5]
    unit = unit or table_unit
    amounts = [(position * 37) % 61 + 3 + year for year in range(len(periods))]
    if unit in ("PLN", "hours"):
        amounts = [Decimal(amount) * Decimal("12345.67") for amount in amounts]
    return ComputedRow(key, label, unit, tuple(amounts), key == "total" or group == "ogółem", group, measure)


def _codes(choices):
    return list(choices.choices)


def _entries(entries):
    return [(code, label) for code, label, _group in entries]


def _measured(codes, measures):
    return [
        (f"{code}.{key}" if key else code, f"{label} – {measure}", unit, label, measure)
        for code, label in codes
        for key, measure, unit in measures
    ]


def _declared():
    unknown = [("unknown", "brak danych")]
    total = [("total", "ogółem")]
    care_groups = PlacementGroup.choices
    help_rows = [
        row
        for code, label in _entries(HELP_KINDS)
        for row in [
            (code, label),
            *((f"{code}.{form}", f"{label} – {form_label}") for form, form_label in _codes(HelpMode)),
        ]
    ]
    return [
        (
            "support",
            "count",
            [
                ("families", "rodziny", "families"),
                ("children", "dzieci w tych rodzinach", "children"),
                ("children_placed", "dzieci poza domem", "children"),
                ("children_disabled", "dzieci z niepełnosprawnością", "children"),
                ("adults", "dorośli", "adults"),
                ("assistants", "asystenci rodziny", "persons"),
            ],
        ),
        (
            "flow",
            "cases",
            [
                ("open_at_start", "otwarte na początku okresu"),
                ("opened", "otwarte w okresie"),
                ("closed", "zakończone w okresie"),
                ("open_at_end", "otwarte po ostatnim dniu okresu"),
            ],
        ),
        (
            "basis",
            "count",
            [
                ("court_ordered_families", "rodziny zobowiązane przez sąd", "families"),
                ("court_ordered_cases", "objęcia wsparciem z zobowiązania sądu", "cases"),
                ("za_zyciem_families", "rodziny wspierane na podstawie ustawy „Za życiem”", "families"),
                ("za_zyciem_cases", "objęcia wsparciem „Za życiem”", "cases"),
            ],
        ),
        ("structure", "families", _codes(Structure) + unknown),
        ("children_per_family", "families", [(str(n), str(n)) for n in range(7)] + [("7_plus", "7 i więcej")]),
        ("child_age", "children", [("0_6", "0–6 lat"), ("7_15", "7–15 lat"), ("16_17", "16–17 lat")] + unknown),
        ("carer_marital_status", "persons", _codes(MaritalStatus) + unknown),
        ("carer_education", "persons", _codes(Education) + unknown),
        ("carer_income_source", "persons", _codes(IncomeSource) + unknown),
        (
            "carer_age",
            "persons",
            [(code, code) for code in ("under_18", "18_25", "26_35", "36_45", "46_plus")] + unknown,
        ),
        (
            "family_kind",
            "count",
            _measured(
                [
                    ("difficulties", "rodziny przeżywające trudności opiekuńczo-wychowawcze"),
                    ("in_care", "rodziny z dziećmi w pieczy zastępczej"),
                    ("za_zyciem", "rodziny wspierane na podstawie ustawy „Za życiem”"),
                    *total,
                ],
                (*FAMILIES_CHILDREN, ("adults", "dorośli", "adults")),
            ),
        ),
        ("problems", "families", _entries(PROBLEMS)),
        ("conditions", "adults", _codes(ConditionKind)),
        ("closures", "cases", _codes(ClosingReason) + total + [("families", "rodziny", "families")]),
        (
            "closure_results",
            "cases",
            [("completed", "cele osiągnięte"), ("interrupted", "praca przerwana"), ("other", "inne")],
        ),
        (
            "outcomes",
            "families",
            _measured(_entries(OUTCOME_KINDS), (("", "rodziny", "families"), ("persons", "osoby", "persons"))),
        ),
        (
            "placements_current",
            "count",
            _measured(_codes(PlacementType) + care_groups + total, FAMILIES_CHILDREN)
            + _measured([("adult_wards", "pełnoletni")], WARDS),
        ),
        (
            "placement_flow",
            "count",
            _measured(
                [
                    ("placed", "umieszczone poza domem"),
                    ("placed_in_care", "w tym w pieczy"),
                    ("returned_home", "powroty do rodziny"),
                ],
                FAMILIES_CHILDREN,
            ),
        ),
        (
            "placements_by_start",
            "count",
            _measured(
                [("this_period", "w okresie"), ("year_before", "w roku poprzednim"), ("earlier", "wcześniej")],
                FAMILIES_CHILDREN,
            ),
        ),
        (
            "care_costs",
            "count",
            _measured(
                [
                    ("family_care", "rodzinna piecza zastępcza"),
                    ("institutional_care", "instytucjonalna piecza zastępcza"),
                    *total,
                    ("share_10", "udział gminy 10%"),
                    ("share_30", "udział gminy 30%"),
                    ("share_50", "udział gminy 50%"),
                ],
                CARE_COST,
            )
            + _measured([("adult_wards", "pełnoletni")], (WARDS[0], CARE_COST[1])),
        ),
        ("court", "families", _codes(CourtOrderKind)),
        (
            "court_reports",
            "count",
            [
                ("sent", "wysłane"),
                ("on_time", "wysłane w terminie"),
                ("late", "wysłane po terminie"),
                ("overdue", "niewysłane mimo upływu terminu"),
            ],
        ),
        (
            "work",
            "count",
            [*_codes(VisitKind), ("advice", "udzielone porady"), ("hours", "godziny pracy z rodzinami", "hours")],
        ),
        (
            "institutions",
            "count",
            _measured(_entries(INSTITUTIONS), (("contacts", "kontakty", "count"), ("families", "rodziny", "families"))),
        ),
        (
            "help",
            "count",
            _measured(help_rows, (("persons", "osoby", "persons"), ("families", "rodziny", "families"))),
        ),
        (
            "workshops",
            "count",
            [
                ("events", "spotkania", "events"),
                ("participants", "uczestnicy", "persons"),
                ("children", "w tym dzieci", "children"),
                ("families", "rodziny", "families"),
                *_measured(
                    _codes(WorkshopKind),
                    (
                        ("events", "spotkania", "events"),
                        ("participants", "uczestnicy", "persons"),
                        ("children", "w tym dzieci", "children"),
                        ("families", "rodziny", "families"),
                    ),
                ),
            ],
        ),
        (
            "supporting_families",
            "count",
            [
                ("supporters", "rodziny wspierające w ostatnim dniu okresu", "families"),
                ("families", "rodziny, którym pomagały", "families"),
                ("refunds", "zwroty kosztów", "PLN"),
            ],
        ),
        (
            "day_care",
            "count",
            [
                *_measured(
                    [*_codes(DayCareType), *_codes(DayCareRunner), ("total", "razem")],
                    (
                        ("centres", "placówki", "count"),
                        ("places", "miejsca", "count"),
                        ("children", "dzieci z ewidencji", "children"),
                        ("outsiders", "dzieci spoza ewidencji", "children"),
                        ("cost", "wydatki (zł)", "PLN"),
                    ),
                ),
                ("attended", "dzieci z ewidencji, które chodziły w okresie", "children"),
                ("own", "wydatki: środki własne gminy (zł)", "PLN"),
                ("other", "wydatki: inne środki (zł)", "PLN"),
            ],
        ),
        ("posts", "posts", _entries(FUNDINGS) + total),
        (
            "caseload",
            "count",
            [
                ("max", "najwięcej rodzin u jednego asystenta", "families"),
                ("average", "średnia liczba rodzin na asystenta", "families"),
                ("at_cap", "asystenci z 15 rodzinami", "persons"),
            ],
        ),
        (
            "trainings",
            "count",
            [
                *_measured(
                    [("training", "szkolenia"), ("supervision", "superwizje")],
                    (("events", "zdarzenia", "events"), ("hours", "godziny", "hours")),
                ),
                ("assistants", "asystenci, którzy skorzystali", "persons"),
            ],
        ),
        (
            "za_zyciem",
            "count",
            [
                *_measured(_codes(Entitlement), (("families", "rodziny", "families"),)),
                ("families", "rodziny razem", "families"),
                ("children", "dzieci w tych rodzinach", "children"),
                ("at_risk_pregnancies", "ciąże zagrożone", "count"),
                ("benefits", "przyznane świadczenia jednorazowe", "count"),
            ],
        ),
        ("blue_cards", "count", [("procedures", "procedury", "count"), ("families", "rodziny", "families")]),
        (
            "assessments",
            "count",
            [
                ("due", "oceny z terminem w okresie"),
                ("on_time", "w terminie"),
                ("late", "po terminie"),
                ("missing", "nieprzeprowadzone"),
            ],
        ),
        (
            "figures.budget",
            "PLN",
            [("budget", "Budżet przeznaczony na realizację zadania"), ("own_funds", "w tym środki własne gminy")],
        ),
        (
            "figures.benefit_reasons",
            "count",
            [
                ("homelessness", "Bezdomność"),
                ("disability", "Niepełnosprawność"),
                ("illness", "Długotrwała lub ciężka choroba"),
                ("unemployment", "Bezrobocie"),
            ],
        ),
    ]
