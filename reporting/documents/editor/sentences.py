"""What is wrong with a definition, in the words of the editor: it shows no keys of JSON."""

import re

# What the fields are called that have these keys in a definition.
KEYS = {
    "text": "Treść",
    "items": "Punkty",
    "title": "Tytuł",
    "subtitle": "Podtytuł",
    "addressee": "Adresat",
    "legal_basis": "Podstawa prawna",
    "periods": "Okresy",
    "label": "Nazwa",
    "columns": "Kolumny",
    "rows": "Wiersze",
    "roles": "Podpisy",
    "section": "Część sprawozdania",
    "show": "Co pokazać",
    "note": "Uwaga pod tabelą",
    "source": "Źródło",
    "values": "Wartości",
    "sum": "Suma",
    "percent_of": "Udział procentowy",
    "decimals": "Miejsca po przecinku",
    "suffix": "Miara",
    "chapters": "Rozdziały",
    "blocks": "Bloki",
}


def sentence(what, names=None):
    """Return what a Mistake says as a sentence, in which fields and figures have Polish names in place of keys."""
    said = re.sub(r"„([a-z_]+)”", lambda match: f"„{KEYS.get(match[1], match[1])}”", what)
    if names:
        said = re.sub(r"(?<!\{)„([a-z0-9_.-]+\.[a-z0-9_.-]+)”", lambda match: f"„{names.name(match[1])}”", said)
    return said[:1].upper() + said[1:]
