"""The project-wide app: Polish sort order for every database connection."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from familycare.lib.ordering import add_polish_collation


class FamilycareConfig(AppConfig):
    name = "familycare"

    def ready(self):
        connection_created.connect(add_polish_collation)
