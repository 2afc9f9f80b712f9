"""Polish of what a user reads: plurals, numbers, money, dates and hard spaces.

Numbers are grouped by a hard space and have a decimal comma: „12 345,50”.
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
MONTHS_TOLD_IN_DAYS = 3
# A word of one letter does not end a line; a number keeps its unit, and an abbreviation what follows it.
_STICKS_TO_NEXT = re.compile(r"(?<![^\s(„\u00a0])([AIOUWZaiouwz]|art\.|ust\.|pkt|poz\.|nr|§) (?=\S)")
_STICKS_TO_NUMBER = re.compile(r"(?<=\d) (?=(?:r\.|zł|%|\d{3}(?!\d)))")


def plural(n, one, few, many):
    """The form of a noun that goes with the whole number `n`: 1 rodzina, 2 rodziny, 5 rodzin, 22 rodziny, 112 rodzin.

    The forms may be of any case: `plural(n, "rodzinę", "rodziny", "rodzin")`, and may be verbs:
    `plural(n, "skorzystała", "skorzystały", "skorzystało")`.
    """
    n = abs(n)
    if n == 1:
        return one
    if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14:
        return few
    return many


def counted(n, one, few, many):
    """The number and its noun, held together by a hard space: „5 rodzin”."""
    return f"{number(n)}{HARD_SPACE}{plural(n, one, few, many)}"


def number(value, places=None):
    """`value` as Polish writes it; `places` decimals (halves rounded up), or those it has, without zeros at the end."""
    if isinstance(value, int):
        text = f"{value:,}" if places is None else f"{value:,.{places}f}"
    else:
        value = Decimal(str(value))
        text = f"{value:,f}" if places is None else f"{rounded(value, places):,f}"
        if places is None and "." in text:
            text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS).replace(",", HARD_SPACE).replace(".", ",")


def rounded(value, places):
    """`value` as a Decimal of `places` decimals; halves go up, as in bookkeeping."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def money(value):
    """An amount in zł with two decimals: „1 234,50 zł”."""
    return f"{number(value, 2)}{HARD_SPACE}zł"


def percent(part, whole, places=1):
    """The share of `part` in `whole`: „12,5%”; None when there is nothing to take a share of."""
    if not whole:
        return None
    return f"{number(rounded(Decimal(part) * 100 / Decimal(whole), places))}%"


def date_in_words(day):
    """„14 marca 2025”."""
    return f"{day.day}{HARD_SPACE}{MONTHS[day.month - 1]}{HARD_SPACE}{day.year}"


def date_in_digits(day):
    """„14.03.2025”, for tables."""
    return f"{day:%d.%m.%Y}"


def span_in_words(first, last):
    """How long it is from `first` to `last`, not earlier: „66 dni”, from three months on in whole months or years: „6
    miesięcy”, a day more „ponad 6 miesięcy”; „rok”, „ponad 4 lata”."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, months) > last:
        months -= 1
    if months < MONTHS_TOLD_IN_DAYS:
        return counted((last - first).days, "dzień", "dni", "dni")
    years = months // 12
    whole = years * 12 or months
    words = counted(years, "rok", "lata", "lat") if years else counted(months, "miesiąc", "miesiące", "miesięcy")
    words = "rok" if years == 1 else words
    return words if add_months(first, whole) == last else f"ponad{HARD_SPACE}{words}"


def deadline_in_words(day, today):
    """The last day of a term and how far it is: „do 14 marca (za 3 dni)”, „6 dni po terminie”, „ponad 4 lata po
    terminie”; the day is included."""
    left = (day - today).days
    if left < 0:
        return f"{span_in_words(day, today)} po{HARD_SPACE}terminie"
    near = {0: "dzisiaj", 1: "jutro"}
    far = near.get(left) or f"za{HARD_SPACE}{counted(left, 'dzień', 'dni', 'dni')}"
    last = date_in_words(day) if day.year != today.year else f"{day.day}{HARD_SPACE}{MONTHS[day.month - 1]}"
    return f"do{HARD_SPACE}{last} ({far})"


def deadline_exactly(day, today):
    """The last day of a term in digits, and how late it is where words say so roughly: „21.01.2022, 1551 dni po
    terminie”, for whoever points at them."""
    late = counted((today - day).days, "dzień", "dni", "dni")
    is_rough = day < today and late != span_in_words(day, today)
    return f"{date_in_digits(day)}, {late} po{HARD_SPACE}terminie" if is_rough else date_in_digits(day)


def deadline_tone(day, today):
    """The tone of a chip for that day: `overdue`, `notice` in the week before it, else `neutral`."""
    left = (day - today).days
    if left < 0:
        return "overdue"
    return "notice" if left <= 7 else "neutral"


def joined(words, last="i"):
    """„a, b i c”; the last conjunction may be another word („oraz”, „lub”)."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last}{HARD_SPACE if len(last) == 1 else ' '}{words[-1]}"


def hard_spaces(text):
    """`text` with hard spaces where a line must not break: „w domu”, „art. 15 ust. 4”, „2023 r.”, „5 zł”."""
    text = _STICKS_TO_NEXT.sub(rf"\1{HARD_SPACE}", text)
    return _STICKS_TO_NUMBER.sub(HARD_SPACE, text)


def z_or_ze(n):
    """The preposition „z” before the number `n` read aloud: „ze 117” (ze stu siedemnastu), „z 14”."""
    while n >= 1000:
        n //= 1000
    return "ze" if 100 <= n <= 199 else "z"
