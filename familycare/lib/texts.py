"""One form for texts, so that two texts that look alike are equal."""

import re
import unicodedata

from django.core.exceptions import ValidationError

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


POLAND = "48"
NO_PHONE = (
    "Numer telefonu ma 9 cyfr, np. 600 100 200, a zagraniczny zaczyna się od + i numeru kraju, np. +49 30 123 456."
)
NOT_ONLY_DIGITS = "Numer telefonu składa się z cyfr, które można rozdzielić odstępami albo łącznikami."


def tidy_phone(text):
    """Return a telephone number in the form in which it is stored: „600 100 200”, or „+4930123456” of another country.

    The country code of Poland may be typed or not. Raise ValidationError with a sentence in Polish.
    """
    signs = re.sub(r"[\s().\-–/]", "", stored_text(text))
    if not re.fullmatch(r"\+?[0-9]+", signs):
        raise ValidationError(NOT_ONLY_DIGITS, code="phone")
    digits = signs.removeprefix("+").removeprefix("00")
    is_foreign = signs.startswith(("+", "00"))
    if digits.startswith(POLAND) and (is_foreign or len(digits) == 11):
        digits, is_foreign = digits.removeprefix(POLAND), False
    if is_foreign and 7 <= len(digits) <= 15 and not digits.startswith("0"):
        return f"+{digits}"
    if is_foreign or len(digits) != 9:
        raise ValidationError(NO_PHONE, code="phone")
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def validate_phone(phone):
    """Validator: raise ValidationError if it is no telephone number in its stored form."""
    if tidy_phone(phone) != phone:
        raise ValidationError(NO_PHONE, code="phone")


def dialled(phone):
    """Return a stored telephone number as links dial it: „+48600100200”."""
    return phone if phone.startswith("+") else f"+{POLAND}{phone.replace(' ', '')}"
