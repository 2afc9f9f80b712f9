"""Putting a live figure into a text without a script: `{{support.families|rodzina}}` by its Polish name."""

from reporting.documents.definitions.words import CASE_NAMES, CASES, NOUNS
from reporting.documents.editor.period_names import LISTED, period_choices
from reporting.units import Unit

PERIOD_CHOICES = period_choices()
NOUN_CHOICES = {"nouns": list(NOUNS), "cases": list(CASE_NAMES.items())}
# The noun that goes with what is counted.
NOUN_OF_UNIT = {
    Unit.FAMILIES: "rodzina",
    Unit.CHILDREN: "dziecko",
    Unit.ADULTS: "osoba dorosła",
    Unit.PERSONS: "osoba",
    Unit.CASES: "objęcie wsparciem",
    Unit.SERVICES: "usługa",
    Unit.POSTS: "etat",
    Unit.EVENTS: "zdarzenie",
    Unit.MONTHS: "miesiąc",
}
TEXT_FIELDS = ("text", "lines")


def expression(key, period="", noun="", case=CASES[0]):
    """Return the live figure as it stands in a text."""
    at = f"@{period}" if period else ""
    said = f"|{noun}" if noun else ""
    return f"{{{{{key}{at}{said}{f':{case}' if noun and case != CASES[0] else ''}}}}}"


def insert_figure(data, editing):
    """Return (the form's data with the chosen figure at the end of its text, {"code", "name", "problem"})."""
    key, problem = editing.names.key_of(data.get("wstaw-liczba", ""))
    if not data.get("wstaw-liczba", "").strip():
        problem = "Wpisz nazwę liczby, na przykład „rodziny objęte wsparciem”."
    data = data.copy()
    if problem:
        return data, {"problem": problem}
    period, noun, case = (data.get(f"wstaw-{name}", "") for name in ("okres", "slowo", "przypadek"))
    code = expression(
        key,
        period if period in LISTED else "",
        noun if noun in NOUNS else "",
        case if case in CASES else CASES[0],
    )
    for name in TEXT_FIELDS:
        if name in data:
            data[name] = f"{data[name].rstrip(' ')} {code}".lstrip(" ")
    return data, {"code": code, "name": editing.names.name(key), "problem": ""}
