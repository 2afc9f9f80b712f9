"""The sentences of a section of the council report as a text that people write over, with live figures in it.

The sentences are made from figures by functions. Which number comes from which figure is found by asking again: they
are made once more with one figure greater by one, and the numbers that grew by one with it are that figure. A number
that no figure, or more than one, explains stays as it is.
"""

import re
from dataclasses import replace

from familycare.lib.polish import HARD_SPACE, number
from reporting.documents.blocks import Paragraph
from reporting.documents.composing.figures import Catalogue, compute_values, periods_of
from reporting.documents.composing.sections import SECTIONS
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.words import CASES, NOUNS
from reporting.documents.figures import ReportFigures
from reporting.documents.plan import section_blocks
from reporting.figures.compute import compute

# Whole numbers that stand alone: not a year with „r.”, a percentage, an amount or a date.
_NUMBER = re.compile(
    rf"(?<![\d,.%–-])(?<!\d{HARD_SPACE})"
    rf"\d{{1,3}}(?:{HARD_SPACE}\d{{3}})*"
    rf"(?![\d,%]|{HARD_SPACE}r\.|{HARD_SPACE}\d)"
)


def own_text(section_key, definition_text, year, *, compute_tables=compute):
    """Return (text, how many of its numbers are live, how many stay as typed) of a section's sentences.

    The text is "" where the section has none. Raises InvalidDefinition for periods that the year does not have.
    """
    definition = parse(definition_text)
    section = SECTIONS[section_key]
    periods = periods_of(replace(definition, chapters=()), year)
    tables = compute_values(Catalogue(), [], [section.table, "support"], periods, compute_tables).tables
    in_order = tuple(sorted(periods))
    figures = ReportFigures({key: table.during(in_order) for key, table in tables.items()}, in_order)
    text = _sentences(section, figures)
    last = periods.index(in_order[-1])
    at = "" if last == len(periods) - 1 else f"@{definition.periods[last]}"
    found = _explained(section, figures, text)
    pieces, end, live = [], 0, 0
    numbers = list(_NUMBER.finditer(text))
    for position, match in enumerate(numbers):
        pieces.append(text[end : match.start()])
        end = match.end()
        if key := found.get(position):
            noun, end = _noun_after(text, match)
            pieces.append(f"{{{{{key}{at}{noun}}}}}")
            live += 1
        else:
            pieces.append(match[0])
    pieces.append(text[end:])
    return "".join(pieces).replace(HARD_SPACE, " "), live, len(numbers) - live


def _sentences(section, figures):
    return "\n\n".join(block.text for block in section_blocks(section, figures) if isinstance(block, Paragraph))


def _explained(section, figures, text):
    """Return {position of a number among those of the text: key of the only figure that it is}."""
    there, pattern = _NUMBER.findall(text), _pattern(text)
    changes = {position for position, match in enumerate(_NUMBER.finditer(text)) if _is_change(text, match)}
    found = {}
    for table_key, table in figures.tables.items():
        for row in table.rows:
            value = row.values[-1]
            if not isinstance(value, int) or not value:
                continue
            again = _sentences(section, _greater(figures, table, row))
            numbers = _NUMBER.findall(again)
            if len(numbers) != len(there) or _pattern(again) != pattern:
                continue
            for position, (one, two) in enumerate(zip(there, numbers, strict=True)):
                if one == number(value) and two == number(value + 1) and position not in changes:
                    found.setdefault(position, []).append(f"{table_key}.{row.key}")
    return {position: keys[0] for position, keys in found.items() if len(keys) == 1}


def _greater(figures, table, row):
    values = (*row.values[:-1], row.values[-1] + 1)
    rows = tuple(replace(each, values=values) if each.key == row.key else each for each in table.rows)
    return replace(figures, tables={**figures.tables, table.key: replace(table, rows=rows)})


def _pattern(text):
    """Return the text without numbers and shares, and without the words after them, which change with them."""
    return re.sub(rf"\d+,\d+%|\d+(?:{HARD_SPACE}\w+)?", "#", text)


def _is_change(text, match):
    """Whether the number tells by how much something changed: „o 14 rodzin więcej”."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(re.search(r"\bo\s$", before) and re.match(r"(?:\s\w+){1,3}?\s(?:więcej|mniej)\b", after))


def _noun_after(text, match):
    """Return („|rodzina:accusative”, the end of the noun) where a noun that we know follows a number, else ("", …)."""
    value, rest = int(match[0].replace(HARD_SPACE, "")), text[match.end() :]
    best = ("", match.end())
    for name, noun in NOUNS.items():
        for case in CASES:
            form = f"{HARD_SPACE}{noun.form(value, case)}"
            said = rest.replace(" ", HARD_SPACE)
            is_whole = said.startswith(form) and not said[len(form) : len(form) + 1].isalpha()
            if is_whole and match.end() + len(form) > best[1]:
                best = (f"|{name}" + (f":{case}" if case != CASES[0] else ""), match.end() + len(form))
    return best
