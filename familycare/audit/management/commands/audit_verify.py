"""`audit_verify [--heads FILE]`: verifies both chains and the rules of the database; exit code 1 and the first broken
link if a chain is invalid, or the triggers that are missing."""

import json
from pathlib import Path

from django.utils import timezone

from familycare.audit import commands
from familycare.audit.models import Change, Reading
from familycare.audit.verification.chains import Broken, verify
from familycare.audit.verification.database_rules import missing_rules
from familycare.lib.polish import counted

LOGS = {"changes": Change, "readings": Reading}


class Command(commands.Command):
    help = "Sprawdza, czy dziennik jest cały: czy nikt nie zmienił, nie usunął i nie wstawił wpisu."

    def add_arguments(self, parser):
        parser.add_argument(
            "--heads",
            metavar="PLIK",
            type=Path,
            help="plik poza serwerem bazy z ostatnimi wpisami: porównuje je z zapamiętanymi, potem zapamiętuje nowe",
        )

    def handle(self, *, heads, **options):
        try:
            found = verify(_read(heads) if heads else None)
        except Broken as broken:
            raise commands.Refusal(
                f"Łańcuch jest przerwany. {_name(broken.log)}, wpis {broken.sequence} z {_when(broken.at)}: {broken}."
                + _unprotected()
            ) from None
        for log, head in found.items():
            entries, last = counted(head.entries, "wpis", "wpisy", "wpisów"), head.hash or "–"
            self.stdout.write(f"{_name(log)}: łańcuch jest cały, {entries}. Ostatni: {head.sequence}, {last}")
        if heads:
            noted = {name: [found[log].sequence, found[log].hash] for name, log in LOGS.items()}
            try:
                heads.write_text(json.dumps(noted))
            except OSError as error:
                raise commands.Refusal(f"Nie można zapisać pliku „{heads}”: {commands.reason_of(error)}.") from None
        if unprotected := _unprotected():
            raise commands.Refusal(unprotected.strip())


def _unprotected():
    """Return a sentence about the rules of the database that are missing, with a space before it, or ""."""
    if not (missing := missing_rules()):
        return ""
    return (
        " Baza nie chroni dziennika: nie ma w niej albo są wyłączone lub zmienione wyzwalacze "
        f"{', '.join(missing)}. Ustal, kto to zrobił; do tego czasu dziennik niczego nie dowodzi."
    )


def _name(log):
    return log._meta.verbose_name_plural.capitalize()


def _when(moment):
    """Return „20.05.2024 14:03” in local time, or a dash for None."""
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}" if moment else "–"


def _read(path):
    """Return the heads that an earlier run has written to the file, or None if there is no file yet."""
    try:
        noted = json.loads(path.read_text())
        return {log: (int(noted[name][0]), str(noted[name][1])) for name, log in LOGS.items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        raise commands.Refusal(f"Nie rozumiem pliku „{path}”.") from None
