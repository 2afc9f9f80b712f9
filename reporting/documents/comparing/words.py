"""What two versions of a document say differently: blocks that were added, removed or changed, side by side."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from familycare.lib.polish import number
from reporting.documents.definitions.places import Place
from reporting.documents.definitions.reading import load
from reporting.documents.editor.canonical import same
from reporting.documents.editor.outline import without_figures
from reporting.documents.editor.pairing import blocks_of, pairs_of_blocks
from reporting.figures.small_numbers import Concealed

HEAD = {"title": "Tytuł", "subtitle": "Podtytuł", "addressee": "Adresat", "legal_basis": "Podstawa prawna"}
MOST_WORDS = 3000  # of a line that is compared word by word
ADDED, REMOVED, CHANGED, OTHER_NUMBERS = "dodano", "usunięto", "zmieniono", "te same słowa, inne liczby"
_NUMBER = re.compile(r"\d[\d\s,]*|b\.d\.")
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class BlockDifference:
    """A place of the document that says something else. `what`: ADDED, REMOVED, CHANGED or OTHER_NUMBERS.

    `lines`: (was, now) pairs of the lines that differ, each a list of (text, whether it differs), None for no line.
    """

    what: str
    place: str
    lines: tuple


def block_differences(before, after) -> list[BlockDifference]:
    """Return the BlockDifferences of two Wordings, in order of the later one; what was removed stands where it was."""
    was, now = load(before.definition), load(after.definition)
    found = [
        _changed(CHANGED, label, [was.get(key, "")], [now.get(key, "")])
        for key, label in HEAD.items()
        if was.get(key, "") != now.get(key, "")
    ]
    titles = [[chapter["title"] for chapter in each["chapters"]] for each in (was, now)]
    if titles[0] != titles[1]:
        found.append(_changed(CHANGED, "Tytuły rozdziałów", *titles))
    return found + _of_blocks(before, after, was, now)


def _of_blocks(before, after, was, now):
    blocks_was, blocks_now = blocks_of(was), blocks_of(now)
    pairs = pairs_of_blocks(blocks_was, blocks_now)
    came_from = {later: earlier for earlier, later in pairs.items()}
    found = []
    for place, block in blocks_now.items():
        lines = _lines_at(after, place, block)
        earlier = came_from.get(place)
        if earlier is None:
            found.append((place, 1, _changed(ADDED, _name(now, place), [], lines)))
            continue
        lines_was = _lines_at(before, earlier, blocks_was[earlier])
        if lines_was != lines:
            is_same = same(blocks_was[earlier], block) and (
                block["type"] != "programme" or _same_words(lines_was, lines)
            )
            what = OTHER_NUMBERS if is_same else CHANGED
            found.append((place, 1, _changed(what, _name(now, place), lines_was, lines)))
    for place, block in blocks_was.items():
        if place not in pairs:
            found.append((place, 0, _changed(REMOVED, _name(was, place), _lines_at(before, place, block), [])))
    return [each for _place, _order, each in sorted(found, key=lambda each: each[:2])]


def _same_words(was, now):
    """Return whether lines differ in their numbers only: what a programme says stands in no definition."""
    return [_NUMBER.sub("", line) for line in was] == [_NUMBER.sub("", line) for line in now]


def _name(data, place):
    chapter = data["chapters"][place[0] - 1]
    return str(Place(place[0], chapter["title"], place[1], chapter["blocks"][place[1] - 1]["type"]))


def _lines_at(wording, place, block):
    chapters = wording.data["chapters"]
    return _lines(chapters[place[0] - 1]["blocks"][place[1] - 1]) + _under_table(block)


def _under_table(block):
    """Return what stands under a table of a definition; its data has none of it."""
    if block["type"] != "table":
        return []
    sources = [
        block.get("source", ""),
        *(f"{row['label']}: {row['source']}" for row in block["rows"] if "source" in row),
    ]
    return [*filter(None, [without_figures(block.get("note", ""))]), *(f"Źródło: {said}" for said in sources if said)]


def _lines(block):
    """Return what a block of a document as data says, line by line."""
    match block["type"]:
        case "text" | "heading":
            return [each for each in block["text"].split("\n\n") if each]
        case "list":
            return [f"• {item}" for item in block["items"]]
        case "table" | "chart":
            rows = [_row(row, block["columns"]) for row in block["rows"]]
            return [*filter(None, [block["title"]]), *rows]
        case "matrix":
            rows = [" | ".join(row) for row in [block["columns"], *block["rows"]]]
            return [*filter(None, [block["title"]]), *rows]
        case "signatures":
            return list(block["roles"])
        case "break":
            return ["(nowa strona)"]
        case _:
            return [line for part in block["blocks"] for line in _lines(part)]


def _row(row, columns):
    values = [
        f"{column} – {_told(value)}" if len(columns) > 1 else _told(value)
        for column, value in zip(columns, row["values"], strict=False)
    ]
    return f"{row['label']}: {'; '.join(values)}" if values else row["label"]


def _told(value):
    if value is None:
        return "b.d."
    return number(value) if isinstance(value, int | float) and not isinstance(value, Concealed) else str(value)


def _changed(what, place, was, now):
    lines = []
    for tag, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [_side_by_side(one, other) for one, other in zip_longest(was[start:end], now[first:last])]
    return BlockDifference(what, place, tuple(lines))


def _side_by_side(was, now):
    """Return both lines as (text, whether it differs) pairs."""
    if was is None or now is None:
        return tuple(None if line is None else [(line, True)] for line in (was, now))
    words_was, words_now = _WORD.findall(was), _WORD.findall(now)
    if max(len(words_was), len(words_now)) > MOST_WORDS:
        return [(was, True)], [(now, True)]
    sides = [], []
    for tag, start, end, first, last in SequenceMatcher(None, words_was, words_now, autojunk=False).get_opcodes():
        for side, words in ((sides[0], words_was[start:end]), (sides[1], words_now[first:last])):
            if words:
                side.append(("".join(words), tag != "equal"))
    return sides
