"""make_register FOLDER --families N --years Y --seed S: invents a register of any size."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from familycare.polish import counted, date_in_words, number
from reporting.register.invent import InventError, invent_register

# How often the terminal hears of the progress, in families.
STEP = 500


class Command(BaseCommand):
    requires_system_checks = []  # it needs neither the database nor the pages
    help = _(
        "Zapisuje w folderze wymyślony rejestr: zgodny z prawem i podobny do prawdziwych, ale bez prawdziwych osób."
    )

    def add_arguments(self, parser):
        # Numbers are read below, so that a wrong one gets a Polish sentence instead of argparse's English.
        parser.add_argument("folder", nargs="?", help=_("nowy albo pusty folder"))
        parser.add_argument("--families", default="300", metavar="N", help=_("ile rodzin (300)"))
        parser.add_argument("--years", default="4", metavar="Y", help=_("ile lat, ostatni to 2025 (4)"))
        parser.add_argument("--seed", default="1", metavar="S", help=_("ziarno losowania: to samo daje to samo (1)"))

    def handle(self, *args, folder, families, years, seed, **options):
        if not folder:
            raise CommandError(_("Podaj folder, w którym ma powstać rejestr."))
        arguments = {
            "families": whole_number("--families", families),
            "years": whole_number("--years", years),
            "seed": whole_number("--seed", seed),
        }
        try:
            summary = invent_register(folder, **arguments, progress=self.show if sys.stderr.isatty() else None)
        except InventError as error:
            raise CommandError(str(error)) from None
        except OSError:
            raise CommandError(
                _(
                    "Nie można zapisać rejestru w „%(folder)s”. Sprawdź, czy ta ścieżka istnieje, "
                    "czy wolno w niej pisać i czy na dysku jest miejsce."
                )
                % {"folder": folder}
            ) from None
        self.stdout.write(sentence(folder, summary))

    def show(self, done, families):
        if done % STEP == 0 or done == families:
            end = "\n" if done == families else "\r"
            self.stderr.write(f"{number(done)} / {counted(families, 'rodzina', 'rodziny', 'rodzin')}", ending=end)


def whole_number(option, text):
    try:
        return int(text)
    except (TypeError, ValueError):
        raise CommandError(
            _("%(option)s: „%(text)s” nie jest liczbą całkowitą.") % {"option": option, "text": text}
        ) from None


def sentence(folder, summary):
    """What was made, in one sentence."""
    rows = summary.rows
    counts = [
        counted(rows["families"], "rodzina", "rodziny", "rodzin"),
        counted(rows["persons"], "osoba", "osoby", "osób"),
        counted(rows["cases"], "objęcie wsparciem", "objęcia wsparciem", "objęć wsparciem"),
        counted(rows["assistants"], "asystent", "asystenci", "asystentów"),
        counted(rows["visits"], "wizyta", "wizyty", "wizyt"),
    ]
    return _("Zapisano rejestr w „%(folder)s”, od %(start)s do %(until)s: %(counts)s.") % {
        "folder": folder,
        "start": date_in_words(summary.start),
        "until": date_in_words(summary.until),
        "counts": ", ".join(counts),
    }
