"""The approximate width of a text in Lato, to wrap the labels of charts without overlaps."""

# Fractions of the font size, never less than the letters take: a label that is wider than its place would be cut off.
_WIDTHS = {
    letter: width
    for letters, width in (
        (" \u00a0iljIł.,:;|!'()[]", 0.31),
        ("tfr-„”", 0.38),
        ("/", 0.46),
        ("&…", 0.76),
        ("mw@%–—", 0.84),
        ("MW", 1.04),
    )
    for letter in letters
}
CAPITAL, OTHER = 0.81, 0.58


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
    return _WIDTHS.get(letter, CAPITAL if letter.isupper() else OTHER)
