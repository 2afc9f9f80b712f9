"""Questions whether the centre knows a PESEL: recorded, and limited so that nobody can guess a number."""

from datetime import timedelta

from django.utils import timezone

from familycare.accounts.rights import Right, may
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading, search_fingerprint, searched_since
from familycare.lib.ordering import fold

# Different numbers that one user may ask about within an hour: several large families. A birth date and a sex leave
# some five thousand numbers to try.
MOST_AN_HOUR = 30
DIGITS = 6  # of a word that may be meant as a PESEL: the birth date
TOO_MANY = (
    "W ciągu godziny sprawdzono już tyle numerów PESEL, ile wolno, więc tego nie sprawdzono. To, co wpisano, zostaje: "
    "spróbuj ponownie za jakiś czas albo poproś kierownika zespołu."
)


def numbers_in(text):
    """Return the words of a searched text that may be meant as a PESEL."""
    return [word for word in fold(text).split() if word.isdecimal() and len(word) >= DIGITS]


def may_ask(request, numbers, where):
    """Record that the user asks about these numbers; return whether they may be told the answer.

    A number that was asked about within the hour is not counted again. Managers, who may uncover every PESEL, have no
    limit. `where`: the page, in words.
    """
    numbers = [*dict.fromkeys(filter(None, numbers))]
    if not numbers:
        return True
    hour_ago = timezone.now() - timedelta(hours=1)
    asked = searched_since(request.user, ReadingKind.PROBE, hour_ago)
    for number in numbers:
        if (mark := search_fingerprint(number)) not in asked:
            record_reading(request, ReadingKind.PROBE, what=where, searched=number)
            asked.append(mark)
    told = asked[:MOST_AN_HOUR]
    return may(request.user, Right.DECIDE) or all(search_fingerprint(number) in told for number in numbers)
