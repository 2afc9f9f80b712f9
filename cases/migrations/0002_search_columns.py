"""Folded text to search in, kept by the database."""

from django.db import migrations, models

from cases.models.search import Folded


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_families_and_cases")]

    operations = [
        migrations.AddField(
            model_name="family",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=Folded("name", "number", "district"),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=Folded("first_name", "last_name", "number", "pesel"),
                output_field=models.TextField(),
            ),
        ),
    ]
