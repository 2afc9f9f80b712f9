"""The base of management commands: errors are in Polish, with exit code 1 and nothing on standard output."""

import errno
import re

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from familycare.audit.acting import is_locked, on_server

LOCKED = (
    "Ktoś inny zapisuje teraz dane, na przykład wczytuje rejestr. Niczego nie zmieniono; powtórz polecenie za chwilę."
)


class Refusal(CommandError):
    """Why a command does nothing: a sentence for the user."""


MESSAGES = {
    r"unrecognized arguments: (.*)": r"nie ma takiej: \1",
    r"argument (\S+): invalid int value: '(.*)'": r"\1: „\2” nie jest liczbą całkowitą",
    r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)": r"\1: nie ma wartości „\2”; są: \3",
    r"argument (\S+): expected one argument": r"\1: brakuje wartości",
    r"argument (\S+): ignored explicit argument '(.*)'": r"\1 nie przyjmuje wartości",
    r"ambiguous option: (\S+) could match (.*)": r"\1 może znaczyć: \2",
}
REASONS = {
    errno.ENOENT: "nie ma takiego folderu",
    errno.ENOTDIR: "w ścieżce jest plik zamiast folderu",
    errno.EISDIR: "to jest folder",
    errno.EEXIST: "już istnieje",
    errno.EACCES: "brak uprawnień",
    errno.EPERM: "brak uprawnień",
    errno.EROFS: "dysk jest tylko do odczytu",
    errno.ENOSPC: "brak miejsca na dysku",
    errno.ENAMETOOLONG: "nazwa jest za długa",
}
Refusal.__name__ = "Błąd"  # Django prints the name of the class before the message.


class Command(BaseCommand):
    """A command that also answers wrong options in Polish, and that the log names as the actor."""

    def execute(self, *args, **options):
        with on_server(type(self).__module__.rpartition(".")[2]):
            try:
                return super().execute(*args, **options)
            except OperationalError as error:
                if is_locked(error):
                    raise Refusal(LOCKED) from None
                raise

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def refuse(message):
            wrong = f"Błąd: nie rozumiem opcji polecenia ({in_polish(message)}). Pomoc: {parser.prog} --help"
            self.stderr.write(wrong)
            raise SystemExit(1)

        if parser.called_from_command_line:
            parser.error = refuse
        return parser


def in_polish(message):
    """Return a message of argparse, which has no Polish catalogue, in Polish; a rare one as it is."""
    for pattern, words in MESSAGES.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return match.expand(words)
    return message


def reason_of(error: OSError) -> str:
    """Return why a file could not be read or written, in Polish for the common reasons."""
    return REASONS.get(error.errno, error.strerror or str(error))
