"""`check_attachments [--delete]`: whether documents and their files belong together; files of none can be deleted."""

import hashlib

from django.utils.translation import gettext as _

from cases.documents import files
from cases.models import Attachment
from familycare.audit import commands


class Command(commands.Command):
    help = _("Sprawdza, czy każdy dokument ma swój plik, niezmieniony, i czy każdy plik ma swój dokument.")

    def add_arguments(self, parser):
        parser.add_argument("--delete", action="store_true", help=_("usuwa pliki, do których nie ma dokumentu"))

    def handle(self, *args, delete, **options):
        # Files first: a document that is added meanwhile has a row by the time the rows are read.
        there = files.names()
        documents = Attachment.objects.order_by("pk").select_related("family")
        surplus = sorted(there - {document.stored_as for document in documents})
        # Numbers only: what a command prints is often kept in a log.
        broken = [(problem, document) for document in documents if (problem := problem_of(document))]
        for problem, document in broken:
            words = {"number": document.family.number, "key": document.pk, "problem": problem}
            self.stdout.write(_("rodzina %(number)s, dokument %(key)s: %(problem)s") % words)
        for name in surplus:
            self.stdout.write(_("plik bez dokumentu: %(name)s") % {"name": name})
            if delete:
                files.remove(name)
        self.stderr.write(
            _("Dokumenty: %(documents)s, bez właściwego pliku: %(broken)s, pliki bez dokumentu: %(surplus)s%(done)s.")
            % {
                "documents": len(documents),
                "broken": len(broken),
                "surplus": len(surplus),
                "done": _(" (usunięto)") if delete and surplus else "",
            }
        )
        if broken:
            raise commands.Refusal(_("Odtwórz brakujące pliki z kopii zapasowej."))


def problem_of(document):
    """What is wrong with the file of the document, in words; "" if nothing is."""
    try:
        content = files.path_of(document.stored_as).read_bytes()
    except OSError:
        return _("nie ma pliku")
    return "" if hashlib.sha256(content).hexdigest() == document.sha256 else _("plik nie jest tym, który przyjęto")
