"""Relations between the persons of invented families."""

from itertools import pairwise

from reporting.exchange.demo.chance import Weighted

QUALITIES = Weighted({"": 62, "close": 16, "conflicted": 14, "broken": 5, "violent": 3})
OF_COUPLES = Weighted({"spouse": 6, "separated": 3, "partner": 1})
TO_CHILDREN = {"parent": "parent", "grandparent": "grandparent", "guardian": "guardian"}


def relation_rows(rng, story, household):
    """Yield rows of relations.csv of one family, since its registration or since the younger one was born."""
    if not story.cases:
        return
    for person, kind, other in _pairs(rng, household.persons):
        start = max(story.registered_on, person.birth_date, other.birth_date)
        yield (story.id, person.id, kind, other.id, QUALITIES.draw(rng), start, None)


def _pairs(rng, persons):
    """Yield (person, kind, other) of a household."""
    by_role = {role: [person for person in persons if person.role == role] for role in (*TO_CHILDREN, "partner")}
    children = [person for person in persons if person.role in ("child", "adult_child")]
    for role, kind in TO_CHILDREN.items():
        for person in by_role[role]:
            yield from ((person, kind, child) for child in children)
    for one, other in pairwise(by_role["parent"]):
        yield one, OF_COUPLES.draw(rng), other
    if by_role["parent"]:
        for partner in by_role["partner"]:
            yield by_role["parent"][0], "partner", partner
    for one, other in pairwise(children):
        yield one, "sibling", other
