"""`export_register FOLDER [--with-documents]`: export a register, and say what it does not carry."""

from pathlib import Path

from familycare.audit import commands
from familycare.lib.polish import counted
from reporting.exchange.exporting import ExportError, export_register
from reporting.exchange.left_out import left_out, protection_sentence, restricted_families
from reporting.management.progress import ProgressLine


class Command(commands.Command):
    help = (
        "Zapisuje w folderze rejestr ośrodka: pliki CSV w formacie import_register. Nie jest to kopia całej bazy; "
        "przed zapisem i po nim mówi, czego w nim nie ma."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", metavar="FOLDER", type=Path, help="nowy albo pusty folder")

        parser.add_argument(
            "--with-documents",
            action="store_true",
            help="zapisuje też dokumenty z akt rodzin: documents.csv i pliki w folderze documents",
        )

    def handle(self, *, folder, with_documents, **options):
        if folder is None:
            raise commands.Refusal("Podaj nowy albo pusty folder, w którym zapisać rejestr.")
        missing, restricted = left_out(with_documents=with_documents), restricted_families()
        if missing:
            lines = ["Rejestr nie jest kopią całej bazy. Nie przenosi:", *(f"- {each}" for each in missing)]
            self.stdout.write("\n".join(lines))
        if restricted:
            self.stdout.write(protection_sentence(restricted))
        progress = ProgressLine(self.stderr)
        try:
            summary = export_register(folder, with_documents=with_documents, progress=progress)
        except ExportError as error:
            raise commands.Refusal(str(error)) from None
        finally:
            progress.clear()
        rows = counted(summary.total, "wiersz", "wiersze", "wierszy")
        files = counted(len(summary.counts), "pliku", "plikach", "plikach")
        self.stdout.write(f"Zapisano rejestr w „{folder}”: {rows} w {files}.")
        if missing:
            self.stdout.write("Nie ma w nim tego, co wypisano wyżej; to zostaje tylko w kopii bazy danych.")
        if restricted:
            self.stdout.write(protection_sentence(restricted))
