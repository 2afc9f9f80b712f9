"""Folded text to search in. The database computed it until 0022, in installations that were made before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_families_and_cases")]

    operations = [
        migrations.AddField("family", "search", models.TextField(default="", editable=False)),
        migrations.AddField("person", "search", models.TextField(default="", editable=False)),
    ]
