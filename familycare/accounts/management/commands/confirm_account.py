"""`confirm_account [NUMBER]`: confirm a change of an account where the centre has nobody who could."""

from smtplib import SMTPException

from django.core.exceptions import ValidationError

from familycare.accounts.confirming.models import AccountChange
from familycare.accounts.confirming.rules import others_who_confirm
from familycare.accounts.confirming.services import confirm
from familycare.audit import commands


class Command(commands.Command):
    help = (
        "Potwierdza zmianę konta, której nikt w ośrodku nie może potwierdzić. "
        "Bez argumentu wypisuje zmiany, które czekają, z ich numerami."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", nargs="?", type=int, help="numer zmiany")

    def handle(self, *args, number, **options):
        waiting = AccountChange.objects.waiting().select_related("user")
        if number is None:
            for change in waiting:
                self.stdout.write(f"{change.pk}: {change.user.email}: {change}")
            if not waiting:
                self.stderr.write("Żadna zmiana nie czeka na potwierdzenie.")
            return
        change = waiting.filter(pk=number).first()
        if change and others_who_confirm(change).exists():
            raise commands.Refusal("Tę zmianę może potwierdzić kierownik albo inspektor ochrony danych, w aplikacji.")
        try:
            confirm(number, by=None)
        except ValidationError as error:
            raise commands.Refusal(error.messages[0]) from error
        except (SMTPException, OSError) as error:
            raise commands.Refusal("Nie udało się wysłać zaproszenia, więc niczego nie zmieniono.") from error
        self.stderr.write(f"Potwierdzono zmianę {number}.")
