"""The base of management commands: errors are in Polish, with exit code 1 and nothing on standard output."""

from django.core.management.base import BaseCommand, CommandError

from familycare.audit.acting import on_server


class Refusal(CommandError):
    """Why a command does nothing: a sentence for the user."""


Refusal.__name__ = "Błąd"  # Django prints the name of the class before the message.


class Command(BaseCommand):
    """A command that also answers wrong options in Polish, and that the log names as the actor."""

    def execute(self, *args, **options):
        with on_server(type(self).__module__.rpartition(".")[2]):
            return super().execute(*args, **options)

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def refuse(message):
            # argparse has no Polish catalogue: its own words only tell which option it is about.
            wrong = f"Błąd: nie rozumiem opcji polecenia ({message}). Pomoc: {parser.prog} --help"
            self.stderr.write(wrong)
            raise SystemExit(1)

        if parser.called_from_command_line:
            parser.error = refuse
        return parser
