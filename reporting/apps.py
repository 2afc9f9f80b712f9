from importlib import import_module

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "sprawozdawczość"

    def ready(self):
        from familycare.audit.registry import watch
        from reporting.models import OutsideFigure

        # Tables of figures read these working tables without asking for the module that defines them.
        import_module("reporting.figures.common_ctes")

        watch(OutsideFigure)
