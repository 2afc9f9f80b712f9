"""How a word of a name sounds, so that two spellings of one foreign name are found."""

import re
from functools import lru_cache

from familycare.lib.ordering import fold

LONGEST = 3  # of the words of a name, at most so many are compared
# Ukrainian, Belarusian and Russian letters as Poles hear them; `fold` has taken the marks of й and ї away before.
CYRILLIC = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфцы", "abwhhdeziiklmnoprstufci", strict=True))
    | {"є": "ie", "ж": "z", "х": "ch", "ч": "cz", "ш": "sz", "щ": "szcz", "ь": "", "ъ": "", "э": "e"}
    | {"ю": "iu", "я": "ia", "'": "", "-": " "}
)
# Polish, English and German spellings of one sound. The capitals are sounds of their own.
SOUNDS = [
    ("sch", "S"),
    ("sz", "S"),
    ("sh", "S"),
    ("tch", "C"),
    ("cz", "C"),
    ("ch", "C"),
    ("kh", "C"),
    ("zh", "z"),
    ("rz", "z"),
    ("ck", "k"),
    ("ts", "c"),
    ("tz", "c"),
    ("ph", "f"),
    ("th", "t"),
    ("x", "ks"),
    ("v", "w"),
    ("y", "i"),
    ("j", "i"),
    ("g", "h"),
    ("q", "k"),
]
OF_A_WOMAN = re.compile(r"(?<=[scz]k)[ae]$")  # Kowalska and Kowalski


@lru_cache(maxsize=200_000)
def sounds(name):
    """Return the sounds of the words of a first or last name, as a tuple: „Шевченко”, „Shevchenko” and „Szewczenko”
    sound alike, so do „Kowalska” and „Kowalski”."""
    words = re.findall(r"[^\W\d_]+", fold(name).translate(CYRILLIC))
    return tuple(dict.fromkeys(_sound(word) for word in words if len(word) > 1))[:LONGEST]


def _sound(word):
    word = OF_A_WOMAN.sub("i", word)
    for letters, sound in SOUNDS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def one_letter_apart(one, other):
    """Return whether two different words become equal when one letter is changed, added or left out."""
    if one == other or abs(len(one) - len(other)) > 1 or max(len(one), len(other)) < 4:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), None)
    if start is None:  # one is the beginning of the other
        return True
    left, right = one[start:], other[start:]
    return left[1:] == right[1:] or left == right[1:] or left[1:] == right
