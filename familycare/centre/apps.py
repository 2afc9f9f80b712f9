from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentreConfig(AppConfig):
    name = "familycare.centre"
    verbose_name = _("ośrodek")

    def ready(self):
        from familycare.audit.registry import watch
        from familycare.centre.models import DICTIONARIES, Centre

        for model in (Centre, *DICTIONARIES.values()):
            watch(model)
