"""Whether what a definition names exists: figures, sections, as many values as columns."""

from reporting.documents.composing.figures import figures_of
from reporting.documents.composing.sections import SECTIONS
from reporting.documents.definitions import shape
from reporting.documents.definitions.places import InvalidDefinition, Mistake
from reporting.units import SplitBy


def columns_of(block, definition):
    """Return the columns of a table or chart: its own, or one for each period of the document."""
    return block.columns or tuple(shape.DefinedColumn((period,)) for period in definition.periods)


def mistakes_of(definition, known):
    """Return the Mistakes of a parsed definition; `known`: the Catalogue."""
    return [mistake for block in definition.blocks for mistake in _of_block(block, definition, known)]


def check(definition, known):
    """Raise InvalidDefinition if the definition names something that does not exist."""
    if mistakes := mistakes_of(definition, known):
        raise InvalidDefinition(mistakes)


def _of_block(block, definition, known):
    is_table = isinstance(block, shape.TableDefinition | shape.ChartDefinition)
    columns = columns_of(block, definition) if is_table else ()
    told = set()
    for part, figure in figures_of(block, columns):
        if figure not in known and (part, figure) not in told:
            told.add((part, figure))
            yield Mistake(block.place.at(part), f"nie ma danej „{figure}”{_meant(known.like(figure))}.")
        elif is_table and block.by and block.by not in known[figure].splits:
            split = SplitBy(block.by).label
            yield Mistake(block.place.at(part), f"danej „{known[figure].label}” nie da się podzielić na {split}.")
    if is_table:
        yield from _counts(block, columns)
    if isinstance(block, shape.SectionDefinition) and block.section not in SECTIONS:
        yield Mistake(block.place, f"w sprawozdaniu nie ma części „{block.section}”. Są: {', '.join(SECTIONS)}.")


def _counts(block, columns):
    own = sum(not column.is_sum for column in columns)
    for number, row in enumerate(block.rows, start=1):
        if row.values is not None and len(row.values) not in (own, len(columns)):
            yield Mistake(
                block.place.at(f"wiersz {number}"),
                f"liczba wartości wpisanych ręcznie to {len(row.values)}, a kolumn {len(columns)}.",
            )


def _meant(keys):
    return f"; podobne: {', '.join(f'„{key}”' for key in keys)}" if keys else ""
