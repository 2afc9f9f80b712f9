from importlib import import_module

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "sprawozdawczość"

    def ready(self):
        from familycare.audit.registry import watch
        from reporting.models import OutsideFigure

        # Registers the working tables, which tables of figures read without importing this module.
        import_module("reporting.figures.common_ctes")

        watch(OutsideFigure)
