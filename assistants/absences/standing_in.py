"""Who stands in for whom, on a day and after."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q

from assistants.absences.services import absences_from, absent_on
from assistants.absences.services import in_words as absence_in_words
from assistants.models import Absence, Substitution
from cases.models import Family
from cases.spans import holds_on
from familycare.lib.ordering import polish
from familycare.lib.polish import date_in_digits


@dataclass(frozen=True)
class StandingIn:
    """Somebody stands in for a colleague: the Substitutions of the same days, one for each family, and the Absences of
    the substitute that fall into those of these days that are still to come."""

    substitutions: list[Substitution]
    absences: list[Absence]

    @property
    def first(self):
        return self.substitutions[0]

    @property
    def gaps_in_words(self):
        """„urlop, 22.05.2024–24.05.2024”: when the substitute is absent as well, or ""."""
        return "; ".join(map(absence_in_words, self.absences))

    def is_there_on(self, day):
        """Whether the substitute stands in on the day, and is not absent."""
        return holds_on(self.first, day) and not absent_on(self.absences, day)


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


def stands_in_meanwhile(assistant, absence, user):
    """In a sentence: for whom the assistant was to stand in during their own absence; "" for nobody. Of families that
    `user` may see."""
    those = Substitution.objects.filter(substitute=assistant, starts_on__lte=absence.ends_on)
    colleagues = [
        f"{one.first.assignment.assistant} ({date_in_digits(one.first.starts_on)}–{date_in_digits(one.first.ends_on)})"
        for one in _together(those, absence.starts_on, user)
    ]
    if not colleagues:
        return ""
    return f"{assistant} ma w tych dniach zastępować: {', '.join(colleagues)}. Wyznacz na ten czas kogoś innego."


def _together(substitutions, day, user):
    visible = substitutions.filter(ends_on__gte=day, assignment__family__in=Family.objects.visible_to(user))
    together = ("starts_on", "ends_on", "substitute_id", "assignment.assistant_id")
    in_order = list(
        visible.select_related("assignment__family", "assignment__assistant", "substitute").order_by(
            *(name.replace(".", "__") for name in together), polish("assignment__family__name"), "pk"
        )
    )
    absences = absences_from(day, {each.substitute_id for each in in_order}) if in_order else {}
    found = [list(those) for _same, those in groupby(in_order, key=attrgetter(*together))]
    return [StandingIn(those, _shared(those[0], absences.get(those[0].substitute_id, ()))) for those in found]


def _shared(substitution, absences):
    return [
        each for each in absences if each.starts_on <= substitution.ends_on and each.ends_on >= substitution.starts_on
    ]
