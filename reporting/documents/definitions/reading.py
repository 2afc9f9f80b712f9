"""Reading JSON objects of a definition: what is missing, unknown or of a wrong type is noted with its place."""

import json
from decimal import Decimal, InvalidOperation

from reporting.documents.definitions.places import InvalidDefinition, Mistake, Place

MOST_BYTES = 5_000_000
MISSING = object()
TYPE_NAMES = {
    str: "tekst w cudzysłowie",
    list: "lista w nawiasach [ ]",
    dict: "obiekt w nawiasach { }",
    bool: "true albo false",
    int: "liczba całkowita",
}
SHOULD_BE = {
    str: "powinien to być",
    list: "powinna to być",
    dict: "powinien to być",
    bool: "powinno to być",
    int: "powinna to być",
}


class _NotAllowed(ValueError):
    """Something that JSON libraries accept and a definition may not have."""


def load(text, place=None):
    """Return the JSON value of a definition. Raises InvalidDefinition: what is wrong, and in which line.

    `place`: what the text is, where it is no document.
    """
    try:
        return _load(text)
    except InvalidDefinition as error:
        if place is None:
            raise
        raise InvalidDefinition([Mistake(place, each.what) for each in error.mistakes]) from None


def _load(text):
    if len(text) > MOST_BYTES:
        raise _invalid("Plik jest za duży: ma ponad 5 MB.")
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_float=_decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise _invalid(f"To nie jest poprawny JSON: błąd w wierszu {error.lineno}, znak {error.colno}.") from None
    except _NotAllowed as error:
        raise _invalid(str(error)) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        raise _invalid("Definicji nie da się odczytać: jest zbyt zagnieżdżona albo ma zbyt długą liczbę.") from None


def _invalid(sentence):
    return InvalidDefinition([Mistake(Place(), sentence)])


def _decimal(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        raise _NotAllowed(f"„{shortened(text)}” nie jest liczbą, którą da się zapisać.") from None


def _refuse_constant(name):
    raise _NotAllowed(f"„{name}” nie jest liczbą.")


def _object(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _NotAllowed(f"Klucz „{shortened(twice)}” jest w jednym obiekcie dwa razy.")
    return found


class Reader:
    """Reads one object: each `take_…` returns the value of a key, or its default and notes a Mistake.

    `finish` notes the keys that nobody took.
    """

    def __init__(self, data, place, mistakes):
        self.mistakes, self.place = mistakes, place
        if not isinstance(data, dict):
            self.note(f"powinien tu być {TYPE_NAMES[dict]}, a jest {described(data)}.")
            data = {}
        self._data, self._taken = data, set()

    def note(self, what, part=""):
        """Note a Mistake at this place, or at a part of it."""
        self.mistakes.append(Mistake(self.place.at(part) if part else self.place, what))

    def has(self, key):
        return key in self._data

    def take(self, key, kind, default=MISSING):
        """Return the value of `key`, which must be of the type `kind`."""
        self._taken.add(key)
        if key not in self._data:
            if default is MISSING:
                self.note(f"brakuje „{key}”.")
                return kind()
            return default
        value = self._data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.note(f"„{key}” to {described(value)}, a {SHOULD_BE[kind]} {TYPE_NAMES[kind]}.")
            return kind() if default is MISSING else default
        return self._clean(key, value) if kind is str else value

    def take_text(self, key, default=MISSING, most=None):
        """Return a text of at most `most` characters; a required one may not be empty."""
        text = self.take(key, str, default)
        if default is MISSING and self.has(key) and isinstance(self._data[key], str) and not text.strip():
            self.note(f"„{key}” jest puste.")
        if most and len(text) > most:
            self.note(f"„{key}” może mieć najwyżej {most} znaków, a ma ich {len(text)}.")
        return text

    def take_choice(self, key, choices, default=MISSING):
        text = self.take(key, str, default)
        if self.has(key) and isinstance(self._data[key], str) and text not in choices:
            self.note(f"„{key}” nie może być „{shortened(text)}”. Do wyboru: {', '.join(choices)}.")
            return next(iter(choices))
        return text

    def take_texts(self, key, default=MISSING, most=None):
        """Return a tuple of texts."""
        values = self.take(key, list, default)
        if most and len(values) > most:
            self.note(f"„{key}” może mieć najwyżej {most} pozycji, a ma ich {len(values)}.")
        return tuple(self._text_in(values, key))

    def take_choices(self, key, choices, default=None):
        """Return the texts of an optional list, each one of `choices`; by default all."""
        found = self.take_texts(key, list(default or choices))
        for text in found:
            if text not in choices:
                self.note(f"„{key}” nie może mieć „{shortened(text)}”. Do wyboru: {', '.join(choices)}.")
        return tuple(text for text in found if text in choices)

    def _text_in(self, values, key):
        for position, value in enumerate(values, start=1):
            if isinstance(value, str):
                yield self._clean(key, value)
            else:
                self.note(f"„{key}”, pozycja {position}: to {described(value)}, a {SHOULD_BE[str]} {TYPE_NAMES[str]}.")

    def _clean(self, key, text):
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.note(f"„{key}” ma znak, którego nie da się zapisać.")
            return ""
        return text

    def finish(self):
        for key in self._data.keys() - self._taken:
            self.note(f"nie ma tu takiego klucza: „{shortened(key)}”.")


def described(value):
    """Return what a JSON value is: „lista”, „liczba 7”, „pusta wartość (null)”."""
    if value is None:
        return "pusta wartość (null)"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return f"liczba {shortened(str(value))}"
    return {str: "tekst", list: "lista", dict: "obiekt"}[type(value)]


def shortened(text, most=60):
    """Return at most `most` characters of a text."""
    return text if len(text) <= most else f"{text[:most]}…"
