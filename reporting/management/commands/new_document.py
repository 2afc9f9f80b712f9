"""`new_document PATTERN [--programme KEY] [--title TITLE]`: copy a pattern; prints the key of the document.

`new_document program-trzyletni --follows KEY`: make the programme that follows one whose years end, and the document.
"""

from django.core.exceptions import ValidationError

from familycare.audit import commands
from reporting.documents.definitions.parsing import LONGEST_TITLE
from reporting.documents.definitions.patterns import PATTERNS, new_from_pattern, title_of_copy
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.next import PATTERN, make_next
from reporting.management.commands.export_document import add_programme_argument, programme_for


class Command(commands.Command):
    help = "Kopiuje wzór do dokumentów ośrodka, na życzenie z następnym programem. Wypisuje klucze tego, co powstało."

    def add_arguments(self, parser):
        parser.add_argument("pattern", metavar="WZÓR", help=", ".join(PATTERNS))
        add_programme_argument(parser)
        parser.add_argument("--title", default="", help="tytuł; bez tego tytuł wzoru, następnego programu: z latami")
        parser.add_argument("--follows", metavar="KLUCZ", help=f"ułóż program następny po tym ({PATTERN})")

    def handle(self, *, pattern, programme=None, title="", follows=None, **options):
        if pattern not in PATTERNS:
            raise commands.Refusal(f"Nie ma wzoru „{pattern}”. Są: {', '.join(PATTERNS)}.")
        if len(title) > LONGEST_TITLE:
            raise commands.Refusal(f"Tytuł może mieć najwyżej {LONGEST_TITLE} znaków, a ma ich {len(title)}.")
        if follows:
            self._next(pattern, programme, title.strip(), follows)
            return
        found = programme_for(pattern, programme)
        title = title.strip() or title_of_copy(pattern, found)
        made = new_from_pattern(name=pattern, title=title, programme=found.key if found else "")
        self.stdout.write(made.key)

    def _next(self, pattern, programme, title, follows):
        if pattern != PATTERN or programme:
            raise commands.Refusal(f"--follows jest tylko dla wzoru „{PATTERN}”, bez --programme.")
        keys = sorted(Programme.objects.values_list("key", flat=True))
        if follows not in keys:
            there = f"Są: {', '.join(keys)}." if keys else "Ośrodek nie ma jeszcze żadnego."
            raise commands.Refusal(f"Nie ma programu „{follows}”. {there}")
        try:
            made, document = make_next(key=follows, title=title)
        except ValidationError as error:
            raise commands.Refusal(error.message) from None
        self.stdout.write(f"Program: {made.key}\nDokument: {document.key}")
