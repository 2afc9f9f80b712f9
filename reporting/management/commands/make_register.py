"""`make_register FOLDER --families N --years Y --seed S`: generate a demo register of any size."""

from familycare.audit import commands
from familycare.lib.polish import counted, date_in_words
from reporting.exchange.demo import DemoError, generate_register
from reporting.management.progress import ProgressLine


class Command(commands.Command):
    requires_system_checks = []  # it uses neither the database nor the pages
    help = "Zapisuje w folderze wymyślony rejestr: zgodny z prawem i podobny do prawdziwych, bez prawdziwych osób."

    def add_arguments(self, parser):
        # Numbers are parsed in `handle`: argparse would report errors in English.
        parser.add_argument("folder", nargs="?", help="nowy albo pusty folder")
        parser.add_argument("--families", default="300", metavar="N", help="ile rodzin (300)")
        parser.add_argument("--years", default="4", metavar="Y", help="ile lat, ostatni to 2025 (4)")
        parser.add_argument("--seed", default="1", metavar="S", help="ziarno losowania: to samo daje to samo (1)")

    def handle(self, *args, folder, families, years, seed, **options):
        if not folder:
            raise commands.Refusal("Podaj folder, w którym ma powstać rejestr.")
        arguments = {
            "families": whole_number("--families", families),
            "years": whole_number("--years", years),
            "seed": whole_number("--seed", seed),
        }
        progress = ProgressLine(self.stderr)
        try:
            summary = generate_register(folder, **arguments, progress=progress)
        except DemoError as error:
            raise commands.Refusal(str(error)) from None
        except OSError:
            raise commands.Refusal(
                f"Nie można zapisać rejestru w „{folder}”. Sprawdź, czy ta ścieżka istnieje, "
                "czy wolno w niej pisać i czy na dysku jest miejsce."
            ) from None
        finally:
            progress.clear()
        self.stdout.write(sentence(folder, summary))


def whole_number(option, text):
    """Return the number of an option. Raises Refusal with a Polish message."""
    try:
        return int(text)
    except (TypeError, ValueError):
        raise commands.Refusal(f"{option}: „{text}” nie jest liczbą całkowitą.") from None


def sentence(folder, summary):
    """Return the message about the generated register."""
    rows = summary.rows
    counts = [
        counted(rows["families"], "rodzina", "rodziny", "rodzin"),
        counted(rows["persons"], "osoba", "osoby", "osób"),
        counted(rows["cases"], "objęcie wsparciem", "objęcia wsparciem", "objęć wsparciem"),
        counted(rows["assistants"], "asystent", "asystenci", "asystentów"),
        counted(rows["visits"], "wizyta", "wizyty", "wizyt"),
    ]
    return (
        f"Zapisano rejestr w „{folder}”, od {date_in_words(summary.start)} do {date_in_words(summary.until)}: "
        f"{', '.join(counts)}."
    )
