"""Whom supporting families help, as far as a reader may see these families."""

from collections import defaultdict
from dataclasses import dataclass, field

from cases.families.distinct_names import read_carer_names
from cases.models import Family, FamilySupport, SupportingFamily
from cases.spans import holds_on


@dataclass
class HelpGiven:
    """The help of a supporting family: FamilySupports of families that the reader sees, newest first.

    `hidden`: how many different families it helps or helped beside these; `hidden_now`: how many of them today.
    """

    supporter: SupportingFamily
    now: list[FamilySupport] = field(default_factory=list)
    past: list[FamilySupport] = field(default_factory=list)
    hidden: int = 0
    hidden_now: int = 0


def help_given(supporters, user, day):
    """Return a HelpGiven on the day for each of the SupportingFamilies, in their order. Three queries."""
    supports = defaultdict(list)
    for support in FamilySupport.objects.filter(supporter__in=supporters).select_related("family").newest_first():
        supports[support.supporter_id].append(support)
    families = {support.family_id for each in supports.values() for support in each}
    visible = {*Family.objects.visible_to(user).filter(pk__in=families).values_list("pk", flat=True)}
    read_carer_names([support.family for each in supports.values() for support in each if support.family_id in visible])
    return [_given(supporter, supports[supporter.pk], visible, day) for supporter in supporters]


def _given(supporter, supports, visible, day):
    given = HelpGiven(supporter)
    hidden, hidden_now = set(), set()
    for support in supports:
        is_now = holds_on(support, day)
        if support.family_id in visible:
            (given.now if is_now else given.past).append(support)
        else:
            hidden.add(support.family_id)
            if is_now:
                hidden_now.add(support.family_id)
    given.hidden, given.hidden_now = len(hidden), len(hidden_now)
    return given
