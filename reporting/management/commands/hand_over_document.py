"""`hand_over_document KEY --edition 1 --on 2026-03-12 --channel e_delivery --to "Rada Miasta"`: note a handing over."""

from django.core.exceptions import ValidationError

from familycare.audit import commands
from familycare.lib.date_parsing import parse_day
from familycare.lib.polish import date_in_digits
from reporting.documents.steps.choices import Channel
from reporting.documents.steps.services import hand_over
from reporting.management.commands.compare_document import edition_of
from reporting.management.commands.export_document import document_of


class Command(commands.Command):
    help = "Zapisuje, kiedy, jak i komu przekazano wydanie dokumentu. Takiego wpisu nie można zmienić."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KLUCZ", help="klucz dokumentu")
        parser.add_argument("--edition", help="numer wydania")
        parser.add_argument("--on", default="", help="dzień przekazania, np. 2026-03-12")
        parser.add_argument("--channel", default="", help=f"jak: {', '.join(Channel.values)}")
        parser.add_argument("--to", default="", help="komu, np. „Rada Miasta”")

    def handle(self, *, key, edition, on, channel, to, **options):
        found, day = edition_of(document_of(key), edition), parse_day(on)
        if day is None:
            raise commands.Refusal("Podaj dzień przekazania, np. --on 2026-03-12.")
        if channel not in Channel.values:
            raise commands.Refusal(f"Podaj, jak przekazano dokument: --channel {'|'.join(Channel.values)}.")
        if not to.strip():
            raise commands.Refusal('Podaj, komu przekazano dokument, np. --to "Rada Miasta".')
        try:
            hand_over(edition=found, handed_on=day, channel=channel, recipient=to)
        except ValidationError as error:
            raise commands.Refusal(" ".join(error.messages)) from None
        self.stdout.write(f"{found}: przekazano {date_in_digits(day)}.")
