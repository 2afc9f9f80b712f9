"""Relations between figures of served families, their members, and what is known of them."""

from reporting.figures.relations.definitions import at_most, equal, grows

RELATIONS = [
    at_most("support.children_disabled", "support.children"),
    equal("structure.*", "support.families"),
    equal("children_per_family.*", "support.families"),
    equal("work_time.*", "support.families"),
    equal("child_age.*", "support.children"),
    # The same main carers, by other traits.
    equal("carer_age.*", "carer_education.*"),
    equal("carer_education.*", "carer_marital_status.*"),
    equal("carer_marital_status.*", "carer_income_source.*"),
    equal("carer_income_source.*", "carer_age.*"),
    *(equal(f"family_kind.*.{what}", f"family_kind.total.{what}") for what in ("families", "adults", "children")),
    equal("family_kind.total.families", "support.families"),
    equal("family_kind.total.adults", "support.adults"),
    equal("family_kind.total.children", "support.children + support.children_placed"),
    at_most("problems.{problem}", "support.families"),
    at_most("conditions.{condition}", "support.adults"),
    at_most("help.{kind}.families", "support.families"),
    at_most("help.{kind}.{form}.families", "help.{kind}.families"),
    at_most("help.{kind}.{form}.persons", "help.{kind}.persons"),
    at_most("court.{kind}", "support.families"),
    at_most("blue_cards.families", "support.families"),
    at_most("blue_cards.families", "blue_cards.procedures"),
    at_most("za_zyciem.{entitlement}.families", "za_zyciem.families"),
    at_most("family_kind.za_zyciem.families", "za_zyciem.families"),
    at_most("family_kind.za_zyciem.children", "za_zyciem.children"),
    *grows("support.families", "za_zyciem.families", "blue_cards.procedures"),
]
