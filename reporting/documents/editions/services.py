"""Freezing a document: from then on it says the same for ever."""

import json

from django.db import transaction
from django.db.models import Max

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


def freeze(*, document, centre, year, user=None) -> Edition:
    """Freeze the document of `year` as its next edition, with its files and the records behind its figures.

    Everything is as of one moment. Raises InvalidDefinition if the document cannot be composed.
    """
    with one_moment(), transaction.atomic():
        document = DocumentDefinition.objects.select_for_update().get(pk=document.pk)
        definition, tables = with_programmes(parse(document.text), year), {}

        def computing(periods, keys):
            tables.update(compute(periods, keys))
            return tables

        composed = compose(definition, centre=centre, year=year, compute_tables=computing)
        number = (document.editions.aggregate(last=Max("number"))["last"] or 0) + 1
        data = document_json.as_data(composed) | {"edition": number}
        edition = Edition(
            document=document,
            number=number,
            year=year,
            title=composed.title,
            definition=document.text,
            data=json.dumps(data, ensure_ascii=False, indent=1) + "\n",
            made_by=user,
        )
        edition.save()
        figures = _figures(edition, figures_shown(definition, year), tables)
        EditionFigure.objects.bulk_create(figures, batch_size=200)
        files = {format: each.render(composed) for format, each in DOCUMENT_FORMATS.items() if format != "json"}
        files["json"] = edition.data.encode()
        EditionFile.objects.bulk_create(EditionFile(edition=edition, format=f, content=c) for f, c in files.items())
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


def _figures(edition, figures, tables):
    behind = records_behind(figures)
    for table, row, period in figures:
        computed, records = tables[table], behind[table, row, period]
        yield EditionFigure(
            edition=edition,
            table=table,
            row=row,
            label=f"{computed.title}: {records.row.label}",
            unit=records.row.measure.unit,
            period=str(period),
            value=computed.value(row, period),
            model=records.model,
            counted=EditionFigure.packed(records.records),
        )
