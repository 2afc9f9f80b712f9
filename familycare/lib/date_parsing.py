"""Parse dates as people write them."""

import re
import unicodedata
from datetime import date, timedelta

from django.utils import timezone

from familycare.lib.months import NAMES
from familycare.lib.polish import MONTHS

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
MAX_LENGTH = 40  # characters
_BETWEEN = r"\s*[\s.,/-]\s*"
_ORDERS = [
    re.compile(rf"(?P<day>\d\d?){_BETWEEN}(?P<month>\d\d?|[a-z]+){_BETWEEN}(?P<year>\d{{4}}|\d\d)(\s*r\.?)?", re.ASCII),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII),
    re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4}|\d\d)", re.ASCII),
]
_AHEAD = timedelta(days=20 * 365)


def parse_day(text):
    """Return the date written in `text`, or None.

    Accepted are „14.03.2025”, „14.3.25”, „14 marca 2025 r.”, „14 III 2025”, „14032025” and „2025-03-14”. A two-digit
    year is in the last century if it would be more than twenty years ahead.
    """
    if len(text) > MAX_LENGTH:
        return None
    text = _plain(text.strip())
    match = next(filter(None, (order.fullmatch(text) for order in _ORDERS)), None)
    if not match:
        return None
    month = match["month"]
    year = int(match["year"])
    try:
        day = date(
            year if len(match["year"]) == 4 else 2000 + year,
            int(month) if month.isdigit() else _NUMBERS.get(month, 0),
            int(match["day"]),
        )
        is_past = len(match["year"]) == 2 and day > timezone.localdate() + _AHEAD
        return day.replace(year=day.year - 100) if is_past else day
    except ValueError:
        return None


def _plain(text):
    """Return the text in lower case and without diacritics, which are inconvenient to type on a phone."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))


_NUMBERS = {
    _plain(word): number
    for words in (MONTHS, NAMES, [name[:3] for name in NAMES], ROMAN)
    for number, word in enumerate(words, start=1)
}
