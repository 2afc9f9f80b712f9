"""Periods of a document in Polish words: „rok dokumentu”, „I półrocze rok wcześniej”."""

import re

from familycare.lib.ordering import fold
from reporting.documents.definitions.relative_periods import check_period
from reporting.periods import MONTH_NAMES, ROMAN, Period, PeriodError

YEARS = ("rok dokumentu", "rok wcześniej", *(f"{n} lata wcześniej" for n in range(2, 5)))
YEARS += tuple(f"{n} lat wcześniej" for n in range(5, 10))
PARTS = {
    **{f"-H{n}": f"{ROMAN[n]} półrocze" for n in (1, 2)},
    **{f"-Q{n}": f"{ROMAN[n]} kwartał" for n in range(1, 5)},
    **{f"-{n:02}": name for n, name in enumerate(MONTH_NAMES, start=1)},
}
OTHER = "inny"
_RELATIVE = re.compile(r"Y(?:-(\d)(?!\d))?(-H[12]|-Q[1-4]|-\d\d)?")
_DAY = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_DAYS = re.compile(rf"(?:od )?{_DAY}\s*(?:-|–|do)\s*{_DAY}(?: r\.?)?")
_DAYS_OF_ONE_YEAR = re.compile(
    r"(?:od )?(\d{1,2})\.(\d{1,2})\.?\s*(?:-|–|do)\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?: r\.?)?"
)
_DAYS_OF_YEAR = re.compile(r"(?:od )?(\d{1,2})\.(\d{1,2})\.?\s*(?:-|–|do)\s*(\d{1,2})\.(\d{1,2})\.?\s*(.*)")
HELP = (
    "Na przykład „rok dokumentu”, „I półrocze rok wcześniej”, „maj”, „2024”, „II półrocze 2024”, "
    "„01.01.2024–31.05.2024” albo „01.01–31.05 rok dokumentu”."
)


def _year(n):
    return f"Y-{n}" if n else "Y"


def period_name(code):
    """Return the Polish name of a period of a definition; what cannot be read stays as it is."""
    match = _RELATIVE.fullmatch(code)
    if match and (match[2] or "") in ("", *PARTS):
        years, part = int(match[1] or 0), match[2] or ""
        if not part:
            return YEARS[years]
        return f"{PARTS[part]} {YEARS[years]}" if years else PARTS[part]
    if match := re.fullmatch(r"(Y(?:-\d)?)-(\d\d)-(\d\d)/\1-(\d\d)-(\d\d)", code):
        return f"{match[3]}.{match[2]}–{match[5]}.{match[4]} {period_name(match[1])}"
    try:
        return Period.parse(code).name.removesuffix(" r.")
    except PeriodError:
        return code


def period_code(text):
    """Return the code of a period that is written in Polish, or as a code. Raises PeriodError, with a sentence."""
    text = " ".join(text.split())
    said = fold(text).removesuffix(" r.").removesuffix(" r").strip()
    if said in _BY_NAME:
        return _BY_NAME[said]
    if match := re.fullmatch(r"(.+) (\d{4})(?: roku)?", said):
        part = _BY_NAME.get(match[1], "")
        if re.fullmatch(r"Y-(?:H|Q|\d\d).*", part):
            return match[2] + part.removeprefix("Y")
    if match := _DAYS.fullmatch(said):
        first, second = match.groups()[:3], match.groups()[3:]
        return _checked("/".join(f"{year}-{int(month):02}-{int(day):02}" for day, month, year in (first, second)))
    if match := _DAYS_OF_ONE_YEAR.fullmatch(said):
        first_day, first_month, last_day, last_month, year = map(int, match.groups())
        return _checked(f"{year}-{first_month:02}-{first_day:02}/{year}-{last_month:02}-{last_day:02}")
    if match := _DAYS_OF_YEAR.fullmatch(said):
        days, year = [int(each) for each in match.groups()[:4]], _BY_NAME.get(match[5] or fold(YEARS[0]))
        if year and "H" not in year:
            return _checked(f"{year}-{days[1]:02}-{days[0]:02}/{year}-{days[3]:02}-{days[2]:02}")
    try:
        return _checked(text)
    except PeriodError as error:
        if "Nie rozumiem" in str(error):
            raise PeriodError(f"Nie rozumiem okresu „{text}”. {HELP}") from None
        raise


def period_choices():
    """Return groups of (code, name) for a list; one that is not among them is OTHER, and typed."""
    return [
        ("Lata", [(_year(n), name) for n, name in enumerate(YEARS[:5])]),
        ("Półrocza", [(f"{_year(n)}-H{half}", period_name(f"{_year(n)}-H{half}")) for n in (0, 1) for half in (1, 2)]),
        ("Kwartały", [(f"Y-Q{n}", PARTS[f"-Q{n}"]) for n in range(1, 5)]),
        ("Miesiące", [(f"Y-{n:02}", name) for n, name in enumerate(MONTH_NAMES, start=1)]),
    ]


LISTED = {code for _name, group in period_choices() for code, _said in group}


def _checked(code):
    check_period(code)
    return code


_BY_NAME = {fold(period_name(f"{_year(n)}{part}")): f"{_year(n)}{part}" for n in range(10) for part in ("", *PARTS)} | {
    fold(f"{PARTS[part]} {YEARS[0]}"): f"Y{part}" for part in PARTS
}
