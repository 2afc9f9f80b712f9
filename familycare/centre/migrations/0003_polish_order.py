"""The collation `polish` for PostgreSQL, whatever the locale of the database; SQLite gets it on each connection."""

from django.contrib.postgres.operations import CreateCollation
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("centre", "0002_dictionaries")]

    operations = [CreateCollation("polish", provider="icu", locale="pl")]
