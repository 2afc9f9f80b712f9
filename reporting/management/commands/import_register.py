"""`import_register FOLDER|ZIP [--dry-run]`: import a whole register, or nothing when it has errors."""

from pathlib import Path

from familycare.audit import commands
from familycare.lib.polish import counted
from reporting.exchange.errors import RegisterErrors
from reporting.exchange.importing import import_register
from reporting.management.progress import ProgressLine


class Command(commands.Command):
    help = "Wczytuje rejestr ośrodka z folderu albo z archiwum zip: wszystko albo nic."

    def add_arguments(self, parser):
        parser.add_argument(
            "source", nargs="?", metavar="FOLDER|ZIP", type=Path, help="folder z plikami CSV albo jego zip"
        )
        parser.add_argument("--dry-run", action="store_true", help="tylko sprawdza, niczego nie zapisuje")

    def handle(self, *, source, dry_run, **options):
        if source is None:
            raise commands.Refusal("Podaj folder albo archiwum zip, z którego wczytać rejestr.")
        progress = ProgressLine(self.stderr)
        try:
            summary = import_register(source, dry_run=dry_run, progress=progress)
        except RegisterErrors as errors:
            raise commands.Refusal(str(errors)) from None
        finally:
            progress.clear()
        self.stdout.write(sentence(summary, dry_run=dry_run))


def sentence(summary, *, dry_run):
    """Return the message about what was imported, or only checked."""
    rows = counted(summary.total, "wiersz", "wiersze", "wierszy")
    files = counted(len(summary.counts), "pliku", "plików", "plików")
    if dry_run:
        return f"Rejestr jest poprawny: sprawdzono {rows} z {files}. Niczego nie zapisano."
    return f"Wczytano rejestr: {rows} z {files}."
