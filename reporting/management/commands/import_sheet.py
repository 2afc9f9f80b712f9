"""`import_sheet SHEET --file NAME`: add and change records from a spreadsheet (XLSX or CSV), or nothing with errors."""

from pathlib import Path

from familycare.audit import commands
from familycare.audit.commands import reason_of
from reporting.exchange.errors import RegisterErrors, RemarksNotAccepted
from reporting.exchange.spreadsheets.headings import SHEET_FILES, headings_of, match_headings, remember_headings
from reporting.exchange.spreadsheets.prepared import in_words_of_the_sheet, sheet_source
from reporting.exchange.spreadsheets.reading import read_sheet
from reporting.exchange.updating import PreviewOutdated, update_register
from reporting.exchange.updating.rowchanges import missing_columns
from reporting.management.commands.import_register import preview_lines, sentence
from reporting.management.progress import ProgressLine
from reporting.workbooks import UnreadableSheet


class Command(commands.Command):
    help = "Uzupełnia i zmienia dane z arkusza XLSX albo CSV: wszystko albo nic. Najpierw obejrzyj --dry-run."

    def add_arguments(self, parser):
        parser.add_argument("source", nargs="?", metavar="ARKUSZ", type=Path, help="plik XLSX albo CSV")
        parser.add_argument("--file", metavar="PLIK", help="czego dotyczy, np. persons (nazwa pliku rejestru)")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="NAGŁÓWEK=KOLUMNA",
            help="czym jest kolumna, np. „Ur.=birth_date”; bez kolumny po „=” nie jest wczytywana",
        )
        parser.add_argument("--dry-run", action="store_true", help="pokazuje, co się zmieni, niczego nie zapisuje")
        parser.add_argument("--accept-remarks", action="store_true", help="wczytuje mimo uwag; błędów nie pomija")
        parser.add_argument("--as-previewed", metavar="KOD", help="tylko jeśli zmieni się to samo co w podglądzie")

    def handle(self, *, source, file, column, dry_run, accept_remarks, as_previewed, **options):
        if source is None or file not in SHEET_FILES:
            raise commands.Refusal(f"Podaj arkusz i czego dotyczy: --file z jednym z {', '.join(SHEET_FILES)}.")
        file, sheet = SHEET_FILES[file], self._sheet(source)
        matched = self._matched(file, sheet, column)
        progress = ProgressLine(self.stderr)

        def told(errors):
            return in_words_of_the_sheet(errors, file, sheet, matched, source.name)

        try:
            summary = update_register(
                sheet_source(file, sheet, matched),
                dry_run=dry_run,
                accept_remarks=accept_remarks,
                previewed=as_previewed,
                progress=progress,
            )
        except RegisterErrors as errors:
            errors.errors, errors.remarks = told(errors.errors), told(errors.remarks)
            raise commands.Refusal(str(errors)) from None
        except RemarksNotAccepted as refused:
            refused.remarks = told(refused.remarks)
            raise commands.Refusal(f"{refused} Popraw te miejsca albo dodaj opcję --accept-remarks.") from None
        except PreviewOutdated as refused:
            raise commands.Refusal(str(refused)) from None
        finally:
            progress.clear()
        if summary.remarks:
            self.stdout.write("\n".join(["Uwagi:", *map(str, told(summary.remarks))]))
        self.stdout.write("\n".join(preview_lines(summary.preview, dry_run=dry_run)))
        self.stdout.write(sentence(summary, dry_run=dry_run))

    def _sheet(self, source):
        try:
            return read_sheet(source.read_bytes())
        except OSError as error:
            raise commands.Refusal(f"Nie da się odczytać „{source}”: {reason_of(error)}.") from None
        except UnreadableSheet as error:
            raise commands.Refusal(str(error)) from None

    def _matched(self, file, sheet, given):
        """Return which column is which, and say which are not imported."""
        matched, columns = match_headings(file, sheet.headings), headings_of(file)
        places = {heading: place for place, heading in sheet.headings.items()}
        for pair in given:
            heading, _sign, column = pair.rpartition("=")
            if heading not in places or column not in ("", *columns):
                raise commands.Refusal(
                    f"--column „{pair}”: nagłówki arkusza to {', '.join(places)}; kolumny to {', '.join(columns)}."
                )
            matched[places[heading]] = column
        missing = set(columns) - missing_columns(file) - set(matched.values())
        if missing:
            names = ", ".join(name for name in columns if name in missing)
            raise commands.Refusal(f"Nie wiadomo, gdzie w arkuszu jest: {names}. Wskaż to opcją --column.")
        if left := [sheet.headings[place] for place, column in matched.items() if not column]:
            self.stdout.write(f"Tych kolumn nie wczytano: {', '.join(left)}.")
        if given:
            remember_headings(file, sheet.headings, matched)
        return matched
