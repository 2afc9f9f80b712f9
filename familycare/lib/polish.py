"""Polish plurals, numbers, money, dates and non-breaking spaces for the user interface.

Numbers have a decimal comma and non-breaking spaces between thousands: „12 345,50”.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from familycare.lib.dates import add_months

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)
MONTHS_SHOWN_IN_DAYS = 3
# A one-letter word must not end a line; a number stays with its unit, an abbreviation with the next word.
_STICKS_TO_NEXT = re.compile(r"(?<![^\s(„\u00a0])([AIOUWZaiouwz]|art\.|ust\.|pkt|poz\.|nr|§) (?=\S)")
_STICKS_TO_NUMBER = re.compile(r"(?<=\d) (?=(?:r\.|zł|%|\d{3}(?!\d)))")


def plural(n, one, few, many, part=None):
    """Return the form of a noun or verb for the number `n`: 1 rodzina, 2 rodziny, 5 rodzin, 22 rodziny, 112 rodzin.

    `part` is the form for a fraction, the genitive: „0,5 etatu”.

    The forms may be of any grammatical case: `plural(n, "rodzinę", "rodziny", "rodzin")`, or verbs: `plural(n,
    "skorzystała", "skorzystały", "skorzystało")`.
    """
    n = abs(n)
    if part is not None and n != int(n):
        return part
    if n == 1:
        return one
    if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14:
        return few
    return many


def counted(n, one, few, many, part=None):
    """Return the number and its noun: „5 rodzin”; with `part`, the form for fractions: „0,5 etatu”."""
    return f"{number(n)}{HARD_SPACE}{plural(n, one, few, many, part)}"


def posts_in_words(fraction):
    """Return the part of a post that is held: „1 etat”, „0,5 etatu”."""
    return counted(fraction, "etat", "etaty", "etatów", "etatu")


def duration(minutes):
    """Return working time: „45 min”, „3 godz.”, „24 godz. 20 min”; nobody reads „24,33 godz.” as a time."""
    hours, rest = divmod(round(minutes), 60)
    said = [f"{number(hours)}{HARD_SPACE}godz."] if hours else []
    if rest or not hours:
        said.append(f"{rest}{HARD_SPACE}min")
    return " ".join(said)


def number(value, places=None):
    """Return the number with `places` decimals (halves rounded up), or with its own, without trailing zeros."""
    if isinstance(value, int):
        text = f"{value:,}" if places is None else f"{value:,.{places}f}"
    else:
        value = Decimal(str(value))
        text = f"{value:,f}" if places is None else f"{rounded(value, places):,f}"
        if places is None and "." in text:
            text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS).replace(",", HARD_SPACE).replace(".", ",")


def rounded(value, places):
    """Return `value` as a Decimal with `places` decimals; halves are rounded up, as in bookkeeping."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def money(value):
    """Return an amount in zł with two decimals: „1 234,50 zł”."""
    return f"{number(value, 2)}{HARD_SPACE}zł"


def file_size(size):
    """Return the size of a file given in bytes: „10 MB”, „2,4 MB”, „350 kB”, „10 bajtów”."""
    if size < 1024:
        return counted(size, "bajt", "bajty", "bajtów")
    kilobytes = Decimal(size) / 1024
    if kilobytes < 1000:
        return f"{number(round(kilobytes))}{HARD_SPACE}kB"
    return f"{number(rounded(kilobytes / 1024, 1))}{HARD_SPACE}MB"


def percent(part, whole, places=1):
    """Return the share of `part` in `whole`: „12,5%”, or None if `whole` is 0."""
    if not whole:
        return None
    return f"{number(rounded(Decimal(part) * 100 / Decimal(whole), places))}%"


def date_in_words(day):
    """Return „14 marca 2025”."""
    return f"{day.day}{HARD_SPACE}{MONTHS[day.month - 1]}{HARD_SPACE}{day.year}"


def date_in_digits(day):
    """Return „14.03.2025”, for tables."""
    return f"{day:%d.%m.%Y}"


def span_in_words(first, last):
    """Return the time from `first` to `last` (not earlier): „66 dni”, „ponad 6 miesięcy”, „rok”, „ponad 4 lata”.

    Less than three months are given in days, less than a year in months.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, months) > last:
        months -= 1
    if months < MONTHS_SHOWN_IN_DAYS:
        return counted((last - first).days, "dzień", "dni", "dni")
    years = months // 12
    whole = years * 12 or months
    words = counted(years, "rok", "lata", "lat") if years else counted(months, "miesiąc", "miesiące", "miesięcy")
    words = "rok" if years == 1 else words
    return words if add_months(first, whole) == last else f"ponad{HARD_SPACE}{words}"


def deadline_in_words(day, today):
    """Return the last day of a term (included) and its distance: „do 14 marca (za 3 dni)”, „ponad 4 lata po
    terminie”."""
    left = (day - today).days
    if left < 0:
        return f"{span_in_words(day, today)} po{HARD_SPACE}terminie"
    near = {0: "dzisiaj", 1: "jutro"}
    far = near.get(left) or f"za{HARD_SPACE}{counted(left, 'dzień', 'dni', 'dni')}"
    last = date_in_words(day) if day.year != today.year else f"{day.day}{HARD_SPACE}{MONTHS[day.month - 1]}"
    return f"do{HARD_SPACE}{last} ({far})"


def deadline_exactly(day, today):
    """Return the last day in digits and, if `deadline_in_words` rounds, the exact delay: „21.01.2022, 1551 dni po
    terminie”."""
    late = counted((today - day).days, "dzień", "dni", "dni")
    is_rough = day < today and late != span_in_words(day, today)
    return f"{date_in_digits(day)}, {late} po{HARD_SPACE}terminie" if is_rough else date_in_digits(day)


def deadline_tone(day, today):
    """Return the tone of a chip for the deadline: `overdue`, `notice` in the last seven days, else `neutral`."""
    left = (day - today).days
    if left < 0:
        return "overdue"
    return "notice" if left <= 7 else "neutral"


def joined(words, last="i"):
    """Return „a, b i c”. `last` is the conjunction, for example „oraz” or „lub”."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last}{HARD_SPACE if len(last) == 1 else ' '}{words[-1]}"


def hard_spaces(text):
    """Return `text` with non-breaking spaces where a line must not break: „w domu”, „art. 15 ust. 4”, „2023 r.”, „5
    zł”."""
    text = _STICKS_TO_NEXT.sub(rf"\1{HARD_SPACE}", text)
    return _STICKS_TO_NUMBER.sub(HARD_SPACE, text)


def z_or_ze(n):
    """Return the preposition „z” as it is before the number `n`: „ze 117” (ze stu siedemnastu), „z 14”."""
    while n >= 1000:
        n //= 1000
    return "ze" if 100 <= n <= 199 else "z"
