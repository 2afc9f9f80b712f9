"""`import_register FOLDER|ZIP [--update] [--dry-run] [--accept-remarks]`: import a register, or nothing with errors."""

from pathlib import Path

from familycare.audit import commands
from familycare.lib.polish import counted, number, plural
from reporting.exchange.errors import RegisterErrors, RemarksNotAccepted
from reporting.exchange.importing import import_register
from reporting.exchange.left_out import sentence_after_import
from reporting.exchange.updating import PreviewOutdated, update_register
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

        parser.add_argument(
            "--update",
            action="store_true",
            help="rejestr wskazuje dane, które są w bazie: uzupełnia je i zmienia; czego w nim nie ma, zostaje",
        )
        parser.add_argument(
            "--as-previewed",
            metavar="KOD",
            help="z --update: wczytuje tylko wtedy, gdy zmieni się to samo, co pokazał podgląd o tym kodzie",
        )

    def handle(self, *, source, dry_run, accept_remarks, update, as_previewed, **options):
        if source is None:
            raise commands.Refusal("Podaj folder albo archiwum zip, z którego wczytać rejestr.")
        progress = ProgressLine(self.stderr)
        try:
            options = {"dry_run": dry_run, "accept_remarks": accept_remarks, "progress": progress}
            if update:
                summary = update_register(source, **options, previewed=as_previewed)
            else:
                summary = import_register(source, **options)
        except RegisterErrors as errors:
            told = [*map(numbers, errors.preview.files)] if errors.preview else []
            raise commands.Refusal("\n".join([*told, str(errors)])) from None
        except PreviewOutdated as refused:
            raise commands.Refusal(str(refused)) from None
        except RemarksNotAccepted as refused:
            raise commands.Refusal(f"{refused} Popraw te miejsca albo dodaj opcję --accept-remarks.") from None
        finally:
            progress.clear()
        if summary.remarks:
            self.stdout.write("\n".join(["Uwagi:", *map(str, summary.remarks)]))
        if update:
            self.stdout.write("\n".join(preview_lines(summary.preview, dry_run=dry_run)))
        self.stdout.write(sentence(summary, dry_run=dry_run))
        if summary.has_families and not dry_run and not update:
            self.stdout.write(sentence_after_import(summary.restricted))


def numbers(file):
    """Return the line of a preview about a file."""
    return (
        f"{file.file}: nowe: {number(file.new)}, zmienione: {number(file.changed)}, "
        f"bez zmian: {number(file.unchanged)}, odrzucone: {number(file.refused)}"
    )


def preview_lines(preview, *, dry_run):
    """Return the lines that tell what an update changes, with its rows if it is only a preview."""
    lines = [*map(numbers, preview.files)]
    if dry_run:
        lines = [*map(str, preview.rows), *lines]
        if preview.unlisted:
            lines.insert(len(preview.rows), f"… i dalsze wiersze: {number(preview.unlisted)}.")
        lines.append(f"Kod podglądu: {preview.code}")
    return lines


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
