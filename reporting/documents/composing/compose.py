"""From a definition and a year to the document, with every figure computed."""

from functools import cache, cached_property

from django.utils import timezone

from reporting.documents import blocks as made
from reporting.documents.composing.checking import check, columns_of
from reporting.documents.composing.figures import Catalogue, compute_values, figures_of, periods_of
from reporting.documents.composing.parts import expanded
from reporting.documents.composing.rows import own_rows
from reporting.documents.composing.sections import SECTIONS, section_part
from reporting.documents.composing.texts import CannotCompute, clean, paragraphs, plain, runs
from reporting.documents.definitions import shape
from reporting.documents.definitions.live_figures import WrongExpression
from reporting.documents.definitions.places import InvalidDefinition, Mistake, Place
from reporting.documents.definitions.relative_periods import parse_period
from reporting.documents.figures import ReportFigures
from reporting.figures.compute import compute
from reporting.figures.small_numbers import NOTE
from reporting.models import Unit


def compose(definition, *, centre, year, compute_tables=compute, on_values=None, conceals=False):
    """Return the made.Document of `year`.

    `on_values` is called with its Values, for whoever looks at them once more. `conceals`: it is for readers outside of
    the centre, without small numbers.

    Raises InvalidDefinition, with all mistakes: figures that do not exist, periods, shares of nothing, no data at all.
    """
    known = Catalogue()
    definition = expanded(definition, year)
    check(definition, known)
    needed = periods_of(definition, year)
    named = [
        figure
        for block in definition.blocks
        for _part, figure in figures_of(block, _columns_or_none(block, definition))
    ]
    sections = [block.section for block in definition.blocks if isinstance(block, shape.SectionDefinition)]
    tables = [*dict.fromkeys(SECTIONS[section].table for section in sections), *(["support"] if sections else [])]
    values = compute_values(known, named, tables, needed, compute_tables)
    _refuse_without_data(values, needed)
    if on_values:
        on_values(values)
    if conceals:
        values = values.without_small_numbers()
    composer = _Composer(definition, year, values)
    document = composer.document(centre)
    if composer.mistakes:
        raise InvalidDefinition(composer.mistakes)
    return document


def _columns_or_none(block, definition):
    return columns_of(block, definition) if isinstance(block, shape.TableDefinition | shape.ChartDefinition) else ()


def _refuse_without_data(values, periods):
    """Raise InvalidDefinition if nothing at all is known of the periods: the document would be all zeros."""
    if not values.tables or any(
        value for table in values.tables.values() for row in table.rows for value in row.values
    ):
        return
    names = ", ".join(period.name for period in periods)
    raise InvalidDefinition([Mistake(Place(), f"nie ma żadnych danych za okres: {names.removesuffix('.')}.")])


class _Composer:
    def __init__(self, definition, year, values):
        self.definition, self.year, self.values = definition, year, values
        self.mistakes = []
        self.period_of = cache(lambda text: parse_period(text, year))
        self.periods = tuple(dict.fromkeys(map(self.period_of, definition.periods)))

    def document(self, centre):
        definition = self.definition
        return made.Document(
            key=definition.key,
            title=clean(definition.title),
            subtitle=clean(definition.subtitle),
            year=self.year,
            centre=centre.name,
            municipality=centre.municipality,
            authority="",
            council=clean(definition.addressee),
            legal_basis=clean(definition.legal_basis),
            data_as_of=timezone.localdate(),
            periods=self.periods,
            chapters=made.numbered(
                made.Chapter(f"rozdzial-{number}", clean(chapter.title), tuple(map(self._block, chapter.blocks)))
                for number, chapter in enumerate(definition.chapters, start=1)
            ),
        )

    def _block(self, block):
        return getattr(self, f"_{block.type}")(block)

    def _heading(self, block):
        return made.Heading(plain(self._runs(block, block.text)), f"rozdzial-{block.place.chapter}-{block.place.block}")

    def _text(self, block):
        return made.Text(tuple(self._runs(block, each) for each in paragraphs(block.text)))

    def _list(self, block):
        return made.LivePoints(
            tuple(self._runs(block, item, f"punkt {number}") for number, item in enumerate(block.items, start=1))
        )

    def _section(self, block):
        return section_part(block, self._figures_of_sections)

    @cached_property
    def _figures_of_sections(self):
        periods = tuple(sorted(self.periods))
        return ReportFigures({key: table.during(periods) for key, table in self.values.tables.items()}, periods)

    def _table(self, block):
        return self._own_table(block, self._said(block, block.note), block.source)

    def _chart(self, block):
        data = self._own_table(block)
        names = (self._column_label(column, is_short=True) for column in columns_of(block, self.definition))
        return made.OwnChart(data, drawn(block, data, tuple(names)))

    def _matrix(self, block):
        rows = (
            tuple(self._said(block, cell, f"wiersz {number}") for cell in row)
            for number, row in enumerate(block.rows, start=1)
        )
        return made.Matrix(self._said(block, block.title), tuple(map(clean, block.columns)), tuple(rows))

    def _part(self, block):
        return made.SectionPart(tuple(map(self._block, block.blocks)), "programme")

    def _missing(self, block):
        return made.Missing(block.text)

    def _signatures(self, block):
        return made.Signatures(tuple(map(clean, block.roles)))

    def _break(self, block):
        return made.PageBreak()

    def _own_table(self, block, note="", source=""):
        columns = columns_of(block, self.definition)
        rows = own_rows(block.rows, columns, self.values, self.period_of)
        typed = (f"{row.label}: {row.source}" for row in block.rows if row.source)
        return made.OwnTable(
            self._said(block, block.title),
            tuple(self._column_label(column) for column in columns),
            rows,
            f"{note} {NOTE}".strip() if made.is_concealed(rows) else note,
            tuple(map(clean, filter(None, [source, *typed]))),
        )

    def _column_label(self, column, *, is_short=False):
        if column.label:
            return clean(column.label)
        if column.is_sum:
            return "Razem"
        period = self.period_of(column.periods[0])
        return period.short if is_short else period.label

    def _said(self, block, text, part=""):
        return plain(self._runs(block, text, part))

    def _runs(self, block, text, part=""):
        try:
            return runs(text, self.values, self.period_of, self.periods[-1])
        except (WrongExpression, CannotCompute) as error:
            self.mistakes.append(Mistake(block.place.at(part) if part else block.place, str(error)))
            return ()


def drawn(block, data, names):
    """Return the ChartBlock of a chart, or None when all its values are zero or missing, or one is concealed.

    `names`: of the columns, shorter than in the table.
    """
    rows = [row for row in data.rows if row.cells]
    if made.is_concealed(rows) or not any(cell.value for row in rows for cell in row.cells):
        return None
    units = {cell.unit for row in rows for cell in row.cells}
    unit = units.pop() if len(units) == 1 else Unit.COUNT
    labels = tuple(row.label for row in rows)
    lines = tuple(tuple(cell.value for cell in row.cells) for row in rows)
    if block.form == "bars":
        return made.ChartBlock("bars", data.title, labels, names, lines, unit)
    form = "bars" if block.form == "line" and len(data.columns) < 2 else block.form
    if form == "bars":
        return made.ChartBlock("bars", data.title, labels, names, lines, unit)
    return made.ChartBlock(form, data.title, names, labels, tuple(zip(*lines, strict=True)), unit)
