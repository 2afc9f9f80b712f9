"""The parts of a document, independent of its format.

A document has chapters, a chapter has blocks. A renderer chooses how to show a block by its `kind`.
Blocks hold text and computed figures; they do not depend on models or HTML.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar

from reporting.figures.compute import ComputedTable
from reporting.figures.small_numbers import Concealed
from reporting.periods import Period

LEFT_OUT = "Nie ma tu tabel ani wierszy o tych częściach akt, których Twoja rola nie czyta. Brakuje ich w:"


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter; `anchor` is unique in the document."""

    kind: ClassVar[str] = "heading"
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    kind: ClassVar[str] = "points"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """One line in place of a table in which every value is zero."""

    kind: ClassVar[str] = "missing"
    text: str


@dataclass(frozen=True)
class TableBlock:
    """A computed table; `anchor` is unique in the document."""

    kind: ClassVar[str] = "table"
    table: ComputedTable
    number: int = 0

    @property
    def anchor(self):
        return f"tabela-{self.table.key}"


@dataclass(frozen=True)
class ChartBlock:
    """A chart of figures that are also in a table of the same section.

    `form`: `bars` (a group of bars for each category), `stacked`, `share` (parts of 100%) or `line`.
    `values`: one row for each category, with one value for each series; None means no data.
    `unit`: a code of Unit. `colours`: the place of each series in the palette, such that one thing has one colour in
    all charts of a document; () before the document is numbered, and of bars, whose latest period has the first.
    """

    kind: ClassVar[str] = "chart"
    form: str
    title: str
    categories: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[int | Decimal | None, ...], ...]
    unit: str
    number: int = 0
    colours: tuple[int, ...] = ()

    def colour(self, position):
        """Return the place in the palette of the series at `position`."""
        if self.colours:
            return self.colours[position]
        return len(self.series) - 1 - position if self.form == "bars" else position


@dataclass(frozen=True)
class RuledSpace:
    """Empty lines for handwriting."""

    kind: ClassVar[str] = "ruled"
    label: str
    lines: int


@dataclass(frozen=True)
class Signatures:
    """Places to sign, one for each role (for example „Sporządził(a)”)."""

    kind: ClassVar[str] = "signatures"
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """A piece of a text; `figure` is (table, row, period) where it is a live figure with a list behind it."""

    text: str
    figure: tuple[str, str, Period] | None = None


@dataclass(frozen=True)
class Text:
    """Paragraphs, each made of Runs."""

    kind: ClassVar[str] = "text"
    paragraphs: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class LivePoints:
    """A list of points, each made of Runs."""

    kind: ClassVar[str] = "live_points"
    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class OwnCell:
    """A number in a table that a document defines itself.

    `value` is None where nothing is known. `places`: decimals of a percentage, else None. `figure`: (table, row,
    period) of the list behind it, where the number is one figure.
    """

    value: int | Decimal | None
    unit: str
    places: int | None = None
    figure: tuple[str, str, Period] | None = None


@dataclass(frozen=True)
class OwnRow:
    """A row with one OwnCell for each column; a heading over rows has none."""

    label: str
    cells: tuple[OwnCell, ...] = ()
    is_total: bool = False


@dataclass(frozen=True)
class OwnTable:
    """A table that the document defines itself. `sources`: of values typed by hand, and of the whole table."""

    kind: ClassVar[str] = "own_table"
    title: str
    columns: tuple[str, ...]
    rows: tuple[OwnRow, ...]
    note: str = ""
    sources: tuple[str, ...] = ()
    number: int = 0

    @property
    def anchor(self):
        return f"tabela-{self.number}"


@dataclass(frozen=True)
class OwnChart:
    """A chart of the rows of `data`; `drawn` is None when they hold nothing but zeros, or concealed numbers."""

    kind: ClassVar[str] = "own_chart"
    data: OwnTable
    drawn: ChartBlock | None
    number: int = 0

    @property
    def why_not(self):
        """Why nothing is drawn, in Polish."""
        return "zdradzałby liczby, które ukryto" if is_concealed(self.data.rows) else "brak danych w tych okresach"


