"""One form for texts, so that two texts that look alike are equal."""

import re
import unicodedata

# No-break, thin and other blanks (the category Zs), and signs that nobody sees: the soft hyphen, the zero-width space,
# the word joiner and the byte order mark. Spreadsheets and web pages leave them in what is copied from there.
BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
UNSEEN = "\u00ad\u200b\u2060\ufeff"
_BLANK, _UNSEEN, _EITHER = (re.compile(f"[{signs}]") for signs in (BLANKS, UNSEEN, BLANKS + UNSEEN))


def uniform_text(text):
    """Return the text in the form in which it is stored: composed letters (NFC), every blank as an ordinary space.

    Signs that nobody sees are left out. Spaces at the ends are kept: `stored_text` takes them off.
    """
    if text.isascii():
        return text
    if _EITHER.search(text):
        text = _UNSEEN.sub("", _BLANK.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def stored_text(text):
    """Return `uniform_text` without blanks at its ends: the value of a cell or of a field of one line."""
    return text.strip() if text.isascii() else uniform_text(text).strip()
