"""The kinds of measurement, each for a process of its own: `python -m bench.measurements KIND ARGUMENT …`.

Each gives a dict with at least `memory` (MB), most with `seconds`. See `processes.measured`, which runs them.
"""

import json
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.timing import peak_memory, timed


def load(place):
    from django.core.management import call_command

    from reporting.exchange import import_register

    call_command("migrate", verbosity=0)
    seconds, summary = timed(import_register, Path(place))
    return {"seconds": seconds, "memory": peak_memory(), **counts(summary)}


def update(place):
    """The register once more, over the records that it made: everything is compared, nothing is new."""
    from reporting.exchange.updating import update_register

    seconds, summary = timed(update_register, Path(place), accept_remarks=True)
    return {"seconds": seconds, "memory": peak_memory(), **counts(summary)}


def export(folder):
    from reporting.exchange import export_register

    seconds, summary = timed(export_register, Path(folder))
    return {"seconds": seconds, "memory": peak_memory(), **counts(summary)}


def counts(summary):
    return {"rows": summary.total, "visits": dict(summary.counts).get("visits.csv", 0)}


def figures(runs):
    """The tables of the floor for the last five years of the diary: `seconds` of ours, `floor` seconds of the floor's.

    `all_tables`: seconds of all tables of the catalogue. The first run warms up, and its cells are compared.
    """
    from bench import floor
    from bench.slowest import slowest
    from reporting.figures.compute import compute

    periods = last_years(5)
    compute(periods)
    most = peak_memory()
    different = floor.differences(compute(periods, floor.TABLES), floor.gathered(periods))
    if different:
        sys.exit("\n".join(different))
    ours, floors, all_tables = [], [], []
    for _run in range(int(runs)):
        ours.append(timed(compute, periods, floor.TABLES)[0])
        floors.append(timed(floor.gathered, periods)[0])
        all_tables.append(timed(compute, periods)[0])
    return {
        "seconds": median(ours),
        "floor": median(floors),
        "all_tables": median(all_tables),
        "memory": most,
        "detail": slowest(periods),
    }


def last_years(number):
    """Return the last calendar years with entries in the diary, as Periods."""
    from django.db.models import Max

    from assistants.models import Visit
    from reporting.periods import Period

    last = Visit.objects.aggregate(last=Max("visited_on"))["last"].year
    return [Period.year(year) for year in range(last - number + 1, last + 1)]


def pdf():
    """The council report of the last whole year, from the database to the file, and WeasyPrint's part alone."""
    from weasyprint import HTML

    from familycare.centre.models import Centre
    from reporting.documents.council_report import council_report
    from reporting.renderers import pdf as renderer

    year = last_years(2)[0].start.year

    def report():
        return renderer.render(council_report(centre=Centre.current(), year=year))

    report()
    with TemporaryDirectory(prefix="familycare-bench-") as folder:
        page = Path(folder, "report.html")
        page.write_text(renderer.html_source(council_report(centre=Centre.current(), year=year)), encoding="utf-8")

        def static():
            document = HTML(filename=page).render(**renderer.OPTIONS)
            document.write_pdf(**renderer.OPTIONS)
            return len(document.pages)

        ours, statics = [], []
        for _run in range(3):
            ours.append(timed(report)[0])
            seconds, pages = timed(static)
            statics.append(seconds)
    return {"seconds": median(ours), "static": median(statics), "pages": pages, "memory": peak_memory()}


def pages(families, visits):
    """The main pages against Django's administration, with so many invented families and entries in the diary."""
    from bench.pages import compared, fill

    fill(int(families), int(visits))
    with TemporaryDirectory(prefix="familycare-bench-") as folder:
        return {"pages": compared(folder), "memory": peak_memory()}


def document():
    """A document of the last whole year as a page, as files and frozen."""
    from bench.documents import of_thirty_pages

    with TemporaryDirectory(prefix="familycare-bench-") as folder:
        return {**of_thirty_pages(last_years(2)[0].start.year, folder), "memory": peak_memory()}


def editions():
    """The same document frozen twice, and compared."""
    from bench.documents import compared

    return {**compared(last_years(2)[0].start.year), "memory": peak_memory()}


KINDS = {each.__name__: each for each in (load, update, export, figures, pdf, pages, document, editions)}


if __name__ == "__main__":
    import django

    django.setup()
    from familycare.audit.acting import on_server

    kind, *arguments = sys.argv[1:]
    with on_server("bench"):
        sys.stdout.write(json.dumps(KINDS[kind](*arguments)) + "\n")
