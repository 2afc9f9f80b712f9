"""What a document is made of, before anyone decides how it looks.

A document is chapters; a chapter is blocks. Every block has a `kind`, by which a renderer picks how to show it.
Blocks hold text and computed figures; they know neither models nor HTML.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar

from reporting.figures.compute import ComputedTable
from reporting.periods import Period


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
    """Sentences that stand one under another."""

    kind: ClassVar[str] = "points"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """One line in place of a table that would hold nothing but zeros."""

    kind: ClassVar[str] = "missing"
    text: str


@dataclass(frozen=True)
class TableBlock:
    kind: ClassVar[str] = "table"
    table: ComputedTable
    number: int = 0

    @property
    def anchor(self):
        return f"tabela-{self.table.key}"


@dataclass(frozen=True)
class ChartBlock:
    """A picture of figures that a table beside it holds.

    `form`: `bars` (a group of bars for each category), `stacked`, `share` (parts of 100%) or `line`.
    `values`: a row for each category, in it a value for each series; None: no data.
    """

    kind: ClassVar[str] = "chart"
    form: str
    title: str
    categories: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[int | Decimal | None, ...], ...]
    unit: str  # its code
    number: int = 0


@dataclass(frozen=True)
class RuledSpace:
    """Lines to write on by hand."""

    kind: ClassVar[str] = "ruled"
    label: str
    lines: int


@dataclass(frozen=True)
class Signatures:
    """Places to sign: what the signature means, one for each."""

    kind: ClassVar[str] = "signatures"
    roles: tuple[str, ...]


Block = Heading | Paragraph | Points | Missing | TableBlock | ChartBlock | RuledSpace | Signatures


@dataclass(frozen=True)
class Chapter:
    key: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def headings(self):
        return [block for block in self.blocks if block.kind == "heading"]


@dataclass(frozen=True)
class Document:
    """`periods` in ascending order; `data_as_of`: the day on which the figures were computed."""

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

    @property
    def is_preliminary(self):
        """Whether its last period was not over when the figures were computed."""
        return self.data_as_of <= self.periods[-1].end

    @property
    def tables(self):
        """Every table of the document by its key, in the order of the document."""
        return {
            block.table.key: block.table
            for chapter in self.chapters
            for block in chapter.blocks
            if block.kind == "table"
        }


def numbered(chapters):
    """The chapters with their tables and charts numbered from 1 through the whole document."""
    last = {"table": 0, "chart": 0}

    def number(block):
        if block.kind not in last:
            return block
        last[block.kind] += 1
        return replace(block, number=last[block.kind])

    return tuple(replace(chapter, blocks=tuple(number(block) for block in chapter.blocks)) for chapter in chapters)
