"""Who stands in for whom, on a day and after."""

from django.db.models import Q

from assistants.models import Substitution
from cases.models import Family
from familycare.ordering import polish


def substitutions_of(assistant, day, user):
    """Substitutions for the assistant and by the assistant that last on `day` or later, of families that `user` may
    see, in order of their first days."""
    theirs = Q(assignment__assistant=assistant) | Q(substitute=assistant)
    visible = Substitution.objects.filter(theirs, assignment__family__in=Family.objects.visible_to(user))
    return (
        visible.filter(ends_on__gte=day)
        .select_related("assignment__family", "assignment__assistant", "substitute")
        .order_by("starts_on", polish("assignment__family__name"), "pk")
    )
