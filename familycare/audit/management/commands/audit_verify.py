"""`audit_verify [--heads FILE]`: whether the log is whole; names the first broken link, with exit code 1."""

import json
from pathlib import Path

from django.utils.translation import gettext as _

from familycare.audit import commands
from familycare.audit.models import Change, Reading
from familycare.audit.verifying import Broken, verify, when
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
                _("Łańcuch jest przerwany. %(log)s, wpis %(sequence)s z %(when)s: %(why)s.")
                % {
                    "log": _name(broken.log),
                    "sequence": broken.sequence,
                    "when": when(broken.at),
                    "why": broken,
                }
            ) from None
        for log, head in found.items():
            entries = counted(head.entries, _("wpis"), _("wpisy"), _("wpisów"))
            self.stdout.write(
                _("%(log)s: łańcuch jest cały, %(entries)s. Ostatni: %(sequence)s, %(hash)s")
                % {"log": _name(log), "entries": entries, "sequence": head.sequence, "hash": head.hash or "–"}
            )
        if heads:
            noted = {name: [found[log].sequence, found[log].hash] for name, log in LOGS.items()}
            try:
                heads.write_text(json.dumps(noted))
            except OSError as error:
                raise commands.Refusal(
                    _("Nie można zapisać pliku „%(path)s”: %(why)s.") % {"path": heads, "why": error.strerror}
                ) from None


def _name(log):
    return str(log._meta.verbose_name_plural).capitalize()


def _read(path):
    """What an earlier run has noted in the file; nothing if there is none yet."""
    try:
        noted = json.loads(path.read_text())
        return {log: (int(noted[name][0]), str(noted[name][1])) for name, log in LOGS.items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        raise commands.Refusal(_("Nie rozumiem pliku „%(path)s”.") % {"path": path}) from None
