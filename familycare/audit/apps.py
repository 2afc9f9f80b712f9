from django.apps import AppConfig
from django.core import checks
from django.core.signals import request_started
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "familycare.audit"
    verbose_name = "Dziennik"

    def ready(self):
        from familycare.audit import account_events, recording, registry

        connection_created.connect(registry.install_guard)
        pre_migrate.connect(recording.begin_migrating)
        post_migrate.connect(recording.end_migrating)
        request_started.connect(recording.forget_deletions)
        checks.register(registry.check_audited_models)
        account_events.connect()
