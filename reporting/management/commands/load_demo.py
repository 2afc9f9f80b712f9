"""`load_demo [--address URL]`: an invented centre and two accounts, to try the system on one's own machine."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Family
from familycare import commands
from familycare.polish import counted
from reporting.register import import_register
from reporting.register.errors import RegisterErrors
from reporting.register.invent import invent_register

FAMILIES, YEARS, SEED = 300, 4, 1

# Known to everybody: they are made on a developer's machine only.
ACCOUNTS = {
    "kierownik": {"first_name": "Maria", "last_name": "Kierownik", "is_staff": True},
    "administrator": {"first_name": "Adam", "last_name": "Administrator", "is_staff": True, "is_superuser": True},
}


class Command(commands.Command):
    requires_system_checks = []  # it runs before each start, which makes them
    help = "Wczytuje wymyślony ośrodek i zakłada konta, by wypróbować system; drugi raz niczego nie zmienia."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="", help="adres, pod którym działa system; zostanie wypisany")

    def handle(self, *, address, **options):
        if not settings.DEBUG:
            raise commands.Refusal(_("Dane pokazowe wczytuje się tylko na własnym komputerze, z FAMILYCARE_DEBUG=1."))
        if not Family.objects.exists():
            self._load()
        users = get_user_model().objects
        if not users.exists():  # whoever has accounts of their own gets no known passwords beside them
            for name, rights in ACCOUNTS.items():
                users.create_user(name, password=password_of(name), **rights)
        for name in users.filter(username__in=ACCOUNTS).order_by("pk").values_list("username", flat=True):
            self.stdout.write(
                _("Konto pokazowe: %(name)s, hasło: %(password)s") % {"name": name, "password": password_of(name)}
            )
        if address:
            self.stdout.write(_("Adres: %(address)s") % {"address": address})

    def _load(self):
        with tempfile.TemporaryDirectory(prefix="familycare-") as folder:
            register = Path(folder) / "register"
            # Up to yesterday: a centre that stopped a year ago would be all overdue.
            yesterday = timezone.localdate() - timedelta(days=1)
            invent_register(register, families=FAMILIES, years=YEARS, seed=SEED, until=yesterday)
            try:
                import_register(register)
            except RegisterErrors as errors:
                raise commands.Refusal(str(errors)) from None
        families = counted(FAMILIES, _("wymyśloną rodziną"), _("wymyślonymi rodzinami"), _("wymyślonymi rodzinami"))
        self.stdout.write(_("Wczytano ośrodek pokazowy z %(families)s.") % {"families": families})


def password_of(name):
    return f"demo-{name}"
