"""Polish order of names, the same on both databases: ą after a, ł after l, ż last.

PostgreSQL has the collation `polish` from ICU (migration centre/0003), SQLite gets it on every new connection.
"""

import unicodedata
from functools import lru_cache

from django.db.models import F
from django.db.models.functions import Collate

COLLATION = "polish"
# „~” follows „z”: a letter with a mark comes after all words that have the plain letter in its place.
LETTERS = str.maketrans(
    {"ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~", "ó": "o~", "ś": "s~", "ź": "z~", "ż": "z~~"}
)


def polish(field):
    """An expression to order by: the text field of that name in Polish order."""
    return Collate(F(field), COLLATION)


@lru_cache(maxsize=50_000)
def polish_key(text):
    """What to sort a text by. Letters of other languages stand beside the plain ones; capitals come last."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)), text.swapcase()


def compare(one, other):
    """-1, 0 or 1, as SQLite wants it."""
    one, other = polish_key(one), polish_key(other)
    return (one > other) - (one < other)


def teach_polish_order(connection, **kwargs):
    """Gives a new connection of SQLite the collation."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, compare)
