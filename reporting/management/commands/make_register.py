"""make_register FOLDER --families N --years Y --seed S: invents a register of any size."""

from django.utils.translation import gettext as _

from familycare.audit import commands
from familycare.lib.polish import counted, date_in_words
from reporting.exchange.demo import DemoError, invent_register
from reporting.management.progress import ProgressLine


class Command(commands.Command):
    requires_system_checks = []  # it needs neither the database nor the pages
    help = "Zapisuje w folderze wymyślony rejestr: zgodny z prawem i podobny do prawdziwych, bez prawdziwych osób."

    def add_arguments(self, parser):
        # Numbers are read below, so that a wrong one gets a Polish sentence instead of argparse's English.
        parser.add_argument("folder", nargs="?", help="nowy albo pusty folder")
        parser.add_argument("--families", default="300", metavar="N", help="ile rodzin (300)")
        parser.add_argument("--years", default="4", metavar="Y", help="ile lat, ostatni to 2025 (4)")
        parser.add_argument("--seed", default="1", metavar="S", help="ziarno losowania: to samo daje to samo (1)")

    def handle(self, *args, folder, families, years, seed, **options):
        if not folder:
            raise commands.Refusal(_("Podaj folder, w którym ma powstać rejestr."))
        arguments = {
            "families": whole_number("--families", families),
            "years": whole_number("--years", years),
            "seed": whole_number("--seed", seed),
        }
        progress = ProgressLine(self.stderr)
        try:
            summary = invent_register(folder, **arguments, progress=progress)
        except DemoError as error:
            raise commands.Refusal(str(error)) from None
        except OSError:
            raise commands.Refusal(
                _(
                    "Nie można zapisać rejestru w „%(folder)s”. Sprawdź, czy ta ścieżka istnieje, "
                    "czy wolno w niej pisać i czy na dysku jest miejsce."
                )
                % {"folder": folder}
            ) from None
        finally:
            progress.clear()
        self.stdout.write(sentence(folder, summary))


def whole_number(option, text):
    try:
        return int(text)
    except (TypeError, ValueError):
        raise commands.Refusal(
            _("%(option)s: „%(text)s” nie jest liczbą całkowitą.") % {"option": option, "text": text}
        ) from None


def sentence(folder, summary):
    """What was made, in one sentence."""
    rows = summary.rows
    counts = [
        counted(rows["families"], _("rodzina"), _("rodziny"), _("rodzin")),
        counted(rows["persons"], _("osoba"), _("osoby"), _("osób")),
        counted(rows["cases"], _("objęcie wsparciem"), _("objęcia wsparciem"), _("objęć wsparciem")),
        counted(rows["assistants"], _("asystent"), _("asystenci"), _("asystentów")),
        counted(rows["visits"], _("wizyta"), _("wizyty"), _("wizyt")),
    ]
    return _("Zapisano rejestr w „%(folder)s”, od %(start)s do %(until)s: %(counts)s.") % {
        "folder": folder,
        "start": date_in_words(summary.start),
        "until": date_in_words(summary.until),
        "counts": ", ".join(counts),
    }
