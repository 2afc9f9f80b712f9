"""From the JSON of a programme to its contents, with every mistake named by goal and task.

Keys that are not known are kept in the text: programmes of centres have more chapters than figures need.
"""

from dataclasses import dataclass
from decimal import Decimal

from reporting.documents.definitions.parsing import KEY, LONGEST_KEY, LONGEST_TEXT, LONGEST_TITLE
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.reading import Reader, described, load, shortened
from reporting.documents.programmes.contents import Goal, Indicator, ProgrammeContents, Task
from reporting.periods import FIRST_YEAR, LAST_YEAR

TITLE = "Program wspierania rodziny"  # of one that has none
MOST_YEARS, MOST_GOALS, MOST_TASKS, MOST_INDICATORS, MOST_POINTS = 10, 100, 500, 200, 200
LONGEST_NO = 20
NO_LIVE_FIGURES = "teksty programu nie mogą zawierać „{{”: tak zaczyna się liczba w tekście dokumentu."
LARGEST = 10**12  # a value of an indicator


@dataclass(frozen=True)
class ProgrammePlace:
    """A place in a programme, in Polish: „Cel 1, zadanie 2”."""

    said: str = "Nagłówek programu"

    def __str__(self):
        return self.said

    def at(self, part):
        return ProgrammePlace(f"{self.said}, {part}")


def parse_programme(text) -> ProgrammeContents:
    """Return what the JSON `text` of a programme says. Raises InvalidDefinition with all mistakes found.

    Whether the figures of its indicators exist is not checked here: see `services.save_programme`.
    """
    mistakes = []
    place = ProgrammePlace()
    reader = Reader(load(text, ProgrammePlace("Plik z programem")), place, mistakes)
    first, last = _years(reader)
    contents = ProgrammeContents(
        key=_key(reader),
        title=reader.take_text("title", TITLE, most=LONGEST_TITLE) or TITLE,
        first_year=first,
        last_year=last,
        main_goal=reader.take_text("main_goal", "", most=LONGEST_TEXT),
        goals=_parts(reader, "goals", (first, last)),
        areas=_parts(reader, "areas", (first, last)),
        results=reader.take_texts("results", [], most=MOST_POINTS),
    )
    if not (contents.goals or contents.areas):
        reader.note("program nie ma ani celów („goals”), ani obszarów („areas”).")
    _refuse_live_figures(reader, contents.title, contents.main_goal, *contents.results)
    if mistakes:
        raise InvalidDefinition(mistakes)
    return contents


def _key(reader):
    key = reader.take_text("key", most=LONGEST_KEY)
    if key and not KEY.fullmatch(key):
        reader.note(f"„key” to „{shortened(key)}”, a może mieć tylko małe litery bez ogonków, cyfry i łączniki.")
    return key


def _years(reader):
    known = len(reader.mistakes)
    years = reader.take("years", list)
    if len(reader.mistakes) > known:
        return FIRST_YEAR, FIRST_YEAR
    if len(years) != 2 or not all(_is_year(year) for year in years):
        reader.note(
            f"„years” to dwa lata od {FIRST_YEAR} do {LAST_YEAR}, pierwszy i ostatni, na przykład [2026, 2028]."
        )
        return FIRST_YEAR, FIRST_YEAR
    first, last = years
    if not first <= last < first + MOST_YEARS:
        reader.note(f"„years”: {first}–{last} to nie jest od 1 do {MOST_YEARS} lat po kolei.")
    return first, last


def _is_year(value):
    return isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR


def _parts(reader, key, years):
    found = reader.take(key, list, [])
    if len(found) > MOST_GOALS:
        reader.note(f"„{key}” może mieć najwyżej {MOST_GOALS} pozycji, a ma ich {len(found)}.")
        return ()
    return tuple(_part(data, number, key, years, reader.mistakes) for number, data in enumerate(found, start=1))


