"""The search for families: in any order of words, without Polish diacritics, also by number or PESEL.

`Family.search` and `Person.search` are generated columns with the folded text, so the database keeps them up to
date.
"""

from functools import reduce
from operator import or_

from django.db.models import Func, Q

POLISH, PLAIN = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzacelnoszz"
LETTERS = str.maketrans(POLISH, PLAIN)


def fold(text):
    """Return the text in lower case, without Polish diacritics and with single spaces."""
    return " ".join(text.translate(LETTERS).lower().split())


class Folded(Func):
    """The same as `fold` in the database, for text columns that are never NULL, joined by a space."""

    arg_joiner = " || ' ' || "

    def as_sqlite(self, compiler, connection, **context):
        """Replace each letter: SQLite has no TRANSLATE."""
        template = "%(expressions)s"
        for letter, plain in zip(POLISH, PLAIN, strict=True):
            template = f"REPLACE({template}, '{letter}', '{plain}')"
        return self.as_sql(compiler, connection, template=f"LOWER({template})", **context)

    def as_postgresql(self, compiler, connection, **context):
        template = f"LOWER(TRANSLATE(%(expressions)s, '{POLISH}', '{PLAIN}'))"
        return self.as_sql(compiler, connection, template=template, **context)


def matching(families, text, *, sees_pesel):
    """Return the families in which every word of `text` is found.

    A word may be in the name, number, district or address of the family, or in the name, number or PESEL of one of
    its persons, also past ones. If the reader may not see PESEL numbers (`sees_pesel`: `access.may_see_pesel`), only a
    whole PESEL matches; with partial matches a hidden PESEL could be guessed digit by digit.
    """
    persons = families.model.persons.rel.related_model.objects.order_by()
    for word in fold(text).split():
        those = persons.filter(Q(search__contains=word) if sees_pesel else _besides_pesel(word)).values("family")
        families = families.filter(Q(search__contains=word) | Q(pk__in=those))
    return families


def _besides_pesel(word):
    """Return the condition for persons whose name or number contains the word, or whose PESEL equals it."""
    if not word.isdecimal():
        return Q(search__contains=word)  # cannot be part of a PESEL
    names = ("first_name", "last_name", "number")
    return reduce(or_, (Q(**{f"{name}__contains": word}) for name in names), Q(pesel=word))
