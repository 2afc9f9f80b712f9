"""What happened with a family, day by day: every kind of record on one line of time, a page at a time."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.utils.text import capfirst

from cases.access import Part
from cases.records.kind import EventKind
from familycare.lib.months import Month
from familycare.lib.polish import counted

ON_A_PAGE = 15
EVERYTHING = "wszystko"  # instead of the number of a page: the whole timeline, to be printed


PARTS = {
    EventKind.VISITS: {Part.DIARY},
    EventKind.SUPPORT: {Part.SUPPORT},
    EventKind.PLANS: {Part.PLANS},
    EventKind.SITUATION: {Part.PEOPLE, Part.PROBLEMS, Part.HEALTH, Part.PROCEEDINGS},
    EventKind.COURT: {Part.PROCEEDINGS},
    EventKind.PLACEMENTS: {Part.PEOPLE},
    EventKind.HELP: {Part.HELP},
}


@dataclass(frozen=True)
class Event:
    """Something that happened on a day; `icon` is a name of bootstrap-icons."""

    day: date
    kind: EventKind
    icon: str
    title: str
    text: str = ""
    url: str = ""

    @property
    def kind_label(self):
        return self.kind.label


@dataclass(frozen=True)
class Choice:
    """A part of the timeline that one may look at: its word in the address, its label, how many events it has."""

    value: str
    label: str
    count: int
    is_chosen: bool


class Timeline:
    """Events of a family's file, the newest first: all, or those of one kind.

    `events` are everything but the visits, whose days alone are read for a start: of 500 only those shown are loaded.
    `asked` is the word of the address; one that is unknown, or of a part that is not in the file, shows everything.
    """

    def __init__(self, file, events, asked=""):
        self._visits = file.visits
        self._entries = [(event.day, 0, position, event) for position, event in enumerate(events)]
        self._entries += [(day, 1, key, None) for key, day in self._visits.values_list("pk", "visited_on")]
        kinds = [kind.value for kind in EventKind if PARTS[kind] & file.parts]
        self.kind = EventKind(asked) if asked in kinds else None
        self.unknown = asked if asked and not self.kind else ""

    @property
    def choices(self):
        """What one may look at: everything, then every kind that has events."""
        counts = {kind: sum(_kind(entry) == kind for entry in self._entries) for kind in EventKind}
        every = Choice("", "Wszystko", len(self._entries), self.kind is None)
        return [every] + [
            Choice(kind.value, kind.label, count, kind == self.kind)
            for kind, count in counts.items()
            if count or kind == self.kind
        ]

    def page(self, number):
        """The page of that number (anything; the nearest one there is), with `months`: pairs (name, its events).

        EVERYTHING in its place is one page of all.
        """
        entries = [entry for entry in self._entries if self.kind in (None, _kind(entry))]
        on_a_page = max(len(entries), 1) if number == EVERYTHING else ON_A_PAGE
        page = Paginator(sorted(entries, key=lambda entry: entry[:3], reverse=True), on_a_page).get_page(number)
        events = self._events(page.object_list)
        page.months = [
            (month.name, list(of_month)) for month, of_month in groupby(events, key=lambda event: Month.of(event.day))
        ]
        return page

    def _events(self, entries):
        keys = [key for _day, _rank, key, event in entries if event is None]
        visits = self._visits.select_related("assistant", "substitute", "institution").in_bulk(keys) if keys else {}
        return [event or visit_event(visits[key]) for _day, _rank, key, event in entries]


def _kind(entry):
    return entry[3].kind if entry[3] else EventKind.VISITS


VISIT_ICONS = {"phone_contact": "telephone", "attempted_visit": "door-closed", "office_meeting": "building"}


def visit_event(visit):
    """The Event of an entry of the diary: with whom, how long, what was noted."""
    facts = [
        str(visit.author),
        counted(visit.minutes, "minuta", "minuty", "minut") if visit.minutes else "",
        counted(visit.advice_count, "porada", "porady", "porad") if visit.advice_count else "",
        str(visit.institution or ""),
    ]
    text = ", ".join(filter(None, facts))
    return Event(
        visit.visited_on,
        EventKind.VISITS,
        VISIT_ICONS.get(visit.kind, "journal-text"),
        capfirst(visit.get_kind_display()),
        f"{text}. {visit.summary}" if visit.summary else text,
    )
