"""Words to search for, in all their forms.

Polish words have many forms („dziecko”, „dzieckiem”, „dzieci”). Morfeusz, the dictionary of Polish inflection, knows
them, so the index holds the words of the notes as they are, and a search asks for every form of each word.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from threading import Lock

import morfeusz2

from familycare.lib.ordering import fold

SHORTEST = 3  # letters of a word to search for
MOST_WORDS = 12
MOST_SPELLINGS = 3000  # of a word without diacritics, to look up in the dictionary
MOST_FORMS = 400
WORD = re.compile(r"[^\W_]+")
WITH_DIACRITICS = {"a": "aą", "c": "cć", "e": "eę", "l": "lł", "n": "nń", "o": "oó", "s": "sś", "z": "zźż"}
# Words that join others or stand for them, by their part of speech: nearly every note has them.
JOINING = {"conj", "comp", "prep", "part", "ppron12", "ppron3", "siebie", "interp"}
TO_BE = "być"
# An adjective or a noun of its own stands in the dictionary too: „mieszkanie” is then no form of „mieszkać”.
FROM_VERBS = {"ger": "subst", "ppas": "adj", "pact": "adj"}
PERSONS = {"ł": ("em", "eś"), "ła": ("m", "ś"), "ło": ("m", "ś"), "li": ("śmy", "ście"), "ły": ("śmy", "ście")}
POLISH, LATIN = "ąćęłńóśźż", "acelnoszz"
_TO_LATIN = str.maketrans(POLISH, LATIN)
_lock = Lock()  # Morfeusz is not made for several threads


@dataclass(frozen=True)
class Word:
    """A word to search for: `forms`, folded; a word that the dictionary does not know also by its `beginning`."""

    typed: str
    forms: frozenset
    beginning: str = ""

    def is_found_in(self, word):
        """Return whether this word of a note is one of those searched for."""
        word = fold(word)
        return word in self.forms or bool(self.beginning) and word.startswith(self.beginning)


def read_words(text):
    """Return (Words to search for, texts left out) for a typed text: words that are too short or too common are left
    out, and all beyond the first MOST_WORDS."""
    words, left_out = {}, {}
    for typed in WORD.findall(text):
        word = _word(typed.lower()) if len(typed) >= SHORTEST else None
        if word is None or len(words) == MOST_WORDS and typed.lower() not in words:
            left_out[typed.lower()] = typed
        else:
            words.setdefault(typed.lower(), word)
    return [*words.values()], [*left_out.values()]


@lru_cache(maxsize=1000)
def _word(typed):
    """Return the Word, or None if nearly every note has it."""
    if typed.isdecimal():
        return Word(typed, frozenset([typed]))
    with _lock:
        known = [each for spelling in _spellings(typed) for each in _readings(spelling)]
        if _is_common(_readings(typed) or known):
            return None
        forms = {form for reading in dict.fromkeys(known) for form in _forms(*reading, typed)}
    forms = {typed, *islice(sorted(forms), MOST_FORMS)}
    folded = {fold(form) for form in forms} | {typed.translate(_TO_LATIN)}
    # „ZUS-u” of the dictionary, or „½” of a keyboard, is in the index in parts: what it begins with is there anyway.
    found = {form for form in folded if form.isalnum()} or {*WORD.findall(fold(typed))} or {typed}
    beginning = "" if known or not fold(typed).isalnum() else _beginning(fold(typed))
    return Word(typed, frozenset(found), beginning)


def _is_common(readings):
    """Return whether nearly every note has the word: „oraz”, „jest”; not „koło”, which can be a wheel."""
    if any(kind == "subst" and lemma.islower() for lemma, kind in readings):
        return False
    return any(kind in JOINING or lemma == TO_BE for lemma, kind in readings)


def _spellings(word):
    """Return the words that somebody may mean who types without diacritics; a word with some is meant as it is."""
    if not word.isascii():
        return [word]
    return (
        "".join(letters)
        for letters in islice(product(*(WITH_DIACRITICS.get(letter, letter) for letter in word)), MOST_SPELLINGS)
    )


@cache
def _dictionary():
    return morfeusz2.Morfeusz(case_handling=morfeusz2.IGNORE_CASE)


def _readings(word):
    """Return [(lemma, part of speech)] of what the dictionary takes the whole word for."""
    found = []
    for _start, _end, (form, lemma, tag, *_more) in _dictionary().analyse(word):
        kind = tag.partition(":")[0]
        if kind != "ign" and (form.lower() == word or kind == "praet"):
            found.append((lemma, kind))
    kinds = {kind for _lemma, kind in found}
    return [(lemma, kind) for lemma, kind in found if FROM_VERBS.get(kind) not in kinds]


def _forms(lemma, kind, typed):
    """Yield the forms of a word of the dictionary; denied ones („niepijący”) and nouns made of a verb („mieszkanie” of
    „mieszkać”) only if one was typed."""
    for form, _lemma, tag, *_more in _dictionary().generate(lemma):
        if ":neg" in tag and not typed.startswith("nie") or tag.startswith("ger") and kind != "ger":
            continue
        yield form
        if tag.startswith("praet"):
            yield from (form + end for ending, ends in PERSONS.items() if form.endswith(ending) for end in ends)


def _beginning(word):
    """Return how the forms of an unknown word, mostly a surname, may begin."""
    return word[:-1] if len(word) > 5 and word[-1] in "aeiouy" else word
