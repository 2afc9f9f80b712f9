"""`tidy`: delete drafts and absences past their storage time, and expired sessions. Run it daily."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone

from assistants.absences import services
from familycare.accounts.unsent_forms.models import UnsentForm
from familycare.audit import commands


class Command(commands.Command):
    help = "Usuwa dawne szkice i inne niewysłane formularze, nieobecności i sesje, które wygasły."

    def handle(self, *args, **options):
        _rows, by_model = UnsentForm.objects.expired().delete()
        forms = by_model.get(UnsentForm._meta.label, 0)
        away = services.delete_old_absences(timezone.localdate())
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        for session in list(UserSession.objects.all()):  # they store the user's IP address and browser
            session.purge()
        self.stderr.write(f"Usunięto szkice i inne niewysłane formularze: {forms}, nieobecności: {away}.")
