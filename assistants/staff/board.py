"""The board of caseloads: every assistant with their families, how much that is, and what waits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, TextChoices

from assistants.absences.services import SOON, absences_from, absent_on
from assistants.absences.standing_in import StandingIn, stood_in_for
from assistants.models import Absence, Assignment, Assistant
from assistants.staff.caseload import free_places, lasting_from
from assistants.staff.tables import place_in_words
from cases.difficulty import difficulties
from cases.due import TERMS, Due, DueKind, DueList, When, kinds_read_by
from cases.due.presentation import CountLink, address
from cases.models import Family
from cases.spans import holds_in, holds_on
from familycare.lib.ordering import polish
from familycare.lib.polish import plural

GAPS = (DueKind.NO_ASSISTANT, DueKind.WAITING_LIST)


class Order(TextChoices):
    """What comes first on the board. The values are words of an address, therefore in Polish."""

    NAME = "nazwisko", "nazwisko"
    LOAD = "miejsca", "zajęte miejsca"
    DIFFICULTY = "trudnosc", "trudność rodzin"
    OVERDUE = "zalegle", "sprawy po terminie"

    @property
    def key(self):
        """Of a Card, for `sorted`; cards that are alike stay in the order of names."""
        return {
            self.NAME: lambda card: 0,
            self.LOAD: lambda card: -card.load / max(card.assistant.max_families, 1),
            self.DIFFICULTY: lambda card: -card.difficulty,
            self.OVERDUE: lambda card: -card.overdue.count,
        }[self]


@dataclass(frozen=True)
class BoardRow:
    """A family of an assistant: since when, how difficult, and what of it is late longest (or None)."""

    family: Family
    since: date
    difficulty: int
    overdue: Due | None


@dataclass(frozen=True)
class Card:
    """An assistant on the day: how many families and how difficult these are together (all of them), how many others
    are `coming` and from when (None: there are none), from when there is room, in words, the present absence (or None)
    and those of the next weeks, who stands in, what is late; and the `families` that the reader sees, the most
    difficult first. `hidden`: how many others.

    `is_uncovered`: absent today, and nobody who is there stands in for any of the families that the reader sees.
    """

    assistant: Assistant
    load: int
    difficulty: int
    coming: int
    coming_on: date | None
    place: str
    absence: Absence | None
    absences: list[Absence]
    standing_in: list[StandingIn]
    overdue: CountLink
    families: list[BoardRow]
    hidden: int
    is_uncovered: bool


class Board:
    """The Cards of everybody who works on `day` or has families, in order of names, as `user` may see them. A fixed
    handful of queries, however many families there are."""

    def __init__(self, user, day):
        self.user, self.day = user, day
        self._visible = Family.objects.visible_to(user)
        kinds = [kind for kind in kinds_read_by(user) if kind in TERMS]
        self._dues = DueList(self._visible, day, kinds, are_many=True)
        self.cards = self._cards()

    def sorted(self, order):
        """The cards in an Order."""
        return sorted(self.cards, key=order.key)

    def gaps(self):
        """Families with support and without an assistant, and requests on the waiting list: CountLinks."""
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
        assistants = list(Assistant.objects.filter(works).order_by(polish("last_name"), polish("first_name"), "number"))
        assignments, coming = defaultdict(dict), defaultdict(dict)  # of each assistant the first one of each family
        seen = Exists(self._visible.filter(pk=OuterRef("family")))
        lasting = list(
            lasting_from(self.day).annotate(is_seen=seen).select_related("family").order_by("starts_on", "pk")
        )
        for each in lasting:
            of_family = assignments if holds_on(each, self.day) else coming
            of_family[each.assistant_id].setdefault(each.family_id, each)
        weights = difficulties(active.order_by().values("family"), self.day)
        free = free_places(assistants, self.day, taken=lasting)
        absences = absences_from(self.day, until=self.day + SOON)
        substitutions = stood_in_for(self.day, self.user, self.day + SOON)
        late = defaultdict(list)
        for due in self._dues.dues(when=When.OVERDUE):
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

    def _card(self, assistant, assignments, coming, weights, free_from, absences, standing_in, late):
        worst = {due.family: due for due in reversed(late)}
        rows = [
            BoardRow(each.family, each.starts_on, weights[each.family_id], worst.get(each.family_id))
            for each in assignments
            if each.is_seen
        ]
        absence = absent_on(absences, self.day)
        covered = any(one.is_there_on(self.day) and holds_on(one.first.assignment, self.day) for one in standing_in)
        return Card(
            assistant=assistant,
            load=len(assignments),
            difficulty=sum(weights[each.family_id] for each in assignments),
            coming=len(coming),
            coming_on=min((each.starts_on for each in coming), default=None),
            place=place_in_words(free_from, self.day, assistant.employed_to),
            absence=absence,
            absences=absences,
            standing_in=standing_in,
            overdue=CountLink(len(late), address(when=When.OVERDUE, assistant=assistant.number)),
            families=sorted(rows, key=lambda row: (-row.difficulty, row.family.name, row.family.number)),
            hidden=len(assignments) - len(rows),
            is_uncovered=bool(absence and rows and not covered),
        )
