"""Relations between figures of children placed outside their families, and of what that costs."""

from cases.choices import PLACEMENT_GROUPS, PlacementGroup, PlacementType
from reporting.figures.relations.definitions import adds_up, at_most, cover, equal

IN_CARE = f"placements_current.{PlacementGroup.FAMILY_CARE}", f"placements_current.{PlacementGroup.INSTITUTIONAL_CARE}"


def _current(what):
    """Return the relations of the children, or of the families, who are outside on the last day."""

    def row(key):
        return f"placements_current.{key}.{what}"

    by_form = [at_most(row(form), row("total")) for form in PlacementType.values]
    total = at_most(row("total"), " + ".join(map(row, PlacementType.values)))
    by_group = [
        relation
        for group, forms in PLACEMENT_GROUPS.items()
        for relation in (
            at_most(row(group), row("total")),
            at_most(row(group), " + ".join(map(row, forms))),
            *(at_most(row(form), row(group)) for form in forms),
        )
    ]
    in_care = " + ".join(f"{group}.{what}" for group in IN_CARE)
    by_start = [
        at_most(f"placements_by_start.{{start}}.{what}", in_care),
        *(at_most(f"{group}.{what}", f"placements_by_start.*.{what}") for group in IN_CARE),
    ]
    return [*by_form, total, *by_group, *by_start, at_most(row(PlacementGroup.FAMILY_CARE), row("total"))]


RELATIONS = [
    *_current("children"),
    *_current("families"),
    at_most("placement_flow.placed_in_care.children", "placement_flow.placed.children"),
    at_most("placement_flow.placed_in_care.families", "placement_flow.placed.families"),
    equal(
        "care_costs.family_care.municipal_cost + care_costs.institutional_care.municipal_cost",
        "care_costs.total.municipal_cost",
    ),
    equal("care_costs.share_*.municipal_cost", "care_costs.total.municipal_cost"),
    at_most("care_costs.adult_wards.municipal_cost", "care_costs.total.municipal_cost"),
    at_most("care_costs.family_care.children", "care_costs.total.children"),
    at_most("care_costs.institutional_care.children", "care_costs.total.children"),
    at_most("care_costs.total.children", "care_costs.family_care.children + care_costs.institutional_care.children"),
    *cover("care_costs.share_*.children", "care_costs.total.children", "care_costs.{share}.children"),
    at_most("care_costs.adult_wards.persons", "care_costs.total.children"),
    *adds_up("care_costs.{row}.municipal_cost"),
]
