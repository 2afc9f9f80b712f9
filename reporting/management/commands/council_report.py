"""`council_report --year 2023 [--compare 2] --format html|pdf|xlsx|json -o FILE`: the annual report for the council."""

from familycare.audit import commands
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from reporting.documents.council_report import COMPARED, MOST_COMPARED, NoData, council_report
from reporting.management.file_output import refuse_terminal, write
from reporting.renderers import FORMATS, render


class Command(commands.Command):
    help = "Układa roczne sprawozdanie dla rady gminy (art. 179 ust. 1 ustawy o wspieraniu rodziny)."

    def add_arguments(self, parser):
        parser.add_argument("--year", help="rok sprawozdania, np. 2023")
        parser.add_argument("--compare", default=str(COMPARED), help="z iloma wcześniejszymi latami porównać: 0–4")
        parser.add_argument("--format", default="pdf", help="html, pdf, xlsx albo json")
        parser.add_argument("-o", "--output", help="plik; bez tego html i json na standardowe wyjście")

    def handle(self, *args, year, compare, format, output, **options):
        if format not in FORMATS:
            raise commands.Refusal(f"Nie ma formatu „{format}”. Do wyboru: {', '.join(FORMATS)}.")
        year, compare = _year(year), _compared(compare)
        refuse_terminal(output, FORMATS[format])
        centre = Centre.objects.first()
        if centre is None:
            raise commands.Refusal("W bazie nie ma ośrodka. Najpierw wczytaj rejestr poleceniem import_register.")
        try:
            document = council_report(centre=centre, year=year, compare=compare)
        except NoData as error:
            raise commands.Refusal(str(error)) from error
        record_reading(None, ReadingKind.REPORT_FILE, what=f"{document.title} ({format.upper()})")
        write(render(document, format), output, self.stdout)


def _year(text):
    if not text:
        raise commands.Refusal("Podaj rok sprawozdania, np. --year 2023.")
    if not (text.isdecimal() and len(text) == 4):
        raise commands.Refusal(f"„{text}” to nie rok. Podaj cztery cyfry, np. --year 2023.")
    return int(text)


def _compared(text):
    if not (text.isdecimal() and int(text) <= MOST_COMPARED):
        raise commands.Refusal(f"Porównać można z 0–{MOST_COMPARED} wcześniejszymi latami, a podano „{text}”.")
    return int(text)