@dataclass(frozen=True)
class Matrix:
    """A table of words."""

    kind: ClassVar[str] = "matrix"
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int = 0

    @property
    def anchor(self):
        return f"tabela-{self.number}"


@dataclass(frozen=True)
class PageBreak:
    kind: ClassVar[str] = "break"


@dataclass(frozen=True)
class SectionPart:
    """What one block of a definition became, where that is several blocks: a section of the standard report, parts of a
    programme. `type`: that of the block."""

    kind: ClassVar[str] = "part"
    blocks: tuple["Block", ...]
    type: str = "section"


Block = Heading | Paragraph | Points | Missing | TableBlock | ChartBlock | RuledSpace | Signatures
Block |= Text | LivePoints | OwnTable | OwnChart | Matrix | PageBreak | SectionPart


@dataclass(frozen=True)
class Chapter:
    key: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def headings(self):
        return [block for block in flat(self.blocks) if block.kind == "heading"]


@dataclass(frozen=True)
class Document:
    """`periods` are in ascending order, those of a document that a centre defines in its own order.

    `data_as_of` is the day on which the figures were computed.
    """

    key: str
    title: str
    subtitle: str
    year: int
    centre: str
    municipality: str
    authority: str
    council: str
    legal_basis: str
    data_as_of: date
    periods: tuple[Period, ...]
    chapters: tuple[Chapter, ...]
    left_out: tuple[str, ...] = ()  # titles of tables that lack rows, or all, because the reader may not read them

    @property
    def is_preliminary(self):
        """Whether the year, with a period of the document, had not ended when the figures were computed."""
        return self.data_as_of.year <= self.year and any(self.data_as_of <= period.end for period in self.periods)

    @property
    def tables(self):
        """The tables by key, in the order of the document."""
        return {
            block.table.key: block.table
            for chapter in self.chapters
            for block in flat(chapter.blocks)
            if block.kind == "table"
        }


def is_concealed(rows):
    """Whether a number of these OwnRows is concealed."""
    return any(isinstance(cell.value, Concealed) for row in rows for cell in row.cells)


NUMBERED = {"table": "table", "own_table": "table", "matrix": "table", "chart": "chart", "own_chart": "chart"}


def flat(blocks):
    """Yield the blocks in order, those of a SectionPart in its place."""
    for block in blocks:
        if block.kind == "part":
            yield from flat(block.blocks)
        else:
            yield block


def with_colours(chart, known):
    """Return the ChartBlock with the colours of what other charts have drawn; `known`: {name of a series: colour}."""
    if chart.form == "bars":
        return chart
    chosen = {}
    for name in chart.series:
        if name in known and known[name] not in chosen.values():
            chosen[name] = known[name]
    for name in chart.series:
        if name not in chosen:
            chosen[name] = next(n for n in range(len(chart.series)) if n not in chosen.values())
            known.setdefault(name, chosen[name])
    return replace(chart, colours=tuple(chosen[name] for name in chart.series))


def numbered(chapters):
    """Return the chapters with tables and charts numbered from 1 through the whole document, and charts coloured."""
    last, known = {"table": 0, "chart": 0}, {}

    def number(block):
        if block.kind == "part":
            return replace(block, blocks=tuple(map(number, block.blocks)))
        if block.kind not in NUMBERED:
            return block
        counted = NUMBERED[block.kind]
        last[counted] += 1
        if block.kind == "chart":
            block = with_colours(block, known)
        if block.kind == "own_chart" and block.drawn:
            block = replace(block, drawn=with_colours(block.drawn, known))
        return replace(block, number=last[counted])

    return tuple(replace(chapter, blocks=tuple(number(block) for block in chapter.blocks)) for chapter in chapters)
