"""Relations between figures of the work of assistants, of their posts and workshops, and of support near the home."""

from assistants.choices import VisitKind
from cases.choices import DayCareMeans, DayCareRunner, DayCareType
from reporting.figures.relations.definitions import adds_up, at_most, cover, equal, grows

VISITS = " + ".join(f"work.{kind}" for kind in VisitKind.values)


def _day_care(what, sign):
    """Return the relations of one measure of day-care centres: by form and by who runs them."""
    return [
        sign(total, parts) if sign is at_most else equal(parts, total)
        for choices in (DayCareType, DayCareRunner)
        for total in [f"day_care.total.{what}"]
        for parts in [" + ".join(f"day_care.{code}.{what}" for code in choices.values)]
    ]


RELATIONS = [
    at_most("institutions.{institution}.contacts", VISITS),
    at_most("institutions.{institution}.families", "institutions.{institution}.contacts"),
    equal("posts.*", "posts.total"),
    equal("contracts.*", "contracts.total"),
    equal("contracts.total", "support.assistants"),
    at_most("caseload.average", "caseload.max"),
    at_most("caseload.at_cap", "support.assistants"),
    at_most("workshops.children", "workshops.participants"),
    at_most("workshops.{kind}.children", "workshops.{kind}.participants"),
    equal("workshops.*.events", "workshops.events"),
    *(
        relation
        # Not children: a child with records in two families may have a birth date in one of them only.
        for what in ("participants", "families")
        for relation in cover(f"workshops.*.{what}", f"workshops.{what}", f"workshops.{{kind}}.{what}")
    ),
    *(relation for what in ("centres", "places", "outsiders", "cost") for relation in _day_care(what, equal)),
    *_day_care("children", at_most),
    equal(" + ".join(f"day_care.{code}" for code in DayCareMeans.values), "day_care.total.cost"),
    at_most("day_care.total.children", "day_care.attended"),
    *adds_up(
        *(f"work.{kind}" for kind in VisitKind.values),
        "work.advice",
        "institutions.{institution}.contacts",
        "workshops.events",
        "trainings.{kind}.events",
        "trainings.{kind}.hours",
        "supporting_families.refunds",
        "day_care.total.cost",
        *(f"day_care.{code}" for code in DayCareMeans.values),
    ),
    *grows("supporting_families.families", "workshops.participants", "trainings.assistants", "day_care.attended"),
]
