"""`check_attachments [--delete]`: check that documents and files match; `--delete` removes files without a document."""

from cases.documents import files
from cases.models import Attachment
from familycare.audit import commands


class Command(commands.Command):
    help = "Sprawdza, czy każdy dokument ma swój plik, niezmieniony, i czy każdy plik ma swój dokument."

    def add_arguments(self, parser):
        parser.add_argument("--delete", action="store_true", help="usuwa pliki, do których nie ma dokumentu")

    def handle(self, *args, delete, **options):
        # Files first: the row of a document that is added meanwhile then exists when the rows are read.
        there = files.names()
        documents = Attachment.objects.order_by("pk").select_related("family")
        surplus = sorted(there - {document.stored_as for document in documents})
        # Numbers only: the output of commands is often logged.
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
            raise commands.Refusal("Odtwórz te pliki z kopii zapasowej.")


def problem_of(document):
    """Return a sentence on what is wrong with the file of the document, or ""."""
    try:
        files.read(document)
    except OSError:
        return "nie ma pliku"
    except files.Changed:
        return "plik nie jest tym, który przyjęto"
    return ""
