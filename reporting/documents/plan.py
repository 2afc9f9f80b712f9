"""Plans of chapters (their tables, sentences and charts) and the blocks made from them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter

from django.utils.text import capfirst

from familycare.lib.polish import HARD_SPACE, hard_spaces
from reporting.documents.blocks import Chapter, ChartBlock, Heading, Missing, Paragraph, TableBlock
from reporting.documents.figures import ConcealedFigure, ReportFigures
from reporting.periods import Period


def no_chart(figures):
    """Return no chart: the default of a section."""


@dataclass(frozen=True)
class Section:
    """One table (its key), the sentences before it and the chart after it.

    `absent` completes „W 2023 r. nie odnotowano …”. `sentences(figures)` returns the sentences of the paragraph,
    `chart(figures)` a ChartBlock or None.
    """

    table: str
    heading: str
    absent: str
    sentences: Callable[[ReportFigures], list[str]]
    chart: Callable[[ReportFigures], ChartBlock | None] = no_chart


@dataclass(frozen=True)
class ChapterPlan:
    """`absent` completes „W 2023 r. nie odnotowano …” when no table of the chapter has data.

    `only_with_data`: the chapter is left out then.
    """

    key: str
    title: str
    absent: str
    sections: tuple[Section, ...] = field(default_factory=tuple)
    only_with_data: bool = False

    def is_told(self, figures: ReportFigures):
        """Return whether a report with these figures has the chapter."""
        return not self.only_with_data or any(figures.has(section.table) for section in self.sections)

    def chapter(self, figures: ReportFigures) -> Chapter:
        """Return the chapter with the figures of a report."""
        return Chapter(self.key, self.title, tuple(self._blocks(figures)))

    def _blocks(self, figures):
        if not any(figures.has(section.table) for section in self.sections):
            yield missing(figures, self.absent)
            return
        for section in self.sections:
            if len(self.sections) > 1:
                yield Heading(section.heading, f"{self.key}-{section.table}")
            yield from section_blocks(section, figures)


def section_blocks(section, figures):
    """Yield the paragraph, the table and the chart of a section, or one Missing line when the table has no data."""
    if not figures.has(section.table):
        yield missing(figures, section.absent)
        return
    if figures.has(section.table, figures.period):
        yield paragraph(_sentences(section, figures))
    else:
        yield paragraph([f"{figures.opening} nie odnotowano {section.absent}."])
    yield TableBlock(figures.tables[section.table])
    chart = _chart(section, figures)
    if chart:
        yield chart


def _sentences(section, figures):
    try:
        return section.sentences(figures)
    except ConcealedFigure:
        return ["Opis pominięto, bo zdradzałby liczby, które w tabeli ukryto."]


def _chart(section, figures):
    try:
        return section.chart(figures)
    except ConcealedFigure:
        return None


def paragraph(sentences):
    """Return a Paragraph of the sentences, without the empty ones."""
    return Paragraph(prose(" ".join(sentence for sentence in sentences if sentence)))


def prose(text):
    """Return the text for print: with non-breaking spaces, no dash at the beginning of a line, and one full stop where
    „r.” ends a sentence."""
    return hard_spaces(text.replace("r..", "r.").replace(" – ", f"{HARD_SPACE}– "))


def over(periods):
    """Return „w latach 2021–2023” for whole years, else „w okresie 01.01.2023–30.06.2024”, which has all periods."""
    first, last = periods[0], max(periods, key=attrgetter("end"))
    if all(period.months == 12 and period.start.month == 1 for period in periods):
        return f"w latach {first.start.year}–{last.start.year}"
    return f"w {Period(first.start, last.end).locative}"


def missing(figures, what):
    """Return the line for a table or chapter without data in any of the periods: „W latach … nie odnotowano {what}.”"""
    when = figures.opening if len(figures.periods) == 1 else capfirst(over(figures.periods))
    return Missing(prose(f"{when} nie odnotowano {what}."))
