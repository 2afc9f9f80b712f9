"""Texts compared alike on both databases: folded, so that names are found, and sorted; in Polish, ą comes after a.

The databases do not fold alike: SQLite lowers only the letters a–z.

PostgreSQL has the ICU collation `polish` (migration centre/0003); SQLite gets it on each new connection.
"""

import unicodedata
from functools import lru_cache

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate

COLLATION = "polish"
# „~” sorts after „z”, so a letter with a diacritic sorts after all words with the plain letter.
LETTERS = str.maketrans(
    {"ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~", "ó": "o~", "ś": "s~", "ź": "z~", "ż": "z~~"}
)
# The signs that people type for ' and -.
SIGNS = str.maketrans(dict.fromkeys("`´‘’‚‛ʹʻʼʽˈˊˋ′", "'") | dict.fromkeys("‐‑‒–—―−﹣", "-"))
# Letters that Unicode does not decompose into a plain letter and a mark.
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
UNHEARD = {"Mn", "Me", "Cf"}  # categories of Unicode: marks on letters, and signs that are not seen


def fold(text):
    """Return the text as it is searched: in lower case, with plain letters, one kind of apostrophe and of hyphen, and
    single spaces. So „Łoś”, „ŁOŚ” and „los” are the same; letters of all alphabets are folded."""
    text = text.translate(SIGNS)  # before they are decomposed: ´ would become a space with a mark
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in letters if unicodedata.category(letter) not in UNHEARD)
        text = text.casefold().translate(PLAIN)
    return " ".join(text.lower().split())


def polish_order(field):
    """Return an expression that orders by the text field in Polish."""
    return Collate(F(field), COLLATION)


def code_points(field):
    """Return an expression that orders by the text field as the register does: by code points, on both databases."""
    return Collate(F(field), "C" if connection.vendor == "postgresql" else "BINARY")


@lru_cache(maxsize=50_000)
def polish_sort_key(text):
    """Return the sort key of a text. Foreign letters sort with the plain ones, capitals after lower case."""
    return _plain(text.lower().translate(LETTERS)), text.swapcase()


def _plain(text):
    """Return the text without the marks of letters, however they are encoded; „ł” stays."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def compare_polish(one, other):
    """Return -1, 0 or 1, as SQLite expects."""
    one, other = polish_sort_key(one), polish_sort_key(other)
    return (one > other) - (one < other)


def add_polish_collation(connection, **kwargs):
    """Add the collation to a new SQLite connection."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, compare_polish)
