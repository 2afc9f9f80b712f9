from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from familycare.audit import guard


class AuditConfig(AppConfig):
    name = "familycare.audit"
    verbose_name = "Dziennik"

    def ready(self):
        from familycare.audit import signing_in

        connection_created.connect(guard.stand_on)
        pre_migrate.connect(guard.begin_migrating)
        post_migrate.connect(guard.end_migrating)
        signing_in.listen()
