"""The timeline of a family: events of all kinds of records by day, page by page."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from cases.access import Part
from cases.records.kind import EventKind
from familycare.lib.months import Month
from familycare.lib.polish import counted, date_in_words, duration

ON_A_PAGE = 15
EVERYTHING = "wszystko"  # in place of a page number: the whole timeline, for printing


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
    """An event on a day; `icon` is a name of bootstrap-icons.

    `move_url` is where the reader can move it to another family, "" if they may not; `anchor` is the id of its place on
    the page, "" if nothing leads there.
    """

    day: date
    kind: EventKind
    icon: str
    title: str
    text: str = ""
    url: str = ""
    move_url: str = ""
    anchor: str = ""

    @property
    def kind_label(self):
        return self.kind.label


@dataclass(frozen=True)
class Choice:
    """A part of the timeline to choose: its value in the address, its label, its number of events."""

    value: str
    label: str
    count: int
    is_chosen: bool


class Timeline:
    """Events of a family's file, the newest first: all, or those of one kind.

    `events` are all events except visits. Of visits only the days are read first; the visits themselves are loaded
    for the current page. `asked` is the value from the address; an unknown value, or a part that is not in the file,
    shows all events. `may_move`: whether the reader may move visits to other families.
    """

    def __init__(self, file, events, asked="", may_move=False):
        self._visits, self._may_move = file.visits, may_move
        self._entries = [(event.day, 0, position, event) for position, event in enumerate(events)]
        self._entries += [(day, 1, key, None) for key, day in self._visits.values_list("pk", "visited_on")]
        kinds = [kind.value for kind in EventKind if PARTS[kind] & file.parts]
        self.kind = EventKind(asked) if asked in kinds else None
        self.unknown = asked if asked and not self.kind else ""

    @property
    def choices(self):
        """The choices: everything, then each kind that has events."""
        counts = {kind: sum(_kind(entry) == kind for entry in self._entries) for kind in EventKind}
        every = Choice("", "Wszystko", len(self._entries), self.kind is None)
        return [every] + [
            Choice(kind.value, kind.label, count, kind == self.kind)
            for kind, count in counts.items()
            if count or kind == self.kind
        ]

    def page(self, number, visit=""):
        """Return the page with that number (any text; the nearest page) with `months`, a list of (name, events).

        EVERYTHING as the number returns all events on one page. Without a number it is the page that has the `visit`
        with this primary key (any text), if there is one.
        """
        entries = [entry for entry in self._entries if self.kind in (None, _kind(entry))]
        entries.sort(key=lambda entry: entry[:3], reverse=True)
        on_a_page = max(len(entries), 1) if number == EVERYTHING else ON_A_PAGE
        if visit and not number:
            places = (at for at, (_day, _rank, key, event) in enumerate(entries) if event is None and str(key) == visit)
            number = next(places, 0) // on_a_page + 1
        page = Paginator(entries, on_a_page).get_page(number)
        events = self._events(page.object_list)
        page.months = [
            (month.name, list(of_month)) for month, of_month in groupby(events, key=lambda event: Month.of(event.day))
        ]
        return page

    def _events(self, entries):
        keys = [key for _day, _rank, key, event in entries if event is None]
        visits = self._visits.select_related("assistant", "substitute", "institution").in_bulk(keys) if keys else {}
        return [event or visit_event(visits[key], self._may_move) for _day, _rank, key, event in entries]


def _kind(entry):
    return entry[3].kind if entry[3] else EventKind.VISITS


VISIT_ICONS = {"phone_contact": "telephone", "attempted_visit": "door-closed", "office_meeting": "building"}


def visit_event(visit, may_move=False):
    """Return the Event of a diary entry: author, duration, advice, institution, summary and the last correction.

    `may_move`: whether the reader may move it to another family.
    """
    facts = [
        str(visit.author),
        duration(visit.minutes) if visit.minutes else "",
        counted(visit.advice_count, "porada", "porady", "porad") if visit.advice_count else "",
        str(visit.institution or ""),
    ]
    text = ", ".join(filter(None, facts))
    if visit.summary:
        text = f"{text}. {visit.summary}"
    if visit.correction_reason and visit.corrected_at:
        day = date_in_words(timezone.localdate(visit.corrected_at))
        text = f"{text} (poprawiono {day}: {visit.correction_reason})"
    return Event(
        visit.visited_on,
        EventKind.VISITS,
        VISIT_ICONS.get(visit.kind, "journal-text"),
        capfirst(visit.get_kind_display()),
        text,
        move_url=reverse("move_visit", args=[visit.pk]) if may_move else "",
        anchor=f"wpis-{visit.pk}",
    )
