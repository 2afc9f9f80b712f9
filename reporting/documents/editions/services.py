"""Freezing a document: from then on it says the same for ever."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from familycare.audit.services import lock_changes
from reporting.documents.blocks import Document
from reporting.documents.checks.checking import Checked, check_document
from reporting.documents.composing.compose import compose
from reporting.documents.composing.parts import expanded
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import parse
from reporting.documents.editions.kept_figures import kept_figures
from reporting.documents.editions.models import Edition, EditionFigure, EditionFile
from reporting.documents.programmes.parts import refuse_not_chosen
from reporting.one_moment import one_moment
from reporting.renderers import DOCUMENT_FORMATS, document_json


@dataclass(frozen=True)
class Prepared:
    """A document of a year, ready to be frozen: everything in it is as of `moment`.

    `composed`: what it became; `data`: its text as data, without the number of the edition; `figures`: EditionFigures
    without an edition.
    """

    document: DocumentDefinition
    composed: Document
    data: dict
    figures: list
    files: dict
    moment: datetime
    checked: Checked
    confirmation: dict | None


def freeze(*, document, centre, year, user=None, accept_remarks=False, confirm_failures="") -> Edition:
    """Freeze the document of `year` as its next edition, with its files and the records behind its figures.

    Everything is as of one moment. Raises InvalidDefinition if the document cannot be composed, or contradicts itself:
    UnconfirmedRemarks for what somebody may confirm (`accept_remarks`); FiguresDisagree for what they may confirm with
    a reason (`confirm_failures`), which the edition keeps.
    """
    prepared = prepare(
        document=document,
        centre=centre,
        year=year,
        accept_remarks=accept_remarks,
        confirm_failures=confirm_failures,
    )
    return keep(prepared, user=user)


def prepare(*, document, centre, year, accept_remarks=False, confirm_failures="", phase=lambda what: None) -> Prepared:
    """Read and make all that an edition holds, and write nothing: making a PDF takes half a minute.

    `phase(what)` is told in Polish what is being done. Raises as `freeze`.
    """
    with one_moment():
        document, moment = DocumentDefinition.objects.get(pk=document.pk), timezone.now()
        parsed = parse(document.text)
        refuse_not_chosen(parsed)
        definition, computed = expanded(parsed, year), []
        phase("Liczę dane dokumentu")
        composed = compose(definition, centre=centre, year=year, on_values=computed.append)
        [values] = computed
        checked = check_document(definition, composed, values)
        checked.refuse(accept_remarks=accept_remarks, confirm_failures=confirm_failures)
        figures = kept_figures(EditionFigure, definition, year, values)
    files = {}
    for format, each in DOCUMENT_FORMATS.items():
        if format != "json":
            phase(f"Składam plik {format.upper()}")
            files[format] = each.render(composed)
    data, confirmation = document_json.as_data(composed), checked.confirmation(confirm_failures)
    return Prepared(document, composed, data, figures, files, moment, checked, confirmation)


@transaction.atomic
def keep(prepared, *, user=None) -> Edition:
    """Freeze what was prepared, as the next edition of its document."""
    lock_changes()
    document = DocumentDefinition.objects.select_for_update().get(pk=prepared.document.pk)
    number = (document.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition(
        document=document,
        number=number,
        year=prepared.composed.year,
        title=prepared.composed.title,
        definition=prepared.document.text,
        data=json.dumps(prepared.data | {"edition": number}, ensure_ascii=False, indent=1) + "\n",
        confirmation=prepared.confirmation,
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
