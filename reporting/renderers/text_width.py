"""The approximate width of a text in Lato, to wrap the labels of charts without overlaps."""

NARROW, WIDE, CAPITAL, OTHER = 0.31, 0.84, 0.70, 0.56  # fractions of the font size, slightly too wide on purpose
_NARROW_LETTERS = set("iljtfrIł.,:;|!'()[]/-„” \u00a0")
_WIDE_LETTERS = set("mwMW@%–—")


def text_width(text, font_size):
    """Return the approximate width of `text` in the unit of `font_size`."""
    return sum(_width(letter) for letter in text) * font_size


def wrapped(text, width, font_size):
    """Return the lines of `text`, broken at spaces and at most `width` wide; longer words are split."""
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
    """Return how many leading letters of `word` fit into `width`, at least one."""
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
