"""Workshops, support groups and social projects."""

from familycare.lib.polish import plural, z_or_ze
from reporting.documents.nouns import CHILD, FAMILY, MEETING, PERSON
from reporting.documents.plan import ChapterPlan, Section


def workshops(figures):
    events, participants, children, families = (
        figures.now("workshops", row) for row in ("events", "participants", "children", "families")
    )
    took_part = plural(participants, "wzięła", "wzięły", "wzięło")
    return [
        f"{figures.opening} przeprowadzono {MEETING.object(events)} w ramach warsztatów, grup wsparcia i projektów "
        f"socjalnych{figures.change('workshops', 'events', MEETING)}.",
        f"Udział {took_part} {PERSON.subject(participants)} {z_or_ze(families)} {FAMILY.of(families)}"
        f"{f', w tym {CHILD.subject(children)}' if children else ''}."
        if participants
        else "",
    ]


PLAN = ChapterPlan(
    key="workshops",
    title="Warsztaty i grupy wsparcia",
    absent="warsztatów, grup wsparcia ani projektów socjalnych",
    sections=(Section("workshops", "Warsztaty", "warsztatów, grup wsparcia ani projektów socjalnych", workshops),),
)
