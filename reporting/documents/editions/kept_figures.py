"""The figures of a document as they are kept: with the records behind them."""

from reporting.documents.composing.shown import figures_shown
from reporting.documents.editions.records import records_behind


def kept_figures(model, definition, year, values) -> list:
    """Return a record of the `model`, a KeptFigure, for each figure that the document shows; whose it is, is left out.

    `values`: the Values of the document. One query for each kind of facts in a period.
    """
    figures = list(figures_shown(definition, year, values.known))
    behind, kept = records_behind(figures), []
    for table, row, period in figures:
        computed, records = values.tables[table], behind[table, row, period]
        kept.append(
            model(
                table=table,
                row=row,
                label=f"{computed.title}: {records.row.label}",
                unit=records.row.measure.unit,
                period=str(period),
                value=values.value(table, row, period),
                model=records.model,
                counted=model.packed(records.records),
            )
        )
    return kept
