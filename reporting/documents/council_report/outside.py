"""Figures that do not come from case records: the centre enters them with their source."""

from familycare.lib.polish import money
from reporting.documents.blocks import Chapter, Heading
from reporting.documents.figures import ReportFigures, in_brackets
from reporting.documents.nouns import CASE, CHILD, FAMILY, HOUR, MONTH, PERSON, POST
from reporting.documents.plan import Section, missing, section_blocks
from reporting.documents.units import unit_name, value_text
from reporting.models import Unit

KEY, TITLE = "outside", "Dane spoza ewidencji"
MOST_NAMED = 3
NOUNS = {
    Unit.FAMILIES: FAMILY,
    Unit.CHILDREN: CHILD,
    Unit.PERSONS: PERSON,
    Unit.CASES: CASE,
    Unit.POSTS: POST,
    Unit.HOURS: HOUR,
    Unit.MONTHS: MONTH,
}


def chapter(figures: ReportFigures) -> Chapter:
    """Return the chapter, with a section for each table `figures.<group>` that has data in the years of the report."""
    keys = [key for key in figures.tables if key.startswith("figures.") and figures.has(key)]
    blocks = []
    for key in keys:
        title = figures.tables[key].title
        if len(keys) > 1:
            blocks.append(Heading(title, f"{KEY}-{key}"))
        blocks.extend(section_blocks(Section(key, title, f"danych w tabeli „{title}”", _sentences(key)), figures))
    return Chapter(KEY, TITLE, tuple(blocks or [missing(figures, "danych spoza ewidencji")]))


def _sentences(key):
    def sentences(figures):
        rows = [row for row in figures.tables[key].rows if row.values[-1] is not None]
        rows = [row for row in rows if row.measure_label == rows[0].measure_label]  # of several columns the first
        if len(rows) > MOST_NAMED and len({row.unit for row in rows}) == 1:
            largest = [_named(row, figures) for row, _value in figures.ranked(key, rows.__contains__)[:MOST_NAMED]]
            return [f"Największe wartości {figures.when}: {'; '.join(largest)}."]
        return [f"{figures.opening}: {'; '.join(_named(row, figures) for row in rows)}."]

    return sentences


def _named(row, figures):
    text = f"{row.label} – {_with_unit(row.values[-1], row.unit)}"
    if len(row.values) > 1 and row.values[-2] is not None:
        text += f" (w {figures.periods[-2].locative} {_with_unit(row.values[-2], row.unit)})"
    return text


def _with_unit(value, unit):
    """Return for example „667 rodzin”, „950,00 zł”, „6,06%”."""
    if unit in NOUNS:
        return NOUNS[unit].subject(value)
    if unit == Unit.PLN:
        return money(value)
    name = "" if unit == Unit.COUNT else unit_name(unit)
    return f"{value_text(value, unit)}{name if unit == Unit.PERCENT else in_brackets(name)}"
