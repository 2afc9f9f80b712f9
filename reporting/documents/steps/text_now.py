"""What a document says at a moment, and what it says differently later."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass

from familycare.lib import polish
from reporting.documents.blocks import flat
from reporting.documents.composing.files import composed_of
from reporting.renderers.document_json import as_data

MOST_DIFFERENCES = 30
LONGEST_TEXT = 160


@dataclass(frozen=True)
class Wording:
    """What a document of a year says: its definition, and its text as data, with the notes under its own tables."""

    definition: str
    data: dict

    @classmethod
    def now(cls, document, year):
        """Return what the document says now. Raises InvalidDefinition."""
        return cls.of(document, composed_of(document, year))

    @classmethod
    def of(cls, document, composed):
        """Return what the composed Document of a DocumentDefinition says."""
        blocks = (block for chapter in composed.chapters for block in flat(chapter.blocks))
        notes = [[block.title, block.note] for block in blocks if block.kind == "own_table" and block.note]
        return cls(document.text, as_data(composed) | {"notes": notes})

    @classmethod
    def sent(cls, submission):
        """Return what was sent for approval."""
        return cls(submission.definition, json.loads(submission.data))

    @property
    def data_as_json(self):
        return json.dumps(self.data, ensure_ascii=False)

    @property
    def fingerprint(self):
        """The same for the same definition and text."""
        return hashlib.sha256(f"{self.definition}\0{self.data_as_json}".encode()).hexdigest()


@dataclass(frozen=True)
class Rewording:
    """A place of a document that says something else: its name, what it said and what it says; None for nothing."""

    place: str
    was: object
    now: object


def rewordings(before, after):
    """Return the Rewordings of two Wordings, each once, in order of the document."""
    was, now = (dict(_places(each.data)) for each in (before, after))
    keys = list(dict.fromkeys([*was, *now]))
    changed = [key for key in keys if was.get(key, ("", None))[1] != now.get(key, ("", None))[1]]
    found = [
        Rewording((now.get(key) or was[key])[0], *(_short(each.get(key, ("", None))[1]) for each in (was, now)))
        for key in changed
    ]
    return list(dict.fromkeys(found))


def _places(data):
    """Yield (key, (name, what it says)) of each place of a document. A key says where the place is."""
    yield "title", ("Tytuł", data["title"])
    for place, (table, note) in enumerate(data.get("notes", [])):
        yield ("note", place), (f"{table}: uwaga pod tabelą", note)
    for number, chapter in enumerate(data["chapters"]):
        yield (number,), (f"Tytuł rozdziału {number + 1}", chapter["title"])
        for place, block in enumerate(chapter["blocks"]):
            yield from _of_block((number, place), chapter["title"], block)


def _of_block(key, chapter, block):
    match block["type"]:
        case "section" | "programme":
            for place, part in enumerate(block["blocks"]):
                yield from _of_block((*key, place), chapter, part)
        case "heading" | "text":
            yield key, (f"{chapter}: tekst", block["text"])
        case "list":
            yield from (((*key, place), (f"{chapter}: punkt", item)) for place, item in enumerate(block["items"]))
        case "table" | "chart":
            yield from _of_table(key, block)
        case "matrix" | "signatures":
            yield key, (f"{chapter}: {block.get('title') or 'podpisy'}", json.dumps(block, ensure_ascii=False))


def _of_table(key, block):
    yield key, ("Tytuł tabeli", block["title"])
    times = Counter()  # the same label may stand under several headings
    for row in block["rows"]:
        times[row["label"]] += 1
        for place, (column, value) in enumerate(zip(block["columns"], row["values"], strict=False)):
            column_key = (column, block["columns"][:place].count(column))
            yield (
                (*key, row["label"], times[row["label"]], *column_key),
                (
                    f"{block['title']}: {row['label']}, {column}",
                    value,
                ),
            )


def _short(value):
    """Return a value as a page shows it: a number in Polish, a long text without its end."""
    if isinstance(value, int | float):
        return polish.number(value)
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"{value[:LONGEST_TEXT]}…"
    return value
