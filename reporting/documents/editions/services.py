"""Freezing a document: from then on it says the same for ever."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from familycare.audit.services import lock_changes
from reporting.documents.composing.checking import columns_of
from reporting.documents.composing.compose import compose
from reporting.documents.composing.figures import Catalogue, expressions_of
from reporting.documents.composing.sections import SECTIONS
from reporting.documents.definitions import shape
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.relative_periods import parse_period
from reporting.documents.editions.models import Edition, EditionFigure, EditionFile
from reporting.documents.editions.records import records_behind
from reporting.documents.programmes.parts import with_programmes
from reporting.figures.compute import compute, one_moment
from reporting.figures.tables.definitions import rows_of
from reporting.renderers import DOCUMENT_FORMATS, document_json


@dataclass(frozen=True)
class Prepared:
    """A document of a year, ready to be frozen: everything in it is as of `moment`.

    `data`: its text as data, without the number of the edition; `figures`: EditionFigures without an edition.
    """

    document: DocumentDefinition
    year: int
    title: str
    data: dict
    figures: list
    files: dict
    moment: datetime


def freeze(*, document, centre, year, user=None) -> Edition:
    """Freeze the document of `year` as its next edition, with its files and the records behind its figures.

    Everything is as of one moment. Raises InvalidDefinition if the document cannot be composed.
    """
    return keep(prepare(document=document, centre=centre, year=year), user=user)


def prepare(*, document, centre, year, phase=lambda what: None) -> Prepared:
    """Read and make all that an edition holds, and write nothing: making a PDF takes half a minute.

    `phase(what)` is told in Polish what is being done. Raises InvalidDefinition.
    """
    with one_moment():
        document, moment = DocumentDefinition.objects.get(pk=document.pk), timezone.now()
        definition, tables = with_programmes(parse(document.text), year), {}

        def computing(periods, keys):
            tables.update(compute(periods, keys))
            return tables

        phase("Liczę dane dokumentu")
        composed = compose(definition, centre=centre, year=year, compute_tables=computing)
        figures = [*_figures(figures_shown(definition, year), tables)]
    files = {}
    for format, each in DOCUMENT_FORMATS.items():
        if format != "json":
            phase(f"Składam plik {format.upper()}")
            files[format] = each.render(composed)
    return Prepared(document, year, composed.title, document_json.as_data(composed), figures, files, moment)


@transaction.atomic
def keep(prepared, *, user=None) -> Edition:
    """Freeze what was prepared, as the next edition of its document."""
    lock_changes()
    document = DocumentDefinition.objects.select_for_update().get(pk=prepared.document.pk)
    number = (document.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition(
        document=document,
        number=number,
        year=prepared.year,
        title=prepared.title,
        definition=prepared.document.text,
        data=json.dumps(prepared.data | {"edition": number}, ensure_ascii=False, indent=1) + "\n",
        made_at=prepared.moment,
        made_by=user,
    )
    edition.save()
    for figure in prepared.figures:
        figure.edition = edition
    EditionFigure.objects.bulk_create(prepared.figures, batch_size=200)
    # JSON last: with it the edition is complete, and the database adds nothing more.
    files = [*prepared.files.items(), ("json", edition.data.encode())]
    EditionFile.objects.bulk_create(EditionFile(edition=edition, format=f, content=c) for f, c in files)
    return edition


def figures_shown(definition, year):
    """Return the (table, row, period) triples of all figures that the document of `year` shows, each once."""
    known = Catalogue()
    found = {}

    def add(key, *texts):
        for text in texts:
            figure = known[key]
            found[figure.table, figure.row, parse_period(text, year)] = None

    for block in definition.blocks:
        for _part, expression in expressions_of(block):
            for term in expression.terms:
                add(term.figure, term.period or definition.periods[-1])
        if isinstance(block, shape.TableDefinition | shape.ChartDefinition):
            for column in columns_of(block, definition):
                for row in block.rows:
                    for key in [*(figure.key for figure in row.figures), *row.percent_of]:
                        add(f"{key}{column.suffix}", *column.periods)
        if isinstance(block, shape.SectionDefinition):
            table = SECTIONS[block.section].table
            for row in rows_of([known.tables[table]])[table]:
                add(f"{table}.{row.key}", *definition.periods)
    return list(found)


def _figures(figures, tables):
    behind = records_behind(figures)
    for table, row, period in figures:
        computed, records = tables[table], behind[table, row, period]
        yield EditionFigure(
            table=table,
            row=row,
            label=f"{computed.title}: {records.row.label}",
            unit=records.row.measure.unit,
            period=str(period),
            value=computed.value(row, period),
            model=records.model,
            counted=EditionFigure.packed(records.records),
        )
