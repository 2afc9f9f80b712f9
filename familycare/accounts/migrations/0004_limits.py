"""The table in which attempts to sign in are counted, for all processes together (CACHES in the settings)."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_email_accounts")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
