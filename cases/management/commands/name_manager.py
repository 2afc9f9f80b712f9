"""`name_manager [NUMBER EMAIL]`: name a manager for a restricted family that has no named manager left."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from cases.access import restricted_without_manager
from cases.families.access_services import name_manager
from cases.models import Family
from familycare.audit import commands


class Command(commands.Command):
    help = (
        "Wskazuje kierownika do rodziny szczególnie chronionej, której nikt już nie może otworzyć. "
        "Bez argumentów wypisuje numery takich rodzin."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", nargs="?", help="numer rodziny")
        parser.add_argument("email", nargs="?", help="adres e-mail konta kierownika")

    def handle(self, *args, number, email, **options):
        if number is None:
            numbers = restricted_without_manager().order_by("number").values_list("number", flat=True)
            for each in numbers:
                self.stdout.write(each)
            if not numbers:
                self.stderr.write("Nie ma takiej rodziny: każdą szczególnie chronioną ktoś może otworzyć.")
            return
        family = Family.objects.filter(number=number).first()
        manager = get_user_model().objects.filter(email=(email or "").lower()).first()
        if family is None:
            raise commands.Refusal(f"Nie ma rodziny o numerze {number}.")
        if not email:
            raise commands.Refusal("Podaj po numerze rodziny adres e-mail konta kierownika.")
        if manager is None:
            raise commands.Refusal(f"Nie ma konta z adresem {email}.")
        try:
            name_manager(family=family, manager=manager)
        except ValidationError as error:
            raise commands.Refusal(error.messages[0]) from error
        self.stderr.write(f"Wskazano kierownika do rodziny {number}.")
