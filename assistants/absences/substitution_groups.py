"""Substitutions of the same days, substitute and assistant, grouped for display."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q

from assistants.absences.services import absence_in_words, absence_on, absences_by_assistant
from assistants.models import Absence, Substitution
from cases.models import Family
from cases.spans import holds_on
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_digits


@dataclass(frozen=True)
class SubstitutionGroup:
    """The Substitutions of one assistant by one substitute on the same days, one for each family.

    `absences` are the substitute's Absences that overlap these days and have not ended yet.
    """

    substitutions: list[Substitution]
    absences: list[Absence]

    @property
    def first(self):
        """Return one of the substitutions; days, substitute and assistant are the same for all."""
        return self.substitutions[0]

    @property
    def absences_in_words(self):
        """Return the absences of the substitute, for example „urlop, 22.05.2024–24.05.2024”, or ""."""
        return "; ".join(map(absence_in_words, self.absences))

    def is_present_on(self, day):
        """Return whether the substitution includes the day and the substitute is not absent on it."""
        return holds_on(self.first, day) and not absence_on(self.absences, day)


def substitution_groups(assistant, day, user):
    """Return the SubstitutionGroups in which `assistant` is replaced or replaces somebody, in date order.

    Only substitutions that end on `day` or later, in families that `user` may see.
    """
    theirs = Q(assignment__assistant=assistant) | Q(substitute=assistant)
    return _grouped(Substitution.objects.filter(theirs), day, user)


def substitution_groups_by_assistant(day, user, until):
    """Return {pk of the replaced assistant: [SubstitutionGroup]}.

    Only substitutions that end on `day` or later and start by `until` (included), in families that `user` may see. One
    query for the substitutions, one for the absences.
    """
    of_assistants = defaultdict(list)
    for one in _grouped(Substitution.objects.filter(starts_on__lte=until), day, user):
        of_assistants[one.first.assignment.assistant_id].append(one)
    return of_assistants


def substitution_conflict_message(assistant, absence, user):
    """Return a sentence that names the colleagues whom the assistant should replace during `absence`, or "".

    Only families that `user` may see are considered.
    """
    those = Substitution.objects.filter(substitute=assistant, starts_on__lte=absence.ends_on)
    colleagues = [
        f"{one.first.assignment.assistant} ({date_in_digits(one.first.starts_on)}–{date_in_digits(one.first.ends_on)})"
        for one in _grouped(those, absence.starts_on, user)
    ]
    if not colleagues:
        return ""
    return f"{assistant} ma w tych dniach zastępować: {', '.join(colleagues)}. Wyznacz na ten czas kogoś innego."


def _grouped(substitutions, day, user):
    visible = substitutions.filter(ends_on__gte=day, assignment__family__in=Family.objects.visible_to(user))
    together = ("starts_on", "ends_on", "substitute_id", "assignment.assistant_id")
    in_order = list(
        visible.select_related("assignment__family", "assignment__assistant", "substitute").order_by(
            *(name.replace(".", "__") for name in together), polish_order("assignment__family__name"), "pk"
        )
    )
    absences = absences_by_assistant(day, {each.substitute_id for each in in_order}) if in_order else {}
    found = [list(those) for _same, those in groupby(in_order, key=attrgetter(*together))]
    return [SubstitutionGroup(those, _shared(those[0], absences.get(those[0].substitute_id, ()))) for those in found]


def _shared(substitution, absences):
    return [
        each for each in absences if each.starts_on <= substitution.ends_on and each.ends_on >= substitution.starts_on
    ]
