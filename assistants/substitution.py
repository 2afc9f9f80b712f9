"""Who stands in for whom, on a day and after."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q

from assistants.models import Substitution
from cases.models import Family
from familycare.ordering import polish


@dataclass(frozen=True)
class StandingIn:
    """Somebody stands in for a colleague: the Substitutions of the same days, one for each family."""

    substitutions: list[Substitution]

    @property
    def first(self):
        return self.substitutions[0]


def standing_in(assistant, day, user):
    """Each StandingIn for the assistant and by the assistant that lasts on `day` or later, in families that `user` may
    see, in order of days."""
    theirs = Q(assignment__assistant=assistant) | Q(substitute=assistant)
    visible = Substitution.objects.filter(theirs, assignment__family__in=Family.objects.visible_to(user))
    together = ("starts_on", "ends_on", "substitute_id", "assignment.assistant_id")
    substitutions = (
        visible.filter(ends_on__gte=day)
        .select_related("assignment__family", "assignment__assistant", "substitute")
        .order_by(*(name.replace(".", "__") for name in together), polish("assignment__family__name"), "pk")
    )
    return [StandingIn(list(those)) for _same, those in groupby(substitutions, key=attrgetter(*together))]
