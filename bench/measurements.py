"""Measurements, each in a process of its own, so that its memory is its own: `python -m bench.measurements KIND …`."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory


def measured(url, kind, *arguments):
    """What a measurement of that kind says of the database: a dict with `seconds` and `memory` (MB)."""
    sys.stderr.write(f"{kind}: {url.partition(':')[0]}\n")
    run = subprocess.run(
        [sys.executable, "-m", "bench.measurements", kind, *arguments],
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "familycare.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    if run.returncode:
        sys.exit(f"{kind} failed")
    return json.loads(run.stdout.splitlines()[-1])


def timed(work, *arguments, **named):
    """(seconds, result) of a call."""
    start = time.perf_counter()
    result = work(*arguments, **named)
    return time.perf_counter() - start, result


def memory():
    """The most memory that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def load(folder):
    from django.core.management import call_command

    from reporting.exchange import import_register

    call_command("migrate", verbosity=0)
    seconds, summary = timed(import_register, Path(folder))
    return {"seconds": seconds, "memory": memory(), **counts(summary)}


def export(folder):
    from reporting.exchange import export_register

    seconds, summary = timed(export_register, Path(folder))
    return {"seconds": seconds, "memory": memory(), **counts(summary)}


def counts(summary):
    return {"rows": summary.total, "visits": dict(summary.counts).get("visits.csv", 0)}


def figures(runs):
    """Of the last five years of the diary; the first run warms up, and its figures are compared with the floor's."""
    from bench.floor import gathered
    from bench.floor.differences import differences
    from bench.slowest import slowest
    from reporting.figures.compute import compute

    periods = last_years(5)
    tables = compute(periods)
    most = memory()
    different = differences(tables, gathered(periods))
    if different:
        sys.exit("\n".join(different))
    ours, floors = [], []
    for _run in range(int(runs)):
        ours.append(timed(compute, periods)[0])
        floors.append(timed(gathered, periods)[0])
    return {"seconds": median(ours), "floor": median(floors), "memory": most, "detail": slowest(periods)}


def last_years(number):
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
    return {"seconds": median(ours), "static": median(statics), "pages": pages, "memory": memory()}


def pages(families, visits):
    """The main pages against Django's administration, with so many invented families and entries in the diary."""
    from bench.pages import compared, fill

    fill(int(families), int(visits))
    with TemporaryDirectory(prefix="familycare-bench-") as static:
        return {"pages": compared(static), "memory": memory()}


KINDS = {each.__name__: each for each in (load, export, figures, pdf, pages)}


if __name__ == "__main__":
    import django

    django.setup()
    from familycare.audit.acting import on_server

    kind, *arguments = sys.argv[1:]
    with on_server("bench"):
        sys.stdout.write(json.dumps(KINDS[kind](*arguments)) + "\n")
