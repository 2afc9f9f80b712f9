"""Finding notes: those with the words that a reader may read, a page of them, and excerpts with the words marked."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Value
from django.utils.html import format_html, format_html_join

from cases.models import Family
from cases.models_above import Assignment
from cases.note_search.index import HasWords
from cases.note_search.kinds import NOTE_KINDS
from cases.note_search.words import WORD

LONGEST_EXCERPT = 400  # characters
BEFORE_WORD = 120  # of these before the first word that was found


@dataclass(frozen=True)
class Hit:
    """A note that was found: `kind` is its NoteKind, `record` has the text, `excerpt` is HTML."""

    kind: object
    record: object
    family: Family
    day: date
    excerpt: str

    @property
    def title(self):
        return self.kind.title(self.record)

    @property
    def author(self):
        return self.kind.author(self.record)

    @property
    def address(self):
        return self.kind.address_of(self.record)


def kinds_read_by(user):
    """Return {word: NoteKind} of the kinds of which the user may read some."""
    return {word: kind for word, kind in NOTE_KINDS.items() if kind.read_by(user) is not None}


def notes_with(words, user, today, *, kind="", assistant=None, family=None, since=None, until=None):
    """Return the notes with all of the `words` (Word) that the user may read, the newest first.

    A queryset of tuples (word of the NoteKind, primary key, day). Only families whose whole file the user sees are
    searched: what was known at a handover can be told only by the page of the family. `kind`: the word of a NoteKind;
    `assistant`: only families that the assistant has on the day `today`; `family`: only this one; `since`, `until`:
    days, both included.
    """
    families = Family.objects.visible_to(user).order_by()
    if assistant:
        families = families.filter(
            pk__in=Assignment.objects.active_on(today).filter(assistant=assistant).values("family")
        )
    if family:
        families = families.filter(pk=family.pk)
    kinds = kinds_read_by(user)
    chosen = [kinds[kind]] if kind else [*kinds.values()]
    found = [_of_kind(each, words, user, families, since, until) for each in chosen]
    return found[0].union(*found[1:], all=True).order_by("-note_day", "note_kind", "-note_key")


def _of_kind(kind, words, user, families, since, until):
    days = {f"{kind.day}__gte": since, f"{kind.day}__lte": until}
    records = kind.records.filter(
        kind.read_by(user),
        HasWords(kind, words),
        **{f"{kind.family}__in": families},
        **{lookup: day for lookup, day in days.items() if day},
    )
    columns = {"note_kind": Value(kind.word), "note_key": F("pk"), "note_day": F(kind.day)}
    return records.annotate(**columns).values_list(*columns)


def hits(notes, words):
    """Return the Hits of some notes (tuples of `notes_with`), in their order, with a query for each kind."""
    keys = {}
    for word, key, _day in notes:
        keys.setdefault(word, []).append(key)
    records = {
        word: NOTE_KINDS[word].records.select_related(*NOTE_KINDS[word].related).in_bulk(found)
        for word, found in keys.items()
    }
    there = [(NOTE_KINDS[word], records[word][key], day) for word, key, day in notes if key in records[word]]
    return [
        Hit(kind, record, kind.family_of(record), day, excerpt(kind.text_of(record), words))
        for kind, record, day in there
    ]


def excerpt(text, words):
    """Return as HTML the part of a text around the first of the words, with all that are found in it marked."""
    places = [
        (match.start(), match.end())
        for match in WORD.finditer(text)
        if any(word.is_found_in(match.group()) for word in words)
    ]
    first, last = _window(text, places[0][0] if places else 0)
    pieces, done = [], first
    for start, end in places:
        if first <= start and end <= last:
            pieces += [("", text[done:start]), ("mark", text[start:end])]
            done = end
    pieces.append(("", text[done:last]))
    shown = format_html_join("", "{}", ((_marked(*piece),) for piece in pieces))
    return format_html("{}{}{}", "… " if first else "", shown, " …" if last < len(text) else "")


def _marked(tag, text):
    return format_html("<mark>{}</mark>", text) if tag else text


def _window(text, place):
    """Return (first, last) of an excerpt around a place of the text, between words."""
    if len(text) <= LONGEST_EXCERPT:
        return 0, len(text)
    first = max(0, place - BEFORE_WORD)
    if first:
        space = text.find(" ", first, place)
        first = space + 1 if space >= 0 else place
    last = min(len(text), first + LONGEST_EXCERPT)
    if last < len(text):
        space = text.rfind(" ", place + 1, last)
        last = space if space > place else last
    return first, last
