"""Which words of two texts differ."""

import re
from difflib import SequenceMatcher

MOST_WORDS = 2000  # of a text that is compared word by word
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def differing(was, now):
    """Return both texts as lists of (text, whether it differs). Texts with very many words differ as a whole."""
    words = [_WORD.findall(was), _WORD.findall(now)]
    if max(map(len, words)) > MOST_WORDS:
        return [(was, was != now)], [(now, was != now)]
    parts = [], []
    for tag, first, last, other_first, other_last in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        texts = "".join(words[0][first:last]), "".join(words[1][other_first:other_last])
        for side, text in zip(parts, texts, strict=True):
            if text:
                side.append((text, tag != "equal"))
    return parts


def likeness(was, now):
    """Return how alike two texts are by their words, from 0 to 1; the order of words does not matter."""
    one, other = ({word for word in re.findall(r"\w+", text.lower()) if len(word) > 2} for text in (was, now))
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
