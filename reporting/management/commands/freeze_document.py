"""`freeze_document KEY --year 2025`: freeze a document; prints the number of the edition."""

from familycare.audit import commands
from familycare.centre.models import Centre
from reporting.documents.checks.checking import FiguresDisagree, UnconfirmedRemarks
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.services import freeze
from reporting.documents.programmes.parts import refuse_not_chosen
from reporting.management.commands.export_document import add_programme_argument, document_of
from reporting.management.commands.render_document import year_of


class Command(commands.Command):
    help = "Zamraża dokument: to wydanie mówi odtąd zawsze to samo. Wypisuje numer wydania."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KLUCZ", help="klucz dokumentu")
        add_programme_argument(parser)
        parser.add_argument("--year", help="rok dokumentu, np. 2025; bez tego ostatni zakończony")
        parser.add_argument("--accept-remarks", action="store_true", help="zamroź mimo uwag o wpisanych liczbach")
        parser.add_argument(
            "--confirm-failures",
            metavar="POWÓD",
            default="",
            help="zamroź, choć liczby przeczą sobie nawzajem; powód zostaje przy wydaniu",
        )

    def handle(self, *, key, year, accept_remarks=False, confirm_failures="", programme=None, **options):
        year, document, centre = year_of(year), document_of(key, programme), Centre.objects.first()
        if centre is None:
            raise commands.Refusal("W bazie nie ma ośrodka. Najpierw wczytaj rejestr poleceniem import_register.")
        try:
            refuse_not_chosen(parse(document.text))
            if document.pk is None:  # a pattern becomes the centre's own document
                document = save_definition(text=document.text)
            edition = freeze(
                document=document,
                centre=centre,
                year=year,
                accept_remarks=accept_remarks,
                confirm_failures=confirm_failures,
            )
        except FiguresDisagree as error:
            raise commands.Refusal(
                f"Liczby dokumentu „{key}” za {year} r. przeczą sobie nawzajem.\n{error}\n"
                'Jeśli mimo to ma powstać wydanie, podaj powód: --confirm-failures "…".'
            ) from None
        except UnconfirmedRemarks as error:
            raise commands.Refusal(
                f"Dokument „{key}” za {year} r. ma uwagi.\n{error}\n"
                "Jeśli mimo nich ma powstać wydanie, dodaj --accept-remarks."
            ) from None
        except InvalidDefinition as error:
            raise commands.Refusal(f"Dokumentu „{key}” za {year} r. nie da się zamrozić.\n{error}") from None
        self.stdout.write(str(edition.number))
