"""How wide a text is in Lato, nearly: enough to wrap labels of a chart so that they do not overlap."""

NARROW, WIDE, CAPITAL, OTHER = 0.31, 0.84, 0.70, 0.56  # of the font size, a little generous
_NARROW_LETTERS = set("iljtfrIł.,:;|!'()[]/-„” \u00a0")
_WIDE_LETTERS = set("mwMW@%–—")


def text_width(text, font_size):
    """The width of `text` in the unit of `font_size`."""
    return sum(_width(letter) for letter in text) * font_size


def wrapped(text, width, font_size):
    """The lines of `text` broken at spaces so that each is at most `width` wide; a longer word is cut in two."""
    lines, line = [], ""
    for word in text.split(" "):
        while text_width(word, font_size) > width and len(word) > 1:
            if line:
                lines.append(line)
                line = ""
            fitting = _fitting(word, width, font_size)
            lines.append(word[:fitting])
            word = word[fitting:]
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, font_size) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _fitting(word, width, font_size):
    """How many first letters of `word` fit, one at least."""
    letters = 1
    while letters < len(word) and text_width(word[: letters + 1], font_size) <= width:
        letters += 1
    return letters


def _width(letter):
    if letter in _NARROW_LETTERS:
        return NARROW
    if letter in _WIDE_LETTERS:
        return WIDE
    return CAPITAL if letter.isupper() else OTHER
