"""Very long words on paper: a word without a blank takes WeasyPrint a time that grows with the square of its length."""

import re

LONGEST = 60  # characters; no Polish word and hardly an address is longer
PIECE = 30
MAY_BREAK = "\u200b"  # a zero-width space

# Not the text on the page: tags, and what is between those of a style sheet, a script or a drawing.
_MARKUP = re.compile(r"(<(style|script|svg)\b.*?</\2>|<[^>]*>)", re.DOTALL)
_LETTER = r"(?:&#?\w{1,31};|[^\s<>])"
_LONG_WORD = re.compile(_LETTER + f"{{{LONGEST + 1},}}")
_PIECE = re.compile(_LETTER + f"{{1,{PIECE}}}")


def divided(source):
    """Return the HTML page with places to break inside words of more than sixty letters."""
    parts = _MARKUP.split(source)  # text, markup, the name in its tag, text, …
    parts[2::3] = [""] * len(parts[2::3])
    parts[::3] = [_LONG_WORD.sub(_with_breaks, text) for text in parts[::3]]
    return "".join(parts)


def _with_breaks(word):
    return MAY_BREAK.join(_PIECE.findall(word[0]))
