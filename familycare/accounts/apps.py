from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "familycare.accounts"
    verbose_name = "Konta"

    def ready(self):
        import familycare.accounts.services  # noqa: F401  registers what is done after a confirmation
        from familycare.accounts.models import User
        from familycare.accounts.signing_in.session_length import note_sign_in
        from familycare.accounts.unsent_forms import browser_keys
        from familycare.audit.registry import watch

        user_logged_in.connect(note_sign_in, dispatch_uid="familycare.accounts.signing_in.session_length")
        browser_keys.listen()
        watch(User, secret=["password"], ignored=["last_login", "date_joined", "digest_on"])
