"""`export_document KEY [-o FILE]`: the definition of a document, to the byte as it was imported."""

from familycare.audit import commands
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import PATTERNS, find_document, is_about_a_programme
from reporting.documents.programmes.models import Programme
from reporting.management.file_output import write


class Command(commands.Command):
    help = "Wypisuje definicję dokumentu."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KLUCZ", help="klucz dokumentu")
        parser.add_argument("-o", "--output", help="plik; bez tego standardowe wyjście")

    def handle(self, *, key, output, **options):
        write(_exported(key).text.encode(), output, self.stdout)


def _exported(key):
    if found := find_document(key):
        return found
    return document_of(key)


def document_of(key, programme=None):
    """Return the DocumentDefinition with that key, or an unsaved one of a pattern. Raises Refusal.

    `programme`: the key of the programme that a pattern is about; see `programme_for`.
    """
    is_pattern = key in PATTERNS and not DocumentDefinition.objects.filter(key=key).exists()
    found = find_document(key, programme_for(key, programme) if is_pattern else None)
    if found is None:
        keys = sorted({*PATTERNS, *DocumentDefinition.objects.values_list("key", flat=True)})
        raise commands.Refusal(f"Nie ma dokumentu „{key}”. Są: {', '.join(keys)}.")
    return found


def programme_for(name, key):
    """Return the Programme that a pattern is about: the one with this key, without it the only one.

    None where there is none, or the pattern needs none. Raises Refusal where there are several, or not that one.
    """
    programmes = {each.key: each for each in Programme.objects.all()}
    if key and key not in programmes:
        there = f"Są: {', '.join(sorted(programmes))}." if programmes else "Ośrodek nie ma jeszcze żadnego."
        raise commands.Refusal(f"Nie ma programu „{key}”. {there}")
    if not is_about_a_programme(name):
        return None
    if not key and len(programmes) > 1:
        raise commands.Refusal(
            f"Wzór „{name}” jest o programie, a ośrodek ma ich kilka: {', '.join(sorted(programmes))}. "
            "Dodaj --programme KLUCZ."
        )
    return programmes[key] if key else next(iter(programmes.values()), None)


def add_programme_argument(parser):
    parser.add_argument("--programme", help="klucz programu, o którym jest dokument ze wzoru; bez tego jedyny program")
