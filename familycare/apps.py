"""The ground floor."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from familycare.lib.ordering import teach_polish_order


class FamilycareConfig(AppConfig):
    name = "familycare"

    def ready(self):
        connection_created.connect(teach_polish_order)
