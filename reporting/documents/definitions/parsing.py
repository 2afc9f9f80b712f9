"""From the JSON of a definition to a Definition, with every mistake named by chapter and block."""

import re

from reporting.documents.definitions import shape
from reporting.documents.definitions.choices import DefinitionKind
from reporting.documents.definitions.live_figures import WrongExpression, expressions
from reporting.documents.definitions.places import InvalidDefinition, Place
from reporting.documents.definitions.reading import Reader, load, shortened
from reporting.documents.definitions.relative_periods import check_period
from reporting.documents.definitions.tables import MOST_ROWS, take_columns, take_rows, take_split
from reporting.periods import PeriodError

KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LONGEST_KEY, LONGEST_TITLE, LONGEST_TEXT = 100, 500, 100_000
MOST_PERIODS, MOST_CHAPTERS, MOST_BLOCKS, MOST_ITEMS = 24, 100, 200, 500
MOST_WORD_COLUMNS = 12
SHOWN_OF_SECTION = ("sentences", "table", "chart")
SHOWN_OF_PROGRAMME = ("goals", "tasks", "indicators", "results", "realisation")  # without `show`
MORE_OF_PROGRAMME = ("swot", "addressees", "implementation", "financing", "monitoring", "recommendations", "balance")
FORMS = ("bars", "stacked", "share", "line")


def parse(text) -> shape.Definition:
    """Return the Definition that the JSON `text` holds. Raises InvalidDefinition with all mistakes found.

    Whether its figures exist is not checked here: see `composing/checking.py`.
    """
    definition, mistakes = read(text)
    if mistakes:
        raise InvalidDefinition(mistakes)
    return definition


def read(text):
    """Return (Definition, [Mistake]): as much of the definition as can be understood. Raises InvalidDefinition where
    the text is no JSON."""
    mistakes = []
    reader = Reader(load(text), Place(), mistakes)
    definition = shape.Definition(
        key=_key(reader),
        kind=reader.take_choice("kind", DefinitionKind.values),
        title=reader.take_text("title", most=LONGEST_TITLE),
        subtitle=reader.take_text("subtitle", "", most=LONGEST_TITLE),
        addressee=reader.take_text("addressee", "", most=LONGEST_TITLE),
        legal_basis=reader.take_text("legal_basis", "", most=LONGEST_TEXT),
        periods=_periods(reader),
        chapters=_chapters(reader),
    )
    reader.finish()
    return definition, mistakes


def _key(reader):
    key = reader.take_text("key", most=LONGEST_KEY)
    if key and not KEY.fullmatch(key):
        reader.note(f"„key” to „{shortened(key)}”, a może mieć tylko małe litery bez ogonków, cyfry i łączniki.")
    return key


def _periods(reader):
    periods = reader.take_texts("periods", ["Y"], most=MOST_PERIODS)
    for period in periods:
        try:
            check_period(period)
        except PeriodError as error:
            reader.note(str(error))
    if not periods:
        reader.note("„periods” jest puste, a dokument musi mieć choć jeden okres.")
    return periods or ("Y",)


def _chapters(reader):
    chapters = reader.take("chapters", list)
    if len(chapters) > MOST_CHAPTERS:
        reader.note(f"dokument może mieć najwyżej {MOST_CHAPTERS} rozdziałów, a ma ich {len(chapters)}.")
        return ()
    return tuple(_chapter(data, number, reader.mistakes) for number, data in enumerate(chapters, start=1))


def _chapter(data, number, mistakes):
    title = data.get("title") if isinstance(data, dict) else ""
    place = Place(number, title if isinstance(title, str) else "")
    reader = Reader(data, place, mistakes)
    title = reader.take_text("title", most=LONGEST_TITLE)
    blocks = reader.take("blocks", list)
    if len(blocks) > MOST_BLOCKS:
        reader.note(f"rozdział może mieć najwyżej {MOST_BLOCKS} bloków, a ma ich {len(blocks)}.")
        blocks = []
    reader.finish()
    found = (_block(each, Place(number, title, position), mistakes) for position, each in enumerate(blocks, start=1))
    return shape.ChapterDefinition(title, tuple(block for block in found if block))


