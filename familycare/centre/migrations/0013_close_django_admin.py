"""Django's administration is not installed any more: drop its list of own changes. The log of changes has them too."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("centre", "0012_retired_and_merged_entries")]

    operations = [migrations.RunSQL("DROP TABLE IF EXISTS django_admin_log", migrations.RunSQL.noop)]
