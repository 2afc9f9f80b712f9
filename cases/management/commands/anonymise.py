"""`anonymise --preview [--until DAY]` lists the families that are due, `--until DAY --count N` anonymises them."""

from datetime import date

from django.utils import timezone

from cases.models import Family
from cases.privacy.retention import CountChanged, anonymise, due_for_anonymisation, held_back, last_day_kept_until
from familycare.audit import commands
from familycare.centre.models import Centre


class Command(commands.Command):
    help = "Anonimizuje dane rodzin, których okres przechowywania minął."

    def add_arguments(self, parser):
        parser.add_argument("--preview", action="store_true", help="tylko pokazuje, czyje dane można usunąć")
        parser.add_argument("--until", help="ostatni dzień wsparcia (RRRR-MM-DD), włącznie")
        parser.add_argument("--count", type=int, help="liczba rodzin z podglądu: zgoda na usunięcie")

    def handle(self, *args, preview, until, count, **options):
        latest = last_day_kept_until(timezone.localdate(), Centre.current().retention_years)
        until = self._day(until, latest) if until else None
        if not (preview or until):
            raise commands.Refusal("Podaj --preview (podgląd) albo --until RRRR-MM-DD (usunięcie).")
        families = due_for_anonymisation(Family.objects.all(), until or latest)
        if preview:
            self._show(families, until or latest)
            return
        if count is None and not families.exists():
            raise commands.Refusal("Nie ma rodzin, których okres przechowywania minął. Niczego nie usunięto.")
        if count is None:
            raise commands.Refusal(
                "Tego nie da się cofnąć. Sprawdź podgląd (--preview) i podaj liczbę rodzin: "
                f"--count {families.count()}."
            )
        try:
            done = anonymise(families, day=timezone.localdate(), expected=count)
        except CountChanged:
            raise commands.Refusal(f"Rodzin jest {families.count()}, a nie {count}. Niczego nie usunięto.") from None
        self.stdout.write(f"Zanonimizowano rodziny: {done}.")

    def _day(self, text, latest):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise commands.Refusal(f"--until: nie ma dnia „{text}”. Wzór: 2014-12-31.") from None
        if day > latest:
            raise commands.Refusal(
                f"--until: podaj dzień nie późniejszy niż {latest}. Rodziny, których wsparcie zakończono potem, trzeba "
                "jeszcze przechowywać."
            )
        return day

    def _show(self, families, until):
        # Numbers only: the output of commands is often logged.
        for number, ended_on in families.order_by("ended_on", "number").values_list("number", "ended_on"):
            self.stdout.write(f"{number}\t{ended_on}")
        self.stdout.write(
            f"Do anonimizacji: {families.count()}; wstrzymane, bo coś się toczy: "
            f"{held_back(Family.objects.all(), until).count()}; ostatni dzień wsparcia: {until}."
        )
