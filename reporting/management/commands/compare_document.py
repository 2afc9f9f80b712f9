"""`compare_document KEY --edition 1 [--with 2] --format json`: which figures differ, and because of which records.

`--draft 1` and `--with-draft 2` name what was sent for approval instead, counted from the first.
"""

import json

from familycare.audit import commands
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from reporting.documents.editions.comparing import as_data, compare
from reporting.documents.editions.models import Edition
from reporting.management.commands.export_document import document_of


class Command(commands.Command):
    help = "Porównuje wydanie albo wysłaną wersję dokumentu z inną albo ze stanem obecnym."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KLUCZ", help="klucz dokumentu")
        parser.add_argument("--edition", help="numer wydania")
        parser.add_argument("--with", dest="other", help="numer drugiego wydania; bez tego stan obecny")
        parser.add_argument("--draft", help="numer wysłania do zatwierdzenia, zamiast wydania")
        parser.add_argument("--with-draft", dest="other_draft", help="numer drugiego wysłania, zamiast --with")
        parser.add_argument("--format", default="json", help="json")

    def handle(self, *, key, edition, other, draft, other_draft, format, **options):
        if format != "json":
            raise commands.Refusal(f"Nie ma formatu „{format}”. Do wyboru: json.")
        if (edition and draft) or (other and other_draft):
            raise commands.Refusal("Podaj numer wydania albo wysłania, a nie oba naraz.")
        document = document_of(key)
        first = draft_of(document, draft) if draft else edition_of(document, edition)
        second = draft_of(document, other_draft) if other_draft else edition_of(document, other) if other else None
        record_reading(None, ReadingKind.REPORT_FILE, what=f"porównanie: {first}")
        self.stdout.write(json.dumps(as_data(compare(first, second)), ensure_ascii=False, indent=1))


def edition_of(document, number):
    """Return the Edition with that number. Raises Refusal."""
    editions = Edition.objects.filter(document__key=document.key)
    numbers = ", ".join(str(each) for each in editions.order_by("number").values_list("number", flat=True))
    there = f"Są: {numbers}." if numbers else "Nie ma żadnego: zamraża je freeze_document."
    if not number:
        raise commands.Refusal(f"Podaj numer wydania, np. --edition 1. {there}")
    found = editions.filter(number=int(number)).first() if str(number).isdecimal() else None
    if found is None:
        raise commands.Refusal(f"Dokument „{document.key}” nie ma wydania {number}. {there}")
    return found


def draft_of(document, number):
    """Return the Submission with that number, counted from the first that was sent. Raises Refusal."""
    drafts = list(document.submissions.order_by("sent_at", "pk"))
    if not (str(number).isdecimal() and 1 <= int(number) <= len(drafts)):
        there = f"Są: {', '.join(map(str, range(1, len(drafts) + 1)))}." if drafts else "Nie wysłano go ani razu."
        raise commands.Refusal(f"Dokument „{document.key}” nie ma wysłania {number}. {there}")
    found = drafts[int(number) - 1]
    if found.figures_at is None:
        raise commands.Refusal(f"Przy wysłaniu {number} nie zapisano jeszcze liczb, więc nie ma czego porównać.")
    return found
