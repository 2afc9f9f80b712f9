from django.apps import AppConfig


class CentreConfig(AppConfig):
    name = "familycare.centre"
    verbose_name = "dane ośrodka i słowniki"

    def ready(self):
        from familycare.audit.registry import watch
        from familycare.centre.models import DICTIONARIES, Centre, LegalParameter

        for model in (Centre, LegalParameter, *DICTIONARIES.values()):
            watch(model)
