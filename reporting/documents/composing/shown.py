"""The figures that a document shows, and where."""

from functools import cache

from reporting.documents.composing.checking import columns_of
from reporting.documents.composing.figures import Catalogue, expressions_of
from reporting.documents.composing.sections import SECTIONS
from reporting.documents.definitions import shape
from reporting.documents.definitions.relative_periods import parse_period
from reporting.figures.tables.definitions import rows_of


def figures_shown(definition, year, known=None):
    """Return {(table, row, period): [Place]} of all figures that the document of `year` shows, each once.

    `known`: the Catalogue.
    """
    known, found = known or Catalogue(), {}
    period_of = cache(lambda text: parse_period(text, year))

    def add(place, key, *texts):
        for text in texts:
            figure = known[key]
            found.setdefault((figure.table, figure.row, period_of(text)), []).append(place)

    for block in definition.blocks:
        for part, expression in expressions_of(block):
            for term in expression.terms:
                add(block.place.at(part), term.figure, term.period or definition.periods[-1])
        if isinstance(block, shape.TableDefinition | shape.ChartDefinition):
            for column in columns_of(block, definition):
                for number, row in enumerate(block.rows, start=1):
                    for key in [*(figure.key for figure in row.figures), *row.percent_of]:
                        add(block.place.at(f"wiersz {number}"), shape.suffixed(key, column.suffix), *column.periods)
        if isinstance(block, shape.SectionDefinition):
            table = SECTIONS[block.section].table
            for row in rows_of([known.tables[table]])[table]:
                add(block.place.at(f"„{row.label}”"), f"{table}.{row.key}", *definition.periods)
    return found
