"""What the outline of a document says of its chapters and blocks, in short."""

import re

from reporting.documents.definitions.live_figures import Expression, WrongExpression, split
from reporting.documents.definitions.places import BLOCK_NAMES
from reporting.documents.editor.canonical import fingerprint
from reporting.documents.editor.changing import chapter_version
from reporting.documents.editor.forms.simple import section_name

NAMES = {**BLOCK_NAMES, "section": "część sprawozdania", "signatures": "podpisy"}
ICONS = {
    "heading": "type-h2",
    "text": "text-paragraph",
    "list": "list-ul",
    "section": "file-earmark-bar-graph",
    "table": "table",
    "chart": "bar-chart",
    "matrix": "grid-3x3",
    "programme": "list-check",
    "signatures": "pen",
    "break": "file-break",
}
MOST_WORDS, MOST_SAID = 110, 40


def outline(data, comments):
    """Return the chapters of a definition for the page: title, number, version, and the blocks of each.

    `comments`: {(chapter, block): how many open comments}.
    """
    chapters = data["chapters"]
    last = len(chapters)
    return [
        {
            "id": f"rozdzial-{number}",
            "number": number,
            "title": chapter["title"],
            "said": f"Rozdział „{chapter['title']}”",
            "version": chapter_version(chapter),
            "first": number == 1,
            "last": number == last,
            "blocks": [
                _block(block, (number, position), comments, number == last and position == len(chapter["blocks"]))
                for position, block in enumerate(chapter["blocks"], start=1)
            ],
        }
        for number, chapter in enumerate(chapters, start=1)
    ]


def _block(block, place, comments, is_last):
    name, words = NAMES[block["type"]], words_of(block)
    return {
        "id": f"blok-{place[0]}-{place[1]}",
        "number": place[1],
        "name": name,
        "icon": ICONS[block["type"]],
        "words": words,
        "title": words or name.capitalize(),
        "said": f"{name.capitalize()} „{words[:MOST_SAID].strip()}”" if words else name.capitalize(),
        "version": fingerprint(block),
        "comments": comments.get(place, 0),
        "first": place == (1, 1),
        "last": is_last,
    }


def words_of(block):
    """Return the first words of a block: „Objęto … rodzin”, „Zatrudnienie asystentów (8 wierszy)”."""
    match block["type"]:
        case "section":
            return section_name(block["section"])
        case "list":
            said = "; ".join(block["items"])
        case "signatures":
            said = ", ".join(block["roles"])
        case "programme":
            said = block.get("programme") or "nie wskazano programu"
        case _:
            said = block.get("text") or block.get("title") or ""
    return _shortened(without_figures(said))


def without_figures(text):
    """Return the text with „…” for each live figure, whose key says nothing to the reader."""
    return "".join("…" if isinstance(piece, Expression | WrongExpression) else piece for piece in split(text))


def _shortened(text):
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= MOST_WORDS else f"{text[:MOST_WORDS].rsplit(' ', 1)[0]} …"
