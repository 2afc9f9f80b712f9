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
}


def pattern_text(name) -> str:
    """Return the JSON of a pattern; `name` is a key of PATTERNS."""
    return Path(FOLDER, f"{name}.json").read_text(encoding="utf-8")


def find_document(key) -> DocumentDefinition | None:
    """Return the document with that key: the centre's own, or an unsaved one of the pattern, or None."""
    found = DocumentDefinition.objects.filter(key=key).first()
    if found is None and key in PATTERNS:
        found = DocumentDefinition(key=key, text=pattern_text(key))
    return found


@transaction.atomic
def new_from_pattern(*, name, title) -> DocumentDefinition:
    """Save a copy of a pattern under this title, with a key that is free, and return it."""
    lock_changes()  # two copies at once would take the same key
    data = json.loads(pattern_text(name)) | {"key": free_key(name), "title": title}
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
