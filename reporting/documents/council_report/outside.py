"""Figures from outside of the case records, given by the centre with their source."""

from reporting.documents.blocks import Chapter, Heading
from reporting.documents.facts import Facts
from reporting.documents.plan import Section, missing, section_blocks
from reporting.documents.units import unit_name, value_text

KEY, TITLE = "outside", "Dane spoza ewidencji"
MOST_NAMED = 3


def chapter(facts: Facts) -> Chapter:
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
            largest = [_named(row) for row, _value in facts.ranked(key)[:MOST_NAMED]]
            return [f"Największe wartości w {facts.year} r.: {'; '.join(largest)}."]
        return [f"W {facts.year} r.: {'; '.join(_named(row) for row in rows)}."]

    return sentences


def _named(row):
    unit = "" if row.unit == "count" else f" ({unit_name(row.unit)})"
    return f"{row.label}{unit} – {value_text(row.values[-1], row.unit)}"
