from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("sprawozdawczość")

    def ready(self):
        from familycare.audit.registry import watch
        from reporting.models import OutsideFigure

        # Tables of figures read these working tables without asking for the module that defines them.
        import_module("reporting.figures.common_ctes")

        watch(OutsideFigure)