def _part(data, number, key, years, mistakes):
    is_area, address = key == "areas", f"{key}/{number}"
    no = _no(data) or str(number)
    place = ProgrammePlace(f"{'Obszar' if is_area else 'Cel'} {shortened(no)}")
    reader = Reader(data, place, mistakes)
    _check_no(reader, data)
    tasks = reader.take("tasks", list, [])
    if len(tasks) > MOST_TASKS:
        reader.note(f"„tasks” może mieć najwyżej {MOST_TASKS} zadań, a ma ich {len(tasks)}.")
        tasks = []
    title = reader.take_text("title", most=LONGEST_TEXT)
    _refuse_live_figures(reader, no, title)
    return Goal(
        address,
        no,
        title,
        tuple(
            _task(each, f"{address}/tasks/{position}", place.at(f"zadanie {position}"), years, mistakes)
            for position, each in enumerate(tasks, start=1)
        ),
        _indicators(reader, address, years),
        is_area,
    )


def _task(data, address, place, years, mistakes):
    reader = Reader(data, place, mistakes)
    _check_no(reader, data)
    task = Task(
        address,
        reader.take_text("title", most=LONGEST_TEXT),
        _no(data),
        reader.take_texts("methods", [], most=MOST_POINTS),
        reader.take_texts("units", [], most=MOST_POINTS),
        reader.take_texts("cooperating", [], most=MOST_POINTS),
        _indicators(reader, address, years),
        reader.take_texts("effects", [], most=MOST_POINTS),
        reader.take_text("deadline", "", most=LONGEST_TITLE),
    )
    _refuse_live_figures(
        reader, task.no, task.title, *task.methods, *task.units, *task.cooperating, *task.effects, task.deadline
    )
    return task


def _indicators(reader, address, years):
    found = reader.take("indicators", list, [])
    if len(found) > MOST_INDICATORS:
        reader.note(f"„indicators” może mieć najwyżej {MOST_INDICATORS} pozycji, a ma ich {len(found)}.")
        return ()
    return tuple(
        _indicator(
            each, f"{address}/indicators/{number}", reader.place.at(f"wskaźnik {number}"), years, reader.mistakes
        )
        for number, each in enumerate(found, start=1)
    )


def _indicator(data, address, place, years, mistakes):
    """An indicator is a text, or an object."""
    if isinstance(data, str):
        data = {"label": data}
    reader = Reader(data, place, mistakes)
    label, unit = reader.take_text("label", most=LONGEST_TEXT), _text_or_null(reader, data, "unit")
    source = _text_or_null(reader, data, "baseline_source")
    _refuse_live_figures(reader, label, unit, source)
    return Indicator(
        address,
        label,
        unit,
        _text_or_null(reader, data, "figure"),
        _number(reader, "baseline", data.get("baseline") if isinstance(data, dict) else None),
        _targets(reader, years),
        source,
    )


def _targets(reader, years):
    found = {}
    for year, value in reader.take("targets", dict, {}).items():
        if not (len(year) == 4 and year.isascii() and year.isdecimal()):
            reader.note(f"„targets” ma rok „{shortened(year)}”, a program jest na lata {years[0]}–{years[1]}.")
        elif not years[0] <= int(year) <= years[1]:
            reader.note(f"ma wartość docelową na {year} r., a program jest na lata {years[0]}–{years[1]}.")
        elif (number := _number(reader, f"targets, {year}", value)) is not None:
            found[int(year)] = number
    return found


def _number(reader, key, value):
    """Return the number, None for null."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        reader.note(f"„{key}” to {described(value)}, a powinna to być liczba.")
        return None
    if not abs(value) < LARGEST:
        reader.note(f"„{key}”: liczba jest za duża.")
        return None
    return value


def _text_or_null(reader, data, key):
    return "" if isinstance(data, dict) and data.get(key) is None else reader.take_text(key, "", most=LONGEST_TITLE)


def _no(data):
    """Return the number of a goal, area or task as text: 1 → „1”, „6.1”; "" without one, or for what cannot be one."""
    no = data.get("no") if isinstance(data, dict) else None
    if isinstance(no, bool) or not isinstance(no, str | int | Decimal):
        return ""
    text = str(no)
    return text if len(text) <= LONGEST_NO and text.isprintable() and text.isascii() else ""


def _refuse_live_figures(reader, *texts):
    """Note texts that a document would take for a live figure."""
    if any("{{" in text for text in texts):
        reader.note(NO_LIVE_FIGURES)


def _check_no(reader, data):
    if reader.has("no") and data["no"] is not None and not _no(data):
        reader.note("„no” to liczba albo tekst, na przykład „6.1”.")
