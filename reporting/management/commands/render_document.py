"""`render_document KEY [--year 2025] --format json|html|pdf|docx|xlsx -o FILE`: a document with its figures."""

from django.utils import timezone

from familycare.audit import commands
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from reporting.documents.composing.compose import compose
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition
from reporting.management.commands.compare_document import edition_of
from reporting.management.commands.export_document import add_programme_argument, document_of
from reporting.management.file_output import refuse_terminal, write
from reporting.periods import FIRST_YEAR
from reporting.renderers import DOCUMENT_FORMATS


class Command(commands.Command):
    help = "Układa dokument za rok: na ekran (HTML), do druku (PDF, DOCX), do arkusza (XLSX) albo jako dane (JSON)."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KLUCZ", help="klucz dokumentu")
        add_programme_argument(parser)
        parser.add_argument("--year", help="rok dokumentu, np. 2025; bez tego ostatni zakończony")
        parser.add_argument("--format", default="pdf", help=", ".join(DOCUMENT_FORMATS))
        parser.add_argument("--edition", help="numer wydania: dokument tak, jak go zamrożono")
        parser.add_argument("-o", "--output", help="plik; bez tego html i json na standardowe wyjście")

    def handle(self, *, key, year, format, edition, output, programme=None, **options):
        if format not in DOCUMENT_FORMATS:
            raise commands.Refusal(f"Nie ma formatu „{format}”. Do wyboru: {', '.join(DOCUMENT_FORMATS)}.")
        year = year_of(year)
        refuse_terminal(output, DOCUMENT_FORMATS[format])
        if edition:
            frozen = edition_of(document_of(key), edition)
            record_reading(None, ReadingKind.REPORT_FILE, what=f"{frozen} ({format.upper()})")
            write(bytes(frozen.files.get(format=format).content), output, self.stdout)
            return
        centre = Centre.objects.first()
        if centre is None:
            raise commands.Refusal("W bazie nie ma ośrodka. Najpierw wczytaj rejestr poleceniem import_register.")
        try:
            document = compose(parse(document_of(key, programme).text), centre=centre, year=year)
        except InvalidDefinition as error:
            raise commands.Refusal(f"Dokumentu „{key}” za {year} r. nie da się ułożyć.\n{error}") from None
        record_reading(None, ReadingKind.REPORT_FILE, what=f"{document.title} ({format.upper()})")
        write(DOCUMENT_FORMATS[format].render(document), output, self.stdout)


def year_of(text):
    """Return the year that `text` gives; without one the last that is over. Raises Refusal."""
    this_year = timezone.localdate().year
    if not text:
        return this_year - 1
    if not (text.isascii() and text.isdecimal() and len(text) == 4 and int(text) >= FIRST_YEAR):
        raise commands.Refusal(f"„{text}” to nie rok. Podaj cztery cyfry, np. --year 2025.")
    if int(text) > this_year:
        raise commands.Refusal(f"Rok {text} jeszcze się nie zaczął: nie ma z czego ułożyć dokumentu.")
    return int(text)
