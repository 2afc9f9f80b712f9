"""Measure figures against the floor, import and export, the report as PDF, pages, and documents.

BENCH_SQLITE_URL and BENCH_POSTGRES_URL name the databases. Without the first, SQLite runs in a temporary folder;
without the second, PostgreSQL is left out.
Exit with 1 when a figure differs from the floor's, or when a ratio exceeds its limit.
"""

import argparse
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import registers
from bench.databases import engines
from bench.printer import Printer
from bench.processes import measured

FIGURES_LIMIT, PDF_LIMIT, PAGES_LIMIT, UPDATE_LIMIT = 3, 1.3, 0.5, 3
# Of a document of thirty pages: seconds of its page, of its DOCX and of a frozen PDF; PDF against WeasyPrint alone,
# freezing against the PDF; seconds of comparing two editions.
PAGE, DOCX, FROZEN, DOCUMENT_PDF, FREEZING, COMPARISON = 1.5, 3, 0.5, 1.15, 2, 10
PARTS = ("figures", "import", "pdf", "pages", "documents")
PAGES_OVER, PAGES_OVER_QUICKLY = (10_000, 1_000_000), (1_000, 100_000)  # families, entries in the diary


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="without the largest sizes")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part only; may be given several times")
    parser.add_argument("--detail", action="store_true", help="which facts and working tables take longest")
    return parser.parse_args()


def main(options):
    """Run the chosen parts and return the exit code: 0 if no limit is exceeded."""
    parts = options.only or PARTS
    with TemporaryDirectory(prefix="familycare-bench-") as folder, ExitStack() as stack:
        bench = Bench(Path(folder), parts, stack, Printer(options.detail))
        if set(parts) - {"pages"}:
            bench.small()
        if "import" in parts:
            bench.loaded(10)
        if "figures" in parts and not options.quick:
            bench.larger(100, {"figures", "documents"})
        elif "documents" in parts:
            bench.larger(10 if options.quick else 100, {"documents"})
        if "pages" in parts:
            bench.pages(PAGES_OVER_QUICKLY if options.quick else PAGES_OVER)
        return bench.printer.show()


class Bench:
    def __init__(self, folder, parts, stack, printer):
        self.folder, self.parts, self.printer = folder, parts, printer
        self.given = registers.biggest_given()
        self.engines = engines(folder, stack)

    def small(self):
        """Measure all parts but pages with the biggest given register."""
        for engine in self.engines:
            with engine.fresh("small") as url:
                self._load(engine, url, self.given, 1)
                if "figures" in self.parts:
                    self._figures(engine, url, 1, runs=7)
                if "import" in self.parts:
                    self._export(engine, url, 1)
                if "documents" in self.parts:
                    self._document(engine, url)
                if "pdf" in self.parts and engine is self.engines[0]:
                    result = measured(url, "pdf")
                    what = f"PDF, {result['pages']} pages, against the same page as a static file"
                    self.printer.ratio(what, engine.name, result["seconds"], result["static"], PDF_LIMIT, result)

    def loaded(self, times):
        """Measure import and export of a bigger register."""
        register = registers.invented(self.folder, times)
        for engine in self.engines:
            with engine.fresh("bigger") as url:
                loaded = self._load(engine, url, register, times)
                updated = measured(url, "update", str(register))
                what = f"update with the same register, {times}×, against its import"
                self.printer.ratio(what, engine.name, updated["seconds"], loaded["seconds"], UPDATE_LIMIT, updated)
                self._export(engine, url, times)
        registers.forget(register)

    def larger(self, times, parts):
        """Measure figures and comparisons of editions, as far as they are chosen, at many times the size."""
        register, parts = registers.invented(self.folder, times), parts & {*self.parts}
        for engine in self.engines:
            with engine.fresh("larger") as url:
                self._load(engine, url, register, times)
                if "figures" in parts:
                    self._figures(engine, url, times, runs=3)
                if "documents" in parts:
                    self._editions(engine, url, times)
        registers.forget(register)

    def pages(self, sizes):
        """Measure pages against Django's administration."""
        for engine in self.engines:
            with engine.fresh("pages") as url:
                result = measured(url, "pages", *map(str, sizes))
            for page, found in result["pages"].items():
                what = f"{page}, {found['queries']} queries, {found['kB']:.1f} kB, against Django's administration"
                self.printer.ratio(what, engine.name, found["seconds"], found["floor"], PAGES_LIMIT, result)

    def _load(self, engine, url, register, times):
        result = measured(url, "load", str(register))
        self.printer.rate(f"import, {times}×", engine.name, result)
        return result

    def _export(self, engine, url, times):
        result = measured(url, "export", str(self.folder / f"export-{engine.name}-{times}"))
        self.printer.rate(f"export, {times}×", engine.name, result)

    def _figures(self, engine, url, times, runs):
        result = measured(url, "figures", str(runs))
        what = f"a dozen tables of five periods, {times}×, against the floor (all tables: {result['all_tables']:.3f} s)"
        self.printer.ratio(what, engine.name, result["seconds"], result["floor"], FIGURES_LIMIT, result)

    def _document(self, engine, url):
        found = measured(url, "document")
        what = f"a document of {found['pages']} pages"
        self.printer.time(f"{what} on the screen", engine.name, found["page"], PAGE, found)
        self.printer.time(f"{what} as DOCX", engine.name, found["docx"], DOCX, found)
        self.printer.time(f"{what}, frozen: its PDF", engine.name, found["frozen"], FROZEN, found)
        for name, against, floor, limit in (
            ("pdf", "as PDF, against the same page as a static file", "static", DOCUMENT_PDF),
            ("freezing", "frozen, against its PDF", "pdf", FREEZING),
        ):
            seconds, of_floor = found[name]["seconds"], found[floor]["seconds"]
            self.printer.ratio(f"{what} {against}", engine.name, seconds, of_floor, limit, found)

    def _editions(self, engine, url, times):
        found = measured(url, "editions")
        families = f"{registers.FAMILIES * times} families"
        self.printer.time(f"two editions compared, {families}", engine.name, found["two"], COMPARISON, found)
        self.printer.time(f"an edition compared with now, {families}", engine.name, found["now"], None, found)


if __name__ == "__main__":
    # So that its folders and databases are deleted when it is told to stop.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    sys.exit(main(arguments()))
