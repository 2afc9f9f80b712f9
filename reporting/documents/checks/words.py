"""The same words with two numbers in one document."""

import re
from collections import defaultdict

from familycare.lib.polish import number
from reporting.documents.definitions.places import Mistake
from reporting.models import Unit

# Words that mean something only beside the title of their table.
BARE = {
    *"inne inna inny pozostałe pozostali pozostałych liczba wartość kwota koszt tak nie kobiety mężczyźni".split(),
    *"dorośli dziewczynki chłopcy nieznane asystenci etaty wizyty rodzin dzieci osób".split(),
    *("brak danych", "inne przyczyny", "inna przyczyna", "liczba rodzin", "liczba dzieci", "liczba osób"),
    *(label.lower() for label in Unit.labels),
}
BAND = re.compile(r"(?:do|od|poniżej|powyżej|ponad|brak)?\s?\d")  # „18–25 lat”, too
DISTINCT = {Unit.PLN, Unit.PERCENT}


def words_with_two_numbers(rows):
    """Yield a Mistake for each second number of the same words, period and unit that something else defines."""
    found = defaultdict(list)
    for words, row, cell in _named_cells(rows):
        if cell.value is not None:
            found[words, cell.periods].append((row, cell))
    told = set()
    for same in found.values():
        for position, (row, cell) in enumerate(same):
            other = next((pair for pair in same[:position] if _contradict(pair[1], cell)), None)
            if other and (other[0].place, row.place, cell.periods) not in told:
                told.add((other[0].place, row.place, cell.periods))
                yield _mistake(row, cell, *other)


def _named_cells(rows):
    """Yield (words, row, cell): the words with those that they need to be understood."""
    heading, whole, table = "", "", None
    for row in rows:
        if row.table != table:
            heading, whole, table = "", "", row.table
        label = _plain(row.label)
        if row.is_heading:
            heading, whole = label, ""
            continue
        if not row.is_part:
            whole = label
        context = [heading, whole if row.is_part else ""]
        if row.is_total or label in BARE or BAND.match(label):
            context.append(_plain(row.title))
        for cell in row.cells:
            yield (*context, label, _plain(cell.column)), row, cell


def _plain(text):
    return " ".join(text.replace("\u00a0", " ").lower().split()).rstrip(" :;.,")


def _contradict(one, other):
    if one.source is not None and one.source == other.source:
        return False
    if one.is_typed or other.is_typed:
        alike = all((one.unit == unit) == (other.unit == unit) for unit in DISTINCT)
    else:
        alike = one.unit == other.unit
    return alike and one.value != other.value


def _mistake(row, cell, before, first):
    return Mistake(
        row.place,
        f"„{row.label}” ({cell.when}) to {number(cell.value)}{_by_hand(cell)}, a w innym miejscu "
        f"({before.place}) {number(first.value)}{_by_hand(first)}; te same słowa mają dwie liczby.",
    )


def _by_hand(cell):
    return " (wpisane ręcznie)" if cell.is_typed else ""
