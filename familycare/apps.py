"""The project-wide app: Polish sort order for every database connection, Polish messages for every field."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from familycare.lib.ordering import add_polish_collation
from familycare.web import error_messages


class FamilycareConfig(AppConfig):
    name = "familycare"

    def ready(self):
        error_messages.install()
        connection_created.connect(add_polish_collation)
