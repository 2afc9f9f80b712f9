"""A definition's data and its canonical JSON, which the editor saves."""

import hashlib
import json
from decimal import Decimal

from reporting.documents.definitions.reading import load


def data_of(document):
    """Return the data of a DocumentDefinition: dicts and lists; decimal numbers are Decimal."""
    return load(document.text)


def written(data):
    """Return the canonical JSON text of a definition: as `as_text` writes it, decimal numbers to the digit."""
    return f"{_written(data, 0)}\n"


def fingerprint(part):
    """Return a short digest of a part of a definition. Equal parts have equal ones."""
    return hashlib.sha256(_written(part, 0).encode(errors="surrogatepass")).hexdigest()[:16]


def same(one, other):
    """Whether two blocks say the same: spaces around texts, empty keys and how one figure is written do not count."""
    return _plain(one) == _plain(other)


def _written(value, depth):
    if isinstance(value, dict) and value:
        lines = (f"{_simple(key)}: {_written(each, depth + 1)}" for key, each in value.items())
        return _lines("{", lines, "}", depth)
    if isinstance(value, list) and value:
        return _lines("[", (_written(each, depth + 1) for each in value), "]", depth)
    return format(value, "f") if isinstance(value, Decimal) else _simple(value)


def _lines(start, lines, end, depth):
    inside = "\n" + " " * (depth + 1)
    return f"{start}{inside}{f',{inside}'.join(lines)}\n{' ' * depth}{end}"


def _simple(value):
    return json.dumps(value, ensure_ascii=False)


def _plain(value):
    if isinstance(value, dict):
        found = {key: _plain(each) for key, each in value.items()}
        if isinstance(found.get("sum"), list) and len(found["sum"]) == 1 and "figure" not in found:
            [found["figure"]] = found.pop("sum")
        return {key: each for key, each in found.items() if each not in ("", [], False) or isinstance(each, int)}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return "\n".join(value.splitlines()).strip() if isinstance(value, str) else value
