"""`check_attachments [--delete]`: whether documents and their files belong together; files of none can be deleted."""

import hashlib

from cases.documents import files
from cases.models import Attachment
from familycare.audit import commands


class Command(commands.Command):
    help = "Sprawdza, czy każdy dokument ma swój plik, niezmieniony, i czy każdy plik ma swój dokument."

    def add_arguments(self, parser):
        parser.add_argument("--delete", action="store_true", help="usuwa pliki, do których nie ma dokumentu")

    def handle(self, *args, delete, **options):
        # Files first: a document that is added meanwhile has a row by the time the rows are read.
        there = files.names()
        documents = Attachment.objects.order_by("pk").select_related("family")
        surplus = sorted(there - {document.stored_as for document in documents})
        # Numbers only: what a command prints is often kept in a log.
        broken = [(problem, document) for document in documents if (problem := problem_of(document))]
        for problem, document in broken:
            self.stdout.write(f"rodzina {document.family.number}, dokument {document.pk}: {problem}")
        for name in surplus:
            self.stdout.write(f"plik bez dokumentu: {name}")
            if delete:
                files.remove(name)
        done = " (usunięto)" if delete and surplus else ""
        self.stderr.write(
            f"Dokumenty: {len(documents)}, bez właściwego pliku: {len(broken)}, pliki bez dokumentu: "
            f"{len(surplus)}{done}."
        )
        if broken:
            raise commands.Refusal("Odtwórz brakujące pliki z kopii zapasowej.")


def problem_of(document):
    """What is wrong with the file of the document, in words; "" if nothing is."""
    try:
        content = files.path_of(document.stored_as).read_bytes()
    except OSError:
        return "nie ma pliku"
    return "" if hashlib.sha256(content).hexdigest() == document.sha256 else "plik nie jest tym, który przyjęto"
