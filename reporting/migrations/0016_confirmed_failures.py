"""Editions keep which relations failed, and why somebody froze them all the same.

The column is nullable: SQLite adds it without remaking the table, so the triggers of `0009_frozen_editions` stay.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0015_figures_of_submissions")]

    operations = [
        migrations.AddField(
            "edition", "confirmation", models.JSONField(null=True, verbose_name="potwierdzona niezgodność")
        ),
    ]
