"""Tables and charts in parts: each row of a block with `by`, followed by one row for each assistant or district.

The rows name parts of figures (`support.families@assistant=A7`), which are computed, listed and frozen as all others.
A document may be read outside of the centre: assistants are „asystent 1”, unless the block says `names`.
"""

from dataclasses import replace

from reporting.documents.composing.checking import columns_of, mistakes_of
from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions import shape
from reporting.documents.definitions.relative_periods import parse_period
from reporting.documents.programmes.parts import with_programmes
from reporting.figures.splits import WHOLE, note_of, parts_in, without_names
from reporting.periods import PeriodError


def expanded(definition, year) -> shape.Definition:
    """Return the definition with ordinary blocks in place of programmes and of what is split, for `year`.

    Raises InvalidDefinition where there is no such programme. What else is wrong is left for the checks.
    """
    definition = with_programmes(definition, year)
    split = [block for block in definition.blocks if getattr(block, "by", "")]
    if not split or mistakes_of(definition, Catalogue()):
        return definition
    try:
        made = {block.place: _in_parts(block, definition, year) for block in split}
    except PeriodError:
        return definition
    chapters = (
        replace(chapter, blocks=tuple(made.get(block.place, block) for block in chapter.blocks))
        for chapter in definition.chapters
    )
    return replace(definition, chapters=tuple(chapters))


def _in_parts(block, definition, year):
    periods = {parse_period(period, year) for column in columns_of(block, definition) for period in column.periods}
    parts = parts_in(block.by, sorted(periods))
    parts = parts if block.names else without_names(parts)
    if isinstance(block, shape.ChartDefinition):
        return replace(block, rows=tuple(_part(row, part) for row in block.rows for part in parts), by="", names=False)
    rows = []
    for row in block.rows:
        rows.append(shape.DefinedRow(row.label))
        if not row.is_heading:
            rows += [replace(row, label=WHOLE, is_total=True), *(_part(row, part) for part in parts)]
    notes = dict.fromkeys(
        note_of(figure.key.partition(".")[0], block.by) for row in block.rows for figure in row.figures
    )
    note = " ".join(filter(None, [block.note, *notes]))
    return replace(block, rows=tuple(rows), note=note, by="", names=False)


def _part(row, part):
    figures = tuple(replace(figure, key=f"{figure.key}{part.code}") for figure in row.figures)
    return replace(
        row,
        label=part.name,
        figures=figures,
        percent_of=tuple(f"{key}{part.code}" for key in row.percent_of),
        is_total=False,
    )
