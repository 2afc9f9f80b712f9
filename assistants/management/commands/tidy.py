"""`tidy`: deletes what nobody needs any more, drafts and old absences above all; for a daily timer."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone

from assistants.absences import services
from assistants.models import VisitDraft
from cases.models import ReferralDraft
from familycare.accounts.kept import forget_old
from familycare.audit import commands
from familycare.lib.draft_age import kept_since


class Command(commands.Command):
    help = "Usuwa dawne szkice i nieobecności, formularze zachowane po wylogowaniu i sesje, które wygasły."

    def handle(self, *args, **options):
        since = kept_since()
        visits, _by_model = VisitDraft.objects.filter(updated_at__lt=since).delete()
        referrals, _by_model = ReferralDraft.objects.filter(saved_at__lt=since).delete()
        away = services.forget_old(timezone.localdate())
        forms = forget_old()
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        for session in list(UserSession.objects.all()):  # from which address and browser somebody had signed in
            session.purge()
        self.stderr.write(
            f"Usunięto szkice wpisów: {visits}, szkice wniosków: {referrals}, zachowane formularze: {forms}, "
            f"nieobecności: {away}."
        )
