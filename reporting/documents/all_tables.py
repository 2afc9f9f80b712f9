"""The document with every table, without text, in the chapters of the council report."""

from django.utils import timezone

from reporting.documents.blocks import Chapter, Document, TableBlock, numbered
from reporting.documents.council_report import CHAPTERS
from reporting.figures.compute import compute
from reporting.figures.small_numbers import without_small_numbers
from reporting.figures.splits import compute_split
from reporting.figures.tables import FIXED
from reporting.units import SplitBy

# Tables of the half-yearly return that the council report leaves out, each behind the one it belongs with.
BEHIND = {"posts": "contracts", "support": "work_time"}


def all_tables(*, centre, periods, reader, conceals=False, by="") -> Document:
    """Return every table for `periods` (Periods of any length, kept in this order). Outside figures come last.

    `reader`: the User, who gets the rows that they may read; `conceals`: for readers outside of the centre, without
    small numbers, and without names of assistants; `by` (a code of SplitBy): the tables that can be split, with their
    parts. The caller knows that the reader may read them.
    """
    computed = compute_split(periods, by, named=not conceals) if by else compute(periods, reader=reader)
    unread = {key for key, table in computed.items() if table.is_shortened and not table.rows}
    tables = {key: table for key, table in computed.items() if key not in unread}
    if conceals:
        tables = without_small_numbers(tables)
    chapters = [(plan.key, plan.title, [key for key in _tables_of(plan) if key in tables]) for plan in CHAPTERS]
    in_chapters = {key for plan in CHAPTERS for key in _tables_of(plan)}
    others = [key for key in tables if key not in in_chapters]
    chapters.append(("others", "Pozostałe tabele", [key for key in others if key in FIXED]))
    chapters.append(("outside", "Dane spoza ewidencji", [key for key in others if key not in FIXED]))
    return Document(
        key="all_tables",
        title=f"Tabele w podziale na {SplitBy(by).label}" if by else "Tabele",
        subtitle="",
        year=periods[-1].end.year,
        centre=centre.name,
        municipality=centre.municipality,
        authority=centre.authority,
        council=centre.council,
        legal_basis="",
        data_as_of=timezone.localdate(),
        periods=tuple(periods),
        chapters=numbered(
            Chapter(key, title, tuple(TableBlock(tables[table]) for table in keys))
            for key, title, keys in chapters
            if keys
        ),
        left_out=tuple(table.title for table in computed.values() if table.is_shortened),
    )


def _tables_of(plan):
    """Yield the keys of the tables of a chapter."""
    for section in plan.sections:
        yield section.table
        if section.table in BEHIND:
            yield BEHIND[section.table]
