"""Finding families by what people type: without Polish letters, in any order of words, by number or PESEL.

`Family.search` and `Person.search` are columns that the database itself keeps: folded text, up to date whoever writes.
"""

from functools import reduce
from operator import or_

from django.db.models import Func, Q

POLISH, PLAIN = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzacelnoszz"
LETTERS = str.maketrans(POLISH, PLAIN)


def fold(text):
    """`text` in small letters, Polish ones without their marks, every run of blanks one space."""
    return " ".join(text.translate(LETTERS).lower().split())


class Folded(Func):
    """The same in the database, of text columns that are never NULL, with a space between them."""

    arg_joiner = " || ' ' || "

    def as_sqlite(self, compiler, connection, **context):
        template = "%(expressions)s"
        for letter, plain in zip(POLISH, PLAIN, strict=True):
            template = f"REPLACE({template}, '{letter}', '{plain}')"
        return self.as_sql(compiler, connection, template=f"LOWER({template})", **context)

    def as_postgresql(self, compiler, connection, **context):
        template = f"LOWER(TRANSLATE(%(expressions)s, '{POLISH}', '{PLAIN}'))"
        return self.as_sql(compiler, connection, template=template, **context)


def matching(families, text, *, uncovers):
    """Those of `families` in which each word of `text` stands in the name, number, district or address of the family,
    or in the name, number or PESEL of one of its persons, past ones too. For a reader who never `uncovers` a PESEL
    (`access.may_uncover`) only a whole one counts: by parts of it a hidden one could be guessed digit by digit."""
    persons = families.model.persons.rel.related_model.objects.order_by()
    for word in fold(text).split():
        those = persons.filter(Q(search__contains=word) if uncovers else _besides_pesel(word)).values("family")
        families = families.filter(Q(search__contains=word) | Q(pk__in=those))
    return families


def _besides_pesel(word):
    """The condition on persons in whose name or number the word stands, or whose PESEL it is."""
    if not word.isdecimal():
        return Q(search__contains=word)  # stands in no PESEL
    names = ("first_name", "last_name", "number")
    return reduce(or_, (Q(**{f"{name}__contains": word}) for name in names), Q(pesel=word))
