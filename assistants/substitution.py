"""Who stands in for whom, on a day and after."""

from collections import defaultdict
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
    return _together(Substitution.objects.filter(theirs), day, user)


def stood_in_for(day, user, until):
    """{assistant's key: [StandingIn]}: who stands in for them on `day` or begins to by `until`, in families that `user`
    may see. One query."""
    of_assistants = defaultdict(list)
    for one in _together(Substitution.objects.filter(starts_on__lte=until), day, user):
        of_assistants[one.first.assignment.assistant_id].append(one)
    return of_assistants


def _together(substitutions, day, user):
    visible = substitutions.filter(ends_on__gte=day, assignment__family__in=Family.objects.visible_to(user))
    together = ("starts_on", "ends_on", "substitute_id", "assignment.assistant_id")
    in_order = visible.select_related("assignment__family", "assignment__assistant", "substitute").order_by(
        *(name.replace(".", "__") for name in together), polish("assignment__family__name"), "pk"
    )
    return [StandingIn(list(those)) for _same, those in groupby(in_order, key=attrgetter(*together))]
