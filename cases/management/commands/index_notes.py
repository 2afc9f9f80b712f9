"""Make the index of the search in notes anew."""

from django.core.management import BaseCommand
from django.db import transaction

from cases.note_search.index import build


class Command(BaseCommand):
    help = "Buduje od nowa indeks szukania w notatkach. Zwykle nie trzeba: brakujący indeks tworzy „migrate”."

    @transaction.atomic
    def handle(self, **options):
        self.stdout.write(f"Zbudowano indeks notatek: {', '.join(build(rebuild=True))}.")
