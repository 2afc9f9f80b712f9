from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "familycare.accounts"
    verbose_name = _("Konta")

    def ready(self):
        from familycare.accounts.idleness import note_presence

        user_logged_in.connect(note_presence, dispatch_uid="familycare.accounts.idleness")
