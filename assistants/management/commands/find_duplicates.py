"""`find_duplicates`: search the register for families that may have been registered twice. Run it every night."""

from django.utils import timezone

from assistants.duplicates.services import renew_suspected
from familycare.audit import commands
from familycare.lib.polish import counted


class Command(commands.Command):
    help = "Szuka rodzin, które mogły zostać zarejestrowane dwa razy, i odnawia listę „Możliwe duplikaty”."

    def handle(self, *args, **options):
        renewed = renew_suspected(timezone.localdate())
        # Numbers only: the output of commands is often logged.
        self.stderr.write(
            f"Możliwe duplikaty: {counted(renewed.open, 'para', 'pary', 'par')} do rozstrzygnięcia (nowe: "
            f"{renewed.new}, znów podobne: {renewed.again}, już niepodobne: {renewed.gone})."
        )
        if renewed.too_many:
            self.stderr.write(
                f"Nie porównano {counted(renewed.too_many, 'grupy', 'grup', 'grup')} osób, w których zbyt wiele "
                "osób ma to samo, na przykład datę urodzenia wpisaną zamiast nieznanej."
            )
