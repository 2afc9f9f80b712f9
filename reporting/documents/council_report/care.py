"""Foster care, returns home and the cost for the municipality (UWRiSPZ art. 191 ust. 9 and 10)."""

from familycare.lib.polish import joined, money, number, plural, z_or_ze
from reporting.documents.charts import year_by_year
from reporting.documents.figures import in_brackets, share
from reporting.documents.nouns import ADULT, CHILD, FAMILY, PERSON
from reporting.documents.plan import ChapterPlan, Section

GROUPS = {
    "family_care": "w rodzinnej pieczy zastępczej",
    "institutional_care": "w instytucjonalnej pieczy zastępczej",
    "outside_care": "w innych miejscach",
}


def current(figures):
    children, families = (figures.now("placements_current", f"total.{of}") for of in ("children", "families"))
    wards = figures.now("placements_current", "adult_wards.persons")
    where = [
        f"{words} {CHILD.subject(number_there)}"
        for group, words in GROUPS.items()
        if (number_there := figures.now("placements_current", f"{group}.children"))
    ]
    return [
        f"W dniu {figures.on_last_day} poza domem przebywało {CHILD.subject(children)} "
        f"{z_or_ze(families)} {FAMILY.of(families)}{figures.change('placements_current', 'total.children', CHILD)}; "
        f"policzono wszystkie rodziny z ewidencji, także te bez asystenta."
        if children
        else f"W dniu {figures.on_last_day} żadne dziecko nie przebywało poza domem.",
        f"Z tego {joined(where)}." if where else "",
        f"Poza tym {plural(wards, 'pozostała', 'pozostały', 'pozostało')} w pieczy {ADULT.subject(wards)}, "
        f"{plural(wards, 'która trafiła', 'które trafiły', 'które trafiły')} do niej jako "
        f"{plural(wards, 'dziecko', 'dzieci', 'dzieci')} (art. 37 ust. 2 ustawy)."
        if wards
        else "",
    ]


def current_chart(figures):
    rows = [f"{group}.children" for group in GROUPS]
    return year_by_year(
        figures,
        "placements_current",
        "Dzieci poza domem w ostatnim dniu, ze wszystkich rodzin",
        rows=rows,
        form="stacked",
    )


def flow(figures):
    placed, in_care, returned = (
        figures.now("placement_flow", f"{row}.children") for row in ("placed", "placed_in_care", "returned_home")
    )
    return [
        f"{figures.opening} pobyt poza domem rozpoczęło {CHILD.subject(placed)}"
        f"{figures.change('placement_flow', 'placed.children', CHILD)}; "
        f"do pieczy zastępczej trafiło {CHILD.subject(in_care)}."
        if placed
        else f"{figures.opening} żadne dziecko nie rozpoczęło pobytu poza domem.",
        f"Do rodziny wróciło {CHILD.subject(returned)}"
        f"{figures.change('placement_flow', 'returned_home.children', CHILD)}."
        if returned
        else f"Żadne dziecko nie wróciło {figures.when} do rodziny.",
    ]


def by_start(figures):
    new, last, earlier = (
        figures.now("placements_by_start", f"{row}.children") for row in ("this_period", "year_before", "earlier")
    )
    total = new + last + earlier
    came = joined(
        f"{number(children)} {when}{in_brackets(in_all)}"
        for children, when, in_all in (
            (new, figures.when, ""),
            (last, figures.when_before, ""),
            (earlier, "wcześniej", share(earlier, total, CHILD)),
        )
        if children
    )
    return [
        f"W dniu {figures.on_last_day} w pieczy zastępczej było {CHILD.subject(total)}.",
        f"Z tego trafiło do niej {came}.",
    ]


def costs(figures):
    total = figures.now("care_costs", "total.municipal_cost")
    persons, wards = figures.now("care_costs", "total.children"), figures.now("care_costs", "adult_wards.persons")
    family, institutional = (
        figures.now("care_costs", f"{group}.municipal_cost") for group in ("family_care", "institutional_care")
    )
    return [
        f"{figures.opening} udział gminy w kosztach pieczy zastępczej wyniósł {money(total)}"
        f"{figures.money_change('care_costs', 'total.municipal_cost')}; dotyczył {PERSON.of(persons)}"
        f"{f', w tym {ADULT.of(wards)}' if wards else ''}.",
        f"Na pieczę rodzinną przypadło {money(family)}, na instytucjonalną {money(institutional)}.",
        "Udział gminy zależy od tego, który rok trwa pobyt w pieczy (art. 191 ust. 9 i 10 ustawy).",
    ]


def costs_chart(figures):
    rows = ("family_care.municipal_cost", "institutional_care.municipal_cost")
    return year_by_year(figures, "care_costs", "Udział gminy w kosztach pieczy zastępczej", rows=rows, form="stacked")


PLAN = ChapterPlan(
    key="care",
    title="Piecza zastępcza, powroty do domu i koszty gminy",
    absent="dzieci umieszczonych poza domem ani kosztów pieczy zastępczej",
    sections=(
        Section(
            "placements_current",
            "Dzieci poza domem ze wszystkich rodzin",
            "dzieci przebywających poza domem",
            current,
            current_chart,
        ),
        Section("placement_flow", "Umieszczenia i powroty", "umieszczeń ani powrotów dzieci do domu", flow),
        Section("placements_by_start", "Czas pobytu w pieczy", "dzieci w pieczy zastępczej", by_start),
        Section("care_costs", "Koszty gminy", "kosztów gminy za pobyt dzieci w pieczy zastępczej", costs, costs_chart),
    ),
)
