"""Rows and columns of tables and charts in a definition."""

import re
from decimal import Decimal

from reporting.documents.definitions.places import Place
from reporting.documents.definitions.reading import Reader, described
from reporting.documents.definitions.relative_periods import check_period
from reporting.documents.definitions.shape import DefinedColumn, DefinedRow, SignedFigure
from reporting.periods import PeriodError
from reporting.units import SplitBy

MOST_COLUMNS, MOST_ROWS, MOST_SUMMED = 16, 500, 100
LONGEST_LABEL, MOST_DECIMALS = 500, 4
PART_OF_FIGURE = re.compile(f"@(?:{'|'.join(SplitBy.values)})=")
MOST_VALUE = Decimal(10**14)


def take_columns(reader):
    """Return the Columns of a block; none where the block has those of the document."""
    columns = reader.take("columns", list, [])
    if len(columns) > MOST_COLUMNS:
        reader.note(f"na stronie zmieści się najwyżej {MOST_COLUMNS} kolumn, a tabela ma ich {len(columns)}.")
        return ()
    return tuple(_column(data, reader, f"kolumna {number}") for number, data in enumerate(columns, start=1))


def _column(data, block, part):
    if isinstance(data, str):
        _check(data, block, part)
        return DefinedColumn((data,))
    reader = Reader(data, block.place.at(part), block.mistakes)
    label = reader.take_text("label", "", most=LONGEST_LABEL)
    if reader.has("sum"):
        periods = reader.take_texts("sum", most=MOST_SUMMED)
        if not periods:
            reader.note("„sum” nie ma okresów.")
    else:
        periods = (reader.take_text("period"),)
    suffix = reader.take_text("suffix", "", most=LONGEST_LABEL)
    reader.finish()
    for period in filter(None, periods):
        _check(period, block, part)
    return DefinedColumn(periods, label, suffix, is_sum=reader.has("sum"))


def _check(period, block, part):
    try:
        check_period(period)
    except PeriodError as error:
        block.note(str(error), part)


def take_rows(reader, columns):
    """Return the Rows of a block with these columns."""
    rows = reader.take("rows", list)
    if len(rows) > MOST_ROWS:
        reader.note(f"tabela może mieć najwyżej {MOST_ROWS} wierszy, a ma ich {len(rows)}.")
        return ()
    return tuple(
        _row(data, reader.place.at(f"wiersz {number}"), reader.mistakes) for number, data in enumerate(rows, start=1)
    )


def take_split(reader, rows):
    """Return (`by`, `names`) of a block with these rows."""
    by, names = reader.take_text("by", ""), reader.take("names", bool, False)
    if by and by not in SplitBy.values:
        reader.note(f"„by” to „{by}”, a może to być: {', '.join(SplitBy.values)}.")
        by = ""
    if names and by != SplitBy.ASSISTANT:
        reader.note("„names” może mieć tylko podział na asystentów.")
    for number, row in enumerate(rows, start=1):
        if by and row.values is not None:
            reader.note("wartości wpisanych ręcznie nie da się podzielić („by”).", f"wiersz {number}")
    return by, names


def _row(data, place: Place, mistakes):
    reader = Reader(data, place, mistakes)
    label = reader.take_text("label", most=LONGEST_LABEL)
    named = [key for key in ("figure", "sum", "values") if reader.has(key)]
    if len(named) > 1:
        reader.note(f"wiersz ma naraz {' i '.join(f'„{key}”' for key in named)}, a może mieć jedno z nich.")
    figures, values = (), None
    if reader.has("figure"):
        figures = (SignedFigure(reader.take_text("figure", most=LONGEST_LABEL)),)
    if reader.has("sum"):
        figures = tuple(_signed(key) for key in reader.take_texts("sum", most=MOST_SUMMED))
        if not figures:
            reader.note("„sum” jest puste.")
    if reader.has("values"):
        values = _values(reader)
    source = reader.take_text("source", "", most=LONGEST_LABEL)
    if values is not None and not source.strip():
        reader.note("wartości wpisane ręcznie muszą mieć „source”, czyli źródło.")
    percent_of = reader.take_texts("percent_of", [], most=MOST_SUMMED)
    decimals = reader.take("decimals", int, 2)
    if not 0 <= decimals <= MOST_DECIMALS:
        reader.note(f"„decimals” to {decimals}, a może to być od 0 do {MOST_DECIMALS}.")
        decimals = 2
    is_total = reader.take("total", bool, False)
    for key in [*(figure.key for figure in figures), *percent_of]:
        if PART_OF_FIGURE.search(key):
            reader.note(f"nie ma danej „{key}”; części liczb pokazuje blok z „by”.")
    reader.finish()
    if percent_of and not named:
        reader.note("wiersz bez liczb nie może mieć „percent_of”.")
    return DefinedRow(label, figures, values, source, percent_of, decimals, is_total)


def _signed(key):
    return SignedFigure(key[1:].strip(), -1) if key.startswith("-") else SignedFigure(key)


def _values(reader):
    found = []
    for number, value in enumerate(reader.take("values", list), start=1):
        what = _wrong_with(value)
        if what:
            reader.note(f"„values”, pozycja {number}: to {described(value)}, {what}.")
        found.append(None if what or value is None else Decimal(value))
    return tuple(found)


def _wrong_with(value):
    """Return what is wrong with a value typed by hand, or ""."""
    if value is None:
        return ""
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return "a powinna to być liczba albo null"
    if not -MOST_VALUE < value < MOST_VALUE:
        return f"a największa dozwolona ma {len(str(MOST_VALUE)) - 1} cyfr"
    if -Decimal(value).as_tuple().exponent > MOST_DECIMALS:
        return f"a może mieć najwyżej {MOST_DECIMALS} miejsca po przecinku"
    return ""
