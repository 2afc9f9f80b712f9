"""Finds the persons who are in several families by an equal PESEL."""

from django.db import migrations

from cases.models.individuals import unite_all


def unite(apps, schema_editor):
    unite_all(apps.get_model("cases", "Person").objects)


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_same_person_and_codes")]

    operations = [migrations.RunPython(unite, migrations.RunPython.noop, elidable=True)]
