"""Chapters as plans: which tables, which sentences before them, which chart after; and how these become blocks."""

from collections.abc import Callable
from dataclasses import dataclass, field

from familycare.lib.polish import hard_spaces
from reporting.documents.blocks import Chapter, ChartBlock, Heading, Missing, Paragraph, TableBlock
from reporting.documents.facts import ReportFigures


def no_chart(facts):
    """For tables that say it better themselves."""


@dataclass(frozen=True)
class Section:
    """One table with what is said of it.

    `absent` completes „W 2023 r. nie odnotowano …”; `sentences(facts)` gives the paragraph as a list of sentences;
    `chart(facts)` gives a ChartBlock or None.
    """

    table: str
    heading: str
    absent: str
    sentences: Callable[[ReportFigures], list[str]]
    chart: Callable[[ReportFigures], ChartBlock | None] = no_chart


@dataclass(frozen=True)
class ChapterPlan:
    """`absent`: what the chapter's one line says when none of its tables has data."""

    key: str
    title: str
    absent: str
    sections: tuple[Section, ...] = field(default_factory=tuple)

    def chapter(self, facts: ReportFigures) -> Chapter:
        return Chapter(self.key, self.title, tuple(self._blocks(facts)))

    def _blocks(self, facts):
        if not any(facts.has(section.table) for section in self.sections):
            yield missing(facts, self.absent)
            return
        for section in self.sections:
            if len(self.sections) > 1:
                yield Heading(section.heading, f"{self.key}-{section.table}")
            yield from section_blocks(section, facts)


def section_blocks(section, facts):
    """The blocks of one section: sentences, table and chart, or one line where there is nothing to show."""
    if not facts.has(section.table):
        yield missing(facts, section.absent)
        return
    if facts.has(section.table, facts.period):
        yield paragraph(section.sentences(facts))
    else:
        yield paragraph([f"W {facts.year} r. nie odnotowano {section.absent}."])
    yield TableBlock(facts.tables[section.table])
    chart = section.chart(facts)
    if chart:
        yield chart


def paragraph(sentences):
    """Sentences that run on, empty ones left out."""
    return Paragraph(prose(" ".join(sentence for sentence in sentences if sentence)))


def prose(text):
    """Text as it is printed: hard spaces in place, no second full stop after an abbreviation that ends a sentence."""
    return hard_spaces(text.replace("r..", "r."))


def missing(facts, what):
    """The line that stands for a table or chapter without data in any of the years."""
    first, last = facts.periods[0].start.year, facts.year
    when = f"W {last} r." if first == last else f"W latach {first}–{last}"
    return Missing(prose(f"{when} nie odnotowano {what}."))
