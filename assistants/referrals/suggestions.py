"""Suggest assistants for a family, by free places and by how demanding their families are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from assistants.absences.services import LOOKAHEAD, absence_on, absences_by_assistant
from assistants.models import Absence, Assignment, Assistant
from assistants.staff.caseload import next_free_places, with_load
from cases.difficulty import difficulties
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_words


@dataclass(frozen=True)
class Suggestion:
    """An assistant who could take a family.

    `load` is the number of their families, `substituted` of further ones in which they replace a colleague,
    `families_in_district` of those in the family's district, `difficulty` the
    sum for all of them (`cases.difficulty`). `free_from` is the first day with a free place; None if no such day is
    known or the assistant leaves, because `assign` is open-ended. `absence` includes today or begins within 30 days.
    """

    assistant: Assistant
    load: int
    substituted: int
    families_in_district: int
    difficulty: int
    free_from: date | None
    absence: Absence | None

    @property
    def has_room(self):
        """Return whether there is a free place today."""
        return self.free_from is not None and self.free_from <= timezone.localdate()


def suggestions(day, district="", exclude=None):
    """Return a Suggestion for each assistant employed on `day`, except `exclude`. Five queries.

    Order: the earliest free place, present on `day`, most families in `district`, fewest families, least difficulty.
    """
    families, districts = defaultdict(set), {}
    for assistant, family, where in (
        Assignment.objects.active_on(day).order_by().values_list("assistant", "family", "family__district")
    ):
        families[assistant].add(family)
        districts[family] = where
    weights = difficulties(set(districts), day)
    assistants = with_load(Assistant.objects.employed_on(day), day).exclude(pk=exclude and exclude.pk)
    assistants = list(assistants.order_by(polish_order("last_name"), polish_order("first_name"), "number"))
    free = next_free_places(assistants, day)
    absences = absences_by_assistant(day, until=day + LOOKAHEAD)
    found = [
        Suggestion(
            assistant,
            len(families[assistant.pk]),
            assistant.substituted,
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
            absence_on(absences[each.assistant.pk], day) is not None,
            -each.families_in_district,
            each.load,
            each.difficulty,
        ),
    )


def no_room_message(found):
    """Return who has the next free place, or that none is foreseen; "" if somebody has a free place today."""
    if any(each.has_room for each in found):
        return ""
    soonest = min((each for each in found if each.free_from), key=lambda each: each.free_from, default=None)
    if soonest is None:
        return "Wszystkie miejsca są zajęte i nie wiadomo, kiedy któreś się zwolni."
    return (
        "Wszystkie miejsca są zajęte. Najwcześniej zwolni się miejsce u: "
        f"{soonest.assistant}, {date_in_words(soonest.free_from)}."
    )
