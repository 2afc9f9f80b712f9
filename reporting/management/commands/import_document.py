"""`import_document FILE [--replace]`: take in the definition of a document."""

from pathlib import Path

from familycare.audit import commands
from familycare.audit.commands import reason_of
from reporting.documents.composing.checking import check
from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import AlreadyThere, save_definition


class Command(commands.Command):
    help = "Wczytuje definicję dokumentu (JSON): wszystko albo nic."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="PLIK", help="plik JSON")
        parser.add_argument("--replace", action="store_true", help="zastępuje dokument o tym samym kluczu")

    def handle(self, *, file, replace, **options):
        text = text_of(file)
        try:
            saved = save_definition(text=text, replace=replace, check=lambda found: check(found, Catalogue()))
        except InvalidDefinition as error:
            raise commands.Refusal(f"Definicji z pliku „{file}” nie wczytano.\n{error}") from None
        except AlreadyThere as error:
            raise commands.Refusal(f"{error.message} Aby go zastąpić, użyj --replace.") from None
        self.stdout.write(f"Wczytano dokument „{saved.key}”: {saved.title}")


def text_of(path):
    """Return the text of a file in UTF-8, with its line ends. Raises Refusal."""
    try:
        return Path(path).read_bytes().decode()
    except OSError as error:
        raise commands.Refusal(f"Nie można odczytać pliku „{path}”: {reason_of(error)}.") from None
    except UnicodeDecodeError:
        raise commands.Refusal(f"Plik „{path}” nie jest zapisany w UTF-8.") from None
