"""The definitions that come with the product, which a centre copies and changes."""

import json
from pathlib import Path

from django.conf import settings
from django.db import transaction

from familycare.audit.services import lock_changes
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.services import save_definition

FOLDER = settings.BASE_DIR / "reporting" / "documents" / "standard"
# In the order in which they are offered.
PATTERNS = {
    "sprawozdanie-roczne": "Roczne sprawozdanie dla rady gminy (art. 179 ust. 1 ustawy), ze wszystkimi tabelami.",
    "informacja-dla-komisji": "Krótka informacja o asystenturze dla komisji albo rady: kadra, rodziny, koszty.",
    "sprawozdanie-polroczne": "Półroczne sprawozdanie rzeczowo-finansowe (art. 176 pkt 6 ustawy), do przepisania.",
    "streszczenie-dla-radnych": "Jedna strona z wykresami: najważniejsze liczby roku.",
    "program-trzyletni": (
        "Gminny program wspierania rodziny (art. 176 pkt 1 ustawy): diagnoza z akt, SWOT, cele, zadania, wskaźniki."
    ),
    "sprawozdanie-z-programu": (
        "Coroczne sprawozdanie z realizacji programu: zadania rok po roku, wskaźniki obok celów, wnioski."
    ),
}


def pattern_text(name) -> str:
    """Return the JSON of a pattern; `name` is a key of PATTERNS."""
    return Path(FOLDER, f"{name}.json").read_text(encoding="utf-8")


def find_document(key, programme=None) -> DocumentDefinition | None:
    """Return the document with that key: the centre's own, or an unsaved one of the pattern, or None.

    `programme`: the Programme that a pattern is about.
    """
    found = DocumentDefinition.objects.filter(key=key).first()
    if found is None and key in PATTERNS:
        text = pattern_text(key)
        if programme:
            text = as_text(about(json.loads(text), programme.key) | {"title": title_of_copy(key, programme)})
        found = DocumentDefinition(key=key, text=text)
    return found


def title_of_copy(name, programme=None):
    """Return the title of a pattern, with the years of the Programme that it is about."""
    title = json.loads(pattern_text(name))["title"]
    return f"{title} na lata {programme.first_year}–{programme.last_year}" if programme else title


def is_about_a_programme(name):
    """Whether a pattern shows parts of a programme, which its copy has to name."""
    return any(block["type"] == "programme" for block in blocks_of(json.loads(pattern_text(name))))


def about(data, programme):
    """Return a definition's data in which blocks without a programme show the one with this key."""
    for block in blocks_of(data):
        if block["type"] == "programme" and not block.get("programme"):
            block["programme"] = programme
    return data


def blocks_of(data):
    """Return the blocks of all chapters of a definition's data."""
    return [block for chapter in data["chapters"] for block in chapter["blocks"]]


@transaction.atomic
def new_from_pattern(*, name, title, programme="") -> DocumentDefinition:
    """Save a copy of a pattern under this title, with a key that is free, and return it.

    `programme`: the key of the programme that it is about, "" for none yet.
    """
    lock_changes()  # two copies at once would take the same key
    data = about(json.loads(pattern_text(name)), programme) | {"key": free_key(name), "title": title}
    return save_definition(text=as_text(data))


def free_key(wanted):
    """Return `wanted`, or with the first number behind it that makes a key no document has."""
    taken = set(DocumentDefinition.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key


def as_text(data):
    """Return a definition's data as the JSON text that is saved."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
