"""`export_tables --periods 2022,2023,2024-H1 [--tables support,flow]`: report tables as JSON on standard output."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reporting.figures import UnknownFigure, compute
from reporting.periods import Period, PeriodError
from reporting.renderers.json import to_json


class Command(BaseCommand):
    help = _("Wypisuje tabele sprawozdawcze jako JSON.")

    def add_arguments(self, parser):
        parser.add_argument("--periods", required=True, help=_("okresy po przecinku, np. 2022,2023,2024-H1"))
        parser.add_argument("--tables", help=_("klucze tabel po przecinku; bez tego wszystkie tabele"))

    def handle(self, *args, periods, tables, **options):
        keys = tables.split(",") if tables else None
        try:
            wanted = Period.parse_list(periods)
            computed = compute(wanted, keys)
        except PeriodError as error:
            raise CommandError(str(error)) from error
        except UnknownFigure as error:
            raise CommandError(_("Nie ma tabeli „%(key)s”.") % {"key": error}) from error
        self.stdout.write(to_json(computed, wanted))
