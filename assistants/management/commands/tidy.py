"""`tidy`: deletes what nobody needs any more, drafts and old absences above all; for a daily timer."""

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
        away = services.forget_old(timezone.localdate())
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        for session in list(UserSession.objects.all()):  # from which address and browser somebody had signed in
            session.purge()
        self.stderr.write(f"Usunięto szkice i inne niewysłane formularze: {forms}, nieobecności: {away}.")
