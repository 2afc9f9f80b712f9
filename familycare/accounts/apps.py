from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "familycare.accounts"
    verbose_name = "Konta"

    def ready(self):
        from familycare.accounts.models import User
        from familycare.accounts.signing_in.idleness import note_presence
        from familycare.accounts.unsent_forms import browser_keys
        from familycare.audit.registry import watch

        user_logged_in.connect(note_presence, dispatch_uid="familycare.accounts.signing_in.idleness")
        browser_keys.listen()
        watch(User, secret=["password"], ignored=["last_login", "date_joined", "digest_on"])
