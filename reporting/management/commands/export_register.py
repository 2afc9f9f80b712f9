"""`export_register FOLDER`: export all records as a register."""

from pathlib import Path

from familycare.audit import commands
from familycare.lib.polish import counted
from reporting.exchange.exporting import ExportError, export_register
from reporting.management.progress import ProgressLine


class Command(commands.Command):
    help = "Zapisuje w folderze cały rejestr ośrodka."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", metavar="FOLDER", type=Path, help="nowy albo pusty folder")

    def handle(self, *, folder, **options):
        if folder is None:
            raise commands.Refusal("Podaj nowy albo pusty folder, w którym zapisać rejestr.")
        progress = ProgressLine(self.stderr)
        try:
            summary = export_register(folder, progress=progress)
        except ExportError as error:
            raise commands.Refusal(str(error)) from None
        finally:
            progress.clear()
        rows = counted(summary.total, "wiersz", "wiersze", "wierszy")
        files = counted(len(summary.counts), "pliku", "plikach", "plikach")
        self.stdout.write(f"Zapisano rejestr w „{folder}”: {rows} w {files}.")
