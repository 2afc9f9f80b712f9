"""`import_register FOLDER|ZIP [--dry-run] [--accept-remarks]`: import a whole register, or nothing with errors."""

from pathlib import Path

from familycare.audit import commands
from familycare.lib.polish import counted, plural
from reporting.exchange.errors import RegisterErrors, RemarksNotAccepted
from reporting.exchange.importing import import_register
from reporting.exchange.left_out import UNPROTECTED
from reporting.management.progress import ProgressLine


class Command(commands.Command):
    help = "Wczytuje rejestr ośrodka z folderu albo z archiwum zip: wszystko albo nic."

    def add_arguments(self, parser):
        parser.add_argument(
            "source", nargs="?", metavar="FOLDER|ZIP", type=Path, help="folder z plikami CSV albo jego zip"
        )
        parser.add_argument("--dry-run", action="store_true", help="tylko sprawdza, niczego nie zapisuje")
        parser.add_argument(
            "--accept-remarks",
            action="store_true",
            help="wczytuje mimo uwag (miejsc, które mogą być pomyłką); błędów nie pomija",
        )

    def handle(self, *, source, dry_run, accept_remarks, **options):
        if source is None:
            raise commands.Refusal("Podaj folder albo archiwum zip, z którego wczytać rejestr.")
        progress = ProgressLine(self.stderr)
        try:
            summary = import_register(source, dry_run=dry_run, accept_remarks=accept_remarks, progress=progress)
        except RegisterErrors as errors:
            raise commands.Refusal(str(errors)) from None
        except RemarksNotAccepted as refused:
            raise commands.Refusal(f"{refused} Popraw te miejsca albo dodaj opcję --accept-remarks.") from None
        finally:
            progress.clear()
        if summary.remarks:
            self.stdout.write("\n".join(["Uwagi:", *map(str, summary.remarks)]))
        self.stdout.write(sentence(summary, dry_run=dry_run))
        if summary.has_families and not dry_run:
            self.stdout.write(UNPROTECTED)


def sentence(summary, *, dry_run):
    """Return the message about what was imported, or only checked."""
    rows = counted(summary.total, "wiersz", "wiersze", "wierszy")
    files = counted(len(summary.counts), "pliku", "plików", "plików")
    if dry_run and summary.remarks:
        remarks = counted(len(summary.remarks), "uwaga", "uwagi", "uwag")
        there_are = plural(len(summary.remarks), "Jest do niego", "Są do niego", "Jest do niego")
        return (
            f"W rejestrze nie ma błędów: sprawdzono {rows} z {files}. {there_are} {remarks}, więc "
            "wczytasz go z opcją --accept-remarks. Niczego nie zapisano."
        )
    if dry_run:
        return f"Rejestr jest poprawny: sprawdzono {rows} z {files}. Niczego nie zapisano."
    return f"Wczytano rejestr: {rows} z {files}."
