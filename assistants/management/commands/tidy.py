"""`tidy`: delete what is past its storage time: drafts, views, results of imports, absences, sessions. Run it daily."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone

from assistants.absences import services
from cases.privacy import leftovers
from familycare.audit import commands


class Command(commands.Command):
    help = "Usuwa dawne szkice i inne niewysłane formularze, nieużywane widoki, wyniki wczytania, nieobecności i sesje."

    def handle(self, *args, **options):
        left = leftovers.expire()
        away = services.delete_old_absences(timezone.localdate())
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        for session in list(UserSession.objects.all()):  # they store the user's IP address and browser
            session.purge()
        self.stderr.write(
            f"Usunięto dawne szkice i formularze, widoki i wyniki wczytania: {left}, nieobecności: {away}."
        )
