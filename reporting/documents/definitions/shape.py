"""A document's definition as Python objects; `parsing.py` makes them from JSON.

Figures are keys `<table>.<row>` of the catalogue; periods are texts, see `relative_periods.py`; texts may hold live
figures, see `live_figures.py`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from reporting.documents.definitions.places import Place


def suffixed(key, suffix):
    """Return the key of a figure with the suffix of a column; of a part of a figure, before what names the part."""
    row, at, part = key.partition("@")
    return f"{row}{suffix}{at}{part}"


@dataclass(frozen=True)
class DefinedColumn:
    """A column: one period, or the sum of several; `suffix` is added to each figure of a row."""

    periods: tuple[str, ...]
    label: str = ""
    suffix: str = ""
    is_sum: bool = False


@dataclass(frozen=True)
class SignedFigure:
    """A figure of a row; `sign` is 1, or -1 where it is taken away."""

    key: str
    sign: int = 1


@dataclass(frozen=True)
class DefinedRow:
    """A row: a sum of figures (mostly one), or values typed by hand, or a heading without either.

    `percent_of`: the figures whose sum is 100%; `decimals`: of the percentage.
    """

    label: str
    figures: tuple[SignedFigure, ...] = ()
    values: tuple[Decimal | None, ...] | None = None
    source: str = ""
    percent_of: tuple[str, ...] = ()
    decimals: int = 2
    is_total: bool = False

    @property
    def is_heading(self):
        return not self.figures and self.values is None


@dataclass(frozen=True)
class BlockDefinition:
    """A block of a chapter at its place; the subclasses say of what type."""

    type: ClassVar[str]
    place: Place


@dataclass(frozen=True)
class HeadingDefinition(BlockDefinition):
    type = "heading"
    text: str


@dataclass(frozen=True)
class TextDefinition(BlockDefinition):
    """Paragraphs, parted by an empty line."""

    type = "text"
    text: str


@dataclass(frozen=True)
class ListDefinition(BlockDefinition):
    type = "list"
    items: tuple[str, ...]


@dataclass(frozen=True)
class SectionDefinition(BlockDefinition):
    """A section of the standard report: `<chapter>.<table>`."""

    type = "section"
    section: str
    show: tuple[str, ...]


@dataclass(frozen=True)
class TableDefinition(BlockDefinition):
    """The document's own table; without `columns` it has one for each period of the document.

    `by`: a code of SplitBy where each row stands with its parts, see `composing/parts.py`; `names`: whether assistants
    are named there.
    """

    type = "table"
    title: str
    rows: tuple[DefinedRow, ...]
    columns: tuple[DefinedColumn, ...]
    note: str = ""
    source: str = ""
    by: str = ""
    names: bool = False


@dataclass(frozen=True)
class ChartDefinition(BlockDefinition):
    type = "chart"
    title: str
    form: str
    rows: tuple[DefinedRow, ...]
    columns: tuple[DefinedColumn, ...]
    by: str = ""
    names: bool = False


@dataclass(frozen=True)
class MatrixDefinition(BlockDefinition):
    """A table of words."""

    type = "matrix"
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ProgrammeDefinition(BlockDefinition):
    """Parts of a programme of the centre; `programme` is "" where none is chosen yet."""

    type = "programme"
    programme: str
    show: tuple[str, ...]


@dataclass(frozen=True)
class PartDefinition(BlockDefinition):
    """The blocks that stand for one of type `programme`; no text says it: see `programmes/parts.py`."""

    type = "part"
    blocks: tuple[BlockDefinition, ...]


@dataclass(frozen=True)
class MissingDefinition(BlockDefinition):
    """A sentence in place of what is missing; no text says it."""

    type = "missing"
    text: str


@dataclass(frozen=True)
class SignaturesDefinition(BlockDefinition):
    type = "signatures"
    roles: tuple[str, ...]


@dataclass(frozen=True)
class BreakDefinition(BlockDefinition):
    """A new page."""

    type = "break"


@dataclass(frozen=True)
class ChapterDefinition:
    title: str
    blocks: tuple[BlockDefinition, ...]


@dataclass(frozen=True)
class Definition:
    """The whole document. `kind` is a DefinitionKind."""

    key: str
    kind: str
    title: str
    subtitle: str = ""
    addressee: str = ""
    legal_basis: str = ""
    periods: tuple[str, ...] = ("Y",)
    chapters: tuple[ChapterDefinition, ...] = field(default_factory=tuple)

    @property
    def blocks(self):
        """All blocks, in order, those of a part in its place."""
        return [
            block
            for chapter in self.chapters
            for each in chapter.blocks
            for block in (each.blocks if isinstance(each, PartDefinition) else (each,))
        ]
