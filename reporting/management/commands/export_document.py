"""`export_document KEY [-o FILE]`: the definition of a document, to the byte as it was imported."""

from familycare.audit import commands
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import PATTERNS, find_document
from reporting.management.file_output import write


class Command(commands.Command):
    help = "Wypisuje definicję dokumentu."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KLUCZ", help="klucz dokumentu")
        parser.add_argument("-o", "--output", help="plik; bez tego standardowe wyjście")

    def handle(self, *, key, output, **options):
        write(document_of(key).text.encode(), output, self.stdout)


def document_of(key):
    """Return the DocumentDefinition with that key, or an unsaved one of a pattern. Raises Refusal."""
    found = find_document(key)
    if found is None:
        keys = sorted({*PATTERNS, *DocumentDefinition.objects.values_list("key", flat=True)})
        raise commands.Refusal(f"Nie ma dokumentu „{key}”. Są: {', '.join(keys)}.")
    return found