def _block(data, place, mistakes):
    """Return the block, or None if its type is not known."""
    type_name = data.get("type") if isinstance(data, dict) else None
    if isinstance(type_name, str) and type_name in BLOCKS:
        place = Place(place.chapter, place.chapter_title, place.block, type_name)
    reader = Reader(data, place, mistakes)
    if not isinstance(data, dict):
        return None
    chosen = reader.take_choice("type", BLOCKS)
    if not isinstance(type_name, str) or type_name not in BLOCKS:
        return None
    block = BLOCKS[chosen](reader, place)
    reader.finish()
    return block


def _heading(reader, place):
    return shape.HeadingDefinition(place, _live(reader, reader.take_text("text", most=LONGEST_TITLE)))


def _text(reader, place):
    return shape.TextDefinition(place, _live(reader, reader.take_text("text", most=LONGEST_TEXT)))


def _list(reader, place):
    items = reader.take_texts("items", most=MOST_ITEMS)
    for number, item in enumerate(items, start=1):
        _live(reader, item, f"punkt {number}")
    return shape.ListDefinition(place, items)


def _section(reader, place):
    return shape.SectionDefinition(
        place, reader.take_text("section", most=LONGEST_TITLE), reader.take_choices("show", SHOWN_OF_SECTION)
    )


def _table(reader, place):
    title = reader.take_text("title", "", most=LONGEST_TITLE)
    columns = take_columns(reader)
    rows = take_rows(reader, columns)
    return shape.TableDefinition(
        place,
        _live(reader, title),
        rows,
        columns,
        _live(reader, reader.take_text("note", "", most=LONGEST_TEXT)),
        reader.take_text("source", "", most=LONGEST_TITLE),
        *take_split(reader, rows),
    )


def _chart(reader, place):
    title = _live(reader, reader.take_text("title", "", most=LONGEST_TITLE))
    columns = take_columns(reader)
    rows = take_rows(reader, columns)
    split = take_split(reader, rows)
    if split[0] and len(rows) != 1:
        reader.note("wykres w podziale („by”) ma jeden wiersz.")
    return shape.ChartDefinition(place, title, reader.take_choice("form", FORMS), rows, columns, *split)


def _matrix(reader, place):
    title = _live(reader, reader.take_text("title", "", most=LONGEST_TITLE))
    columns, rows = reader.take_texts("columns"), reader.take("rows", list)
    found = []
    for number, cells in enumerate(rows, start=1):
        part = f"wiersz {number}"
        if not isinstance(cells, list) or not all(isinstance(cell, str) for cell in cells):
            reader.note("wiersz to lista tekstów w nawiasach [ ].", part)
        elif len(cells) != len(columns):
            reader.note(f"liczba pól w wierszu to {len(cells)}, a kolumn {len(columns)}.", part)
        else:
            found.append(tuple(_live(reader, cell, part) for cell in cells))
    if len(rows) > MOST_ROWS:
        reader.note(f"tabela może mieć najwyżej {MOST_ROWS} wierszy, a ma ich {len(rows)}.")
    if reader.has("columns") and not columns:
        reader.note("„columns” jest puste, a tabela musi mieć choć jedną kolumnę.")
    if len(columns) > MOST_WORD_COLUMNS:
        reader.note(f"na stronie zmieści się najwyżej {MOST_WORD_COLUMNS} kolumn, a tabela ma ich {len(columns)}.")
    return shape.MatrixDefinition(place, title, columns, tuple(found))


def _programme(reader, place):
    shown = reader.take_choices("show", (*SHOWN_OF_PROGRAMME, *MORE_OF_PROGRAMME), SHOWN_OF_PROGRAMME)
    return shape.ProgrammeDefinition(place, reader.take_text("programme", "", most=LONGEST_KEY), shown)


def _signatures(reader, place):
    return shape.SignaturesDefinition(place, reader.take_texts("roles", most=20))


def _break(reader, place):
    return shape.BreakDefinition(place)


def _live(reader, text, part=""):
    """Return the text; note what is wrong with its live figures."""
    try:
        expressions(text)
    except WrongExpression as error:
        reader.note(str(error), part)
    return text


BLOCKS = {
    "heading": _heading,
    "text": _text,
    "list": _list,
    "section": _section,
    "table": _table,
    "chart": _chart,
    "matrix": _matrix,
    "programme": _programme,
    "signatures": _signatures,
    "break": _break,
}
