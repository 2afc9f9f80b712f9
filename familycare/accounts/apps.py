from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "familycare.accounts"
    verbose_name = _("Konta")

    def ready(self):
        from familycare.accounts.models import User
        from familycare.audit.registry import watch

        watch(User, secret=["password"], ignored=["last_login", "date_joined"])
