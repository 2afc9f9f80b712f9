"""The board of caseloads: each assistant with their families and what is overdue."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, TextChoices

from assistants.absences.services import LOOKAHEAD, absence_on, absences_by_assistant
from assistants.absences.substitution_groups import SubstitutionGroup, substitution_groups_by_assistant
from assistants.models import Absence, Assignment, Assistant
from assistants.staff.caseload import assignments_from, free_places, with_load
from assistants.staff.tables import free_place_in_words
from cases.difficulty import difficulties
from cases.due import DEADLINES, Due, DueKind, DueList, DuePeriod, kinds_read_by
from cases.due.presentation import CountLink, address
from cases.models import Family
from cases.spans import holds_in, holds_on
from familycare.lib.ordering import polish_order
from familycare.lib.polish import plural

GAPS = (DueKind.NO_ASSISTANT, DueKind.WAITING_LIST)


class BoardOrder(TextChoices):
    """Order of the board. The values appear in URLs."""

    NAME = "nazwisko", "nazwisko"
    LOAD = "miejsca", "zajęte miejsca"
    DIFFICULTY = "trudnosc", "trudność rodzin"
    OVERDUE = "zalegle", "sprawy po terminie"

    @property
    def key(self):
        """Return the sort key for an AssistantCard. The sort is stable, so equal cards stay in order of name."""
        return {
            self.NAME: lambda card: 0,
            self.LOAD: lambda card: -card.load / max(card.assistant.max_families, 1),
            self.DIFFICULTY: lambda card: -card.difficulty,
            self.OVERDUE: lambda card: -card.overdue.count,
        }[self]


@dataclass(frozen=True)
class BoardRow:
    """A family of an assistant: since when, its difficulty, and its most overdue task (None: nothing)."""

    family: Family
    since: date
    difficulty: int
    overdue: Due | None


@dataclass(frozen=True)
class AssistantCard:
    """An assistant on the day of the board.

    `load` counts their families, `substituted` further ones in which they replace a colleague, and `difficulty` sums up
    all of their own. `coming` counts further families that start later, the first on `coming_on` (None: none). `place`
    says when a place is free. `absence` includes the day (or None); `absences` also has those of the next 30 days.
    `substitution_groups` replace the assistant. `overdue` counts overdue tasks. `families` are those that the reader
    may see, the most difficult first; `hidden` counts the others.

    `is_uncovered`: absent today, and no present substitute in any family that the reader may see.
    """

    assistant: Assistant
    load: int
    substituted: int
    difficulty: int
    coming: int
    coming_on: date | None
    place: str
    absence: Absence | None
    absences: list[Absence]
    substitution_groups: list[SubstitutionGroup]
    overdue: CountLink
    families: list[BoardRow]
    hidden: int
    is_uncovered: bool


class Board:
    """The AssistantCards of everybody who is employed on `day` or has families, in order of name.

    Families and tasks are those that `user` may see. The number of queries is constant.
    """

    def __init__(self, user, day):
        self.user, self.day = user, day
        self._visible = Family.objects.visible_to(user)
        kinds = [kind for kind in kinds_read_by(user) if kind in DEADLINES]
        self._dues = DueList(self._visible, day, kinds, are_many=True)
        self.cards = self._cards()

    def sorted(self, order):
        """Return the cards in a BoardOrder."""
        return sorted(self.cards, key=order.key)

    def gaps(self):
        """Return CountLinks to families without an assistant and to referrals on the waiting list."""
        counts = self._dues.only(GAPS).counts
        alone, waiting = (counts[kind].all for kind in GAPS)
        return [
            CountLink(
                alone,
                address(DueKind.NO_ASSISTANT),
                plural(alone, "rodzina bez asystenta", "rodziny bez asystenta", "rodzin bez asystenta"),
                "overdue" if alone else "",
            ),
            CountLink(
                waiting,
                address(DueKind.WAITING_LIST),
                plural(
                    waiting,
                    "wniosek na liście oczekujących",
                    "wnioski na liście oczekujących",
                    "wniosków na liście oczekujących",
                ),
            ),
        ]

    def _cards(self):
        active = Assignment.objects.active_on(self.day)
        works = holds_in(*Assistant.SPAN, self.day, self.day) | Q(pk__in=active.order_by().values("assistant"))
        working = with_load(Assistant.objects.filter(works), self.day)
        assistants = list(working.order_by(polish_order("last_name"), polish_order("first_name"), "number"))
        assignments, coming = defaultdict(dict), defaultdict(dict)  # {assistant's pk: {family's pk: first assignment}}
        seen = Exists(self._visible.filter(pk=OuterRef("family")))
        lasting = list(
            assignments_from(self.day).annotate(is_seen=seen).select_related("family").order_by("starts_on", "pk")
        )
        for each in lasting:
            of_family = assignments if holds_on(each, self.day) else coming
            of_family[each.assistant_id].setdefault(each.family_id, each)
        weights = difficulties(active.order_by().values("family"), self.day)
        free = free_places(assistants, self.day, taken=lasting)
        absences = absences_by_assistant(self.day, until=self.day + LOOKAHEAD)
        substitutions = substitution_groups_by_assistant(self.day, self.user, self.day + LOOKAHEAD)
        late = defaultdict(list)
        for due in self._dues.dues(when=DuePeriod.OVERDUE):
            late[due.helper].append(due)
        return [
            self._card(
                each,
                list(assignments[each.pk].values()),
                [new for family, new in coming[each.pk].items() if family not in assignments[each.pk]],
                weights,
                min(free[each.pk], default=None),
                absences[each.pk],
                substitutions[each.pk],
                late[each.pk],
            )
            for each in assistants
        ]

    def _card(self, assistant, assignments, coming, weights, free_from, absences, substitution_groups, late):
        worst = {due.family: due for due in reversed(late)}
        rows = [
            BoardRow(each.family, each.starts_on, weights[each.family_id], worst.get(each.family_id))
            for each in assignments
            if each.is_seen
        ]
        absence = absence_on(absences, self.day)
        covered = any(
            one.is_present_on(self.day) and holds_on(one.first.assignment, self.day) for one in substitution_groups
        )
        return AssistantCard(
            assistant=assistant,
            load=len(assignments),
            substituted=assistant.substituted,
            difficulty=sum(weights[each.family_id] for each in assignments),
            coming=len(coming),
            coming_on=min((each.starts_on for each in coming), default=None),
            place=free_place_in_words(free_from, self.day, assistant.employed_to),
            absence=absence,
            absences=absences,
            substitution_groups=substitution_groups,
            overdue=CountLink(len(late), address(when=DuePeriod.OVERDUE, assistant=assistant.number)),
            families=sorted(rows, key=lambda row: (-row.difficulty, row.family.name, row.family.number)),
            hidden=len(assignments) - len(rows),
            is_uncovered=bool(absence and rows and not covered),
        )
