"""`export_programme KEY [-o FILE]`: a programme, to the byte as it was imported."""

from familycare.audit import commands
from reporting.documents.programmes.models import Programme
from reporting.management.file_output import write


class Command(commands.Command):
    help = "Wypisuje program wspierania rodziny."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KLUCZ", help="klucz programu")
        parser.add_argument("-o", "--output", help="plik; bez tego standardowe wyjście")

    def handle(self, *, key, output, **options):
        found = Programme.objects.filter(key=key).first()
        if found is None:
            keys = ", ".join(Programme.objects.values_list("key", flat=True)) or "na razie nie ma żadnego"
            raise commands.Refusal(f"Nie ma programu „{key}”. Są: {keys}.")
        write(found.text.encode(), output, self.stdout)
