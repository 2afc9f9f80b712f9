"""A document of thirty pages: on the screen, as files and frozen; and two editions of it compared.

It is the standard report with its earlier years, so it has every section of the council report.
"""

import json
import sys
from functools import partial
from pathlib import Path

from bench.timing import clocked, in_turn

KEY = "bench"
YEARS = 5  # of its tables
CORRECTED = 1_000  # entries in the diary, between two editions


def of_thirty_pages(year, folder, runs=3):
    """Return {what: {"seconds", "cpu"}}, medians of the page, of files and of freezing, and the number of `pages`.

    `static` is WeasyPrint alone, with the page of the PDF as a static file; `frozen`, an edition's PDF from the store.
    `folder` is for files.
    """
    from weasyprint import HTML

    from bench.pages import prepare_requests, signed_in
    from familycare.accounts.models import Role
    from reporting.documents.composing.files import composed_of
    from reporting.renderers import DOCUMENT_FORMATS, pdf
    from reporting.views.links import composed_address

    prepare_requests(folder)
    document, client = kept_document(), signed_in(Role.MANAGER)
    edition = frozen(document, year)
    source = Path(folder, "document.html")
    source.write_text(pdf.html_source(composed_of(document, year)), encoding="utf-8")

    def rendered(format):
        DOCUMENT_FORMATS[format].render(composed_of(document, year))

    def static():
        made = HTML(filename=source).render(**pdf.OPTIONS)
        made.write_pdf(**pdf.OPTIONS)
        return len(made.pages)

    works = {
        "page": partial(asked, client, composed_address(KEY, year)),
        "pdf": partial(rendered, "pdf"),
        "static": static,
        "docx": partial(rendered, "docx"),
        "freezing": partial(frozen, document, year),
        "frozen": partial(asked, client, address_of(edition)),
    }
    return {"pages": static(), **in_turn(runs, works)}


def compared(year):
    """Freeze twice, with corrections of the diary after each; return {what: {"seconds", "cpu"}} of two comparisons."""
    from reporting.documents.editions.comparing import compare

    document = kept_document()
    freezing, first = clocked(frozen, document, year)
    correct_diary(year)
    second = frozen(document, year)
    correct_diary(year)
    two, differences = clocked(compare, first, second)
    now, later = clocked(compare, second)
    if not differences or not later:
        sys.exit("no figure differs, though entries in the diary were corrected")
    return {"freezing": freezing, "two": two, "now": now}


def kept_document():
    """Return the document, saved."""
    from reporting.documents.definitions.patterns import as_text, pattern_text
    from reporting.documents.definitions.services import save_definition

    periods = [*(f"Y-{ago}" for ago in reversed(range(1, YEARS))), "Y"]
    data = json.loads(pattern_text("sprawozdanie-roczne")) | {"key": KEY, "periods": periods}
    return save_definition(text=as_text(data), replace=True)


def frozen(document, year):
    from familycare.centre.models import Centre
    from reporting.documents.editions.services import freeze

    return freeze(document=document, centre=Centre.current(), year=year, accept_remarks=True)


def address_of(edition):
    from django.urls import reverse

    return reverse("download_edition", args=[KEY, edition.number, "pdf"])


def asked(client, address):
    answer = client.get(address, secure=True)
    if answer.status_code != 200:
        sys.exit(f"{address} answers {answer.status_code}")


def correct_diary(year):
    """Let some visits of the year last a quarter of an hour longer, and delete as many others."""
    from assistants.models import Visit

    visits = Visit.objects.filter(visited_on__year=year).order_by("-pk")[: 2 * CORRECTED]
    for number, visit in enumerate(list(visits)):
        if number % 2:
            visit.delete()
        else:
            visit.minutes += 15
            visit.save(update_fields=["minutes"])
