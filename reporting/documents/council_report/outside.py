"""Figures from outside of the case records, given by the centre with their source."""

from reporting.documents.blocks import Chapter, Heading
from reporting.documents.facts import ReportFigures
from reporting.documents.plan import Section, missing, section_blocks
from reporting.documents.units import unit_name, value_text
from reporting.models import Unit

KEY, TITLE = "outside", "Dane spoza ewidencji"
MOST_NAMED = 3


def chapter(facts: ReportFigures) -> Chapter:
    """A section for each table `figures.<group>` that holds anything in the document's years."""
    keys = [key for key in facts.tables if key.startswith("figures.") and facts.has(key)]
    blocks = []
    for key in keys:
        title = facts.tables[key].title
        if len(keys) > 1:
            blocks.append(Heading(title, f"{KEY}-{key}"))
        blocks.extend(section_blocks(Section(key, title, f"danych: {title}", _sentences(key)), facts))
    return Chapter(KEY, TITLE, tuple(blocks or [missing(facts, "danych spoza ewidencji")]))


def _sentences(key):
    def sentences(facts):
        rows = [row for row in facts.tables[key].rows if row.values[-1] is not None]
        if len(rows) > MOST_NAMED and len({row.unit for row in rows}) == 1:
            largest = [_named(row, facts) for row, _value in facts.ranked(key)[:MOST_NAMED]]
            return [f"Największe wartości w {facts.year} r.: {'; '.join(largest)}."]
        return [f"W {facts.year} r.: {'; '.join(_named(row, facts) for row in rows)}."]

    return sentences


def _named(row, facts):
    unit = "" if row.unit == Unit.COUNT else f" ({unit_name(row.unit)})"
    said = f"{row.label}{unit} – {value_text(row.values[-1], row.unit)}"
    if len(row.values) > 1 and row.values[-2] is not None:
        said += f" (w {facts.year - 1} r. {value_text(row.values[-2], row.unit)})"
    return said
