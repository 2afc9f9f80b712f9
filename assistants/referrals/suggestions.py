"""Who could take a family: assistants in order of the room they have, and of how burdened they are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from assistants.absences.services import SOON, absences_from, absent_on
from assistants.models import Absence, Assignment, Assistant
from assistants.staff.caseload import next_free_places
from cases.difficulty import difficulties
from familycare.lib.ordering import polish
from familycare.lib.polish import date_in_words


@dataclass(frozen=True)
class Suggestion:
    """An assistant who could take a family: how many families they have, how many of these live in its district, how
    difficult these are together (`cases.difficulty`), from when there is room (None: not foreseen, or whoever leaves:
    `assign` gives a family until further notice), and their present absence or that of the next weeks."""

    assistant: Assistant
    load: int
    neighbours: int
    difficulty: int
    free_from: date | None
    absence: Absence | None

    @property
    def has_room(self):
        return self.free_from is not None and self.free_from <= timezone.localdate()


def suggestions(day, district="", besides=None):
    """A Suggestion for everybody employed on `day`, `besides` one: whoever has room first, then those with families in
    the same district, then the least burdened; who is absent that day stands after whoever is not. Five queries."""
    families, districts = defaultdict(set), {}
    for assistant, family, where in (
        Assignment.objects.active_on(day).order_by().values_list("assistant", "family", "family__district")
    ):
        families[assistant].add(family)
        districts[family] = where
    weights = difficulties(set(districts), day)
    assistants = Assistant.objects.employed_on(day).exclude(pk=besides and besides.pk)
    assistants = list(assistants.order_by(polish("last_name"), polish("first_name"), "number"))
    free = next_free_places(assistants, day)
    absences = absences_from(day, until=day + SOON)
    found = [
        Suggestion(
            assistant,
            len(families[assistant.pk]),
            sum(bool(district) and districts[family] == district for family in families[assistant.pk]),
            sum(weights[family] for family in families[assistant.pk]),
            None if assistant.employed_to else free[assistant.pk],
            next(iter(absences[assistant.pk]), None),
        )
        for assistant in assistants
    ]
    return sorted(
        found,
        key=lambda each: (
            each.free_from or date.max,
            absent_on(absences[each.assistant.pk], day) is not None,
            -each.neighbours,
            each.load,
            each.difficulty,
        ),
    )


def soonest_place(found):
    """In words: who has room soonest, of Suggestions; "" when somebody has room today or nobody is foreseen to."""
    if any(each.has_room for each in found):
        return ""
    soonest = min((each for each in found if each.free_from), key=lambda each: each.free_from, default=None)
    if soonest is None:
        return "Wszystkie miejsca są zajęte i nie wiadomo, kiedy któreś się zwolni."
    return (
        "Wszystkie miejsca są zajęte. Najwcześniej zwolni się miejsce u: "
        f"{soonest.assistant}, {date_in_words(soonest.free_from)}."
    )
