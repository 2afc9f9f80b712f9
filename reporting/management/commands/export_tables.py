"""`export_tables --periods 2022,2023,2024-H1 [--tables support,flow]`: print report tables as JSON."""

from familycare.audit import commands
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from reporting.figures.compute import UnknownFigure, compute
from reporting.periods import Period, PeriodError
from reporting.renderers.json import to_json


class Command(commands.Command):
    help = "Wypisuje tabele sprawozdawcze jako JSON."

    def add_arguments(self, parser):
        parser.add_argument("--periods", help="okresy po przecinku, np. 2022,2023,2024-H1")
        parser.add_argument("--tables", help="klucze tabel po przecinku; bez tego wszystkie tabele")

    def handle(self, *args, periods, tables, **options):
        if not periods:
            raise commands.Refusal("Podaj okresy, np. --periods 2022,2023,2024-H1.")
        keys = tables.split(",") if tables else None
        try:
            wanted = Period.parse_list(periods)
            computed = compute(wanted, keys)
        except PeriodError as error:
            raise commands.Refusal(str(error)) from error
        except UnknownFigure as error:
            raise commands.Refusal(f"Nie ma tabeli „{error}”.") from error
        record_reading(None, ReadingKind.TABLES_FILE, what=", ".join(period.label for period in wanted))
        self.stdout.write(to_json(computed, wanted))
