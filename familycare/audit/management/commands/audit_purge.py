"""`audit_purge [--before DATE]`: deletes readings older than two years, and records the purge."""

from datetime import date

from familycare.audit import commands
from familycare.audit.chain import TooYoung, last_day_to_purge, purge_readings
from familycare.lib.polish import counted, date_in_words


class Command(commands.Command):
    help = "Usuwa z dziennika odczyty starsze niż dwa lata; zmiany zostają na zawsze."

    def add_arguments(self, parser):
        parser.add_argument("--before", metavar="RRRR-MM-DD", help="usuwa odczyty sprzed tego dnia (sprzed dwóch lat)")

    def handle(self, *, before, **options):
        try:
            day = date.fromisoformat(before) if before else last_day_to_purge()
        except ValueError:
            raise commands.Refusal(f"„{before}” to nie data. Podaj ją tak: --before 2024-05-31.") from None
        try:
            gone = purge_readings(day)
        except TooYoung as error:
            raise commands.Refusal(str(error)) from None
        self.stdout.write(f"Usunięto {counted(gone, 'odczyt', 'odczyty', 'odczytów')} sprzed {date_in_words(day)}.")
