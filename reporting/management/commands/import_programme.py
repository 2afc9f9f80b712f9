"""`import_programme FILE [--replace]`: take in a programme of supporting families."""

from familycare.audit import commands
from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import AlreadyThere
from reporting.documents.programmes.services import save_programme
from reporting.management.commands.import_document import text_of


class Command(commands.Command):
    help = "Wczytuje program wspierania rodziny (JSON): wszystko albo nic."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="PLIK", help="plik JSON")
        parser.add_argument("--replace", action="store_true", help="zastępuje program o tym samym kluczu")

    def handle(self, *, file, replace, **options):
        try:
            saved = save_programme(text=text_of(file), known=Catalogue(), replace=replace)
        except InvalidDefinition as error:
            raise commands.Refusal(f"Programu z pliku „{file}” nie wczytano.\n{error}") from None
        except AlreadyThere as error:
            raise commands.Refusal(f"{error.message} Aby go zastąpić, użyj --replace.") from None
        self.stdout.write(f"Wczytano program „{saved.key}”: {saved}")
