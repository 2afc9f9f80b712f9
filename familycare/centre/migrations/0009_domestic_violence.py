"""Calls the problem by the word of the statute, where a centre has not worded it itself."""

from django.db import migrations

BEFORE, AFTER = "przemoc w rodzinie", "przemoc domowa"


def reword(before, after):
    def run(apps, schema_editor):
        apps.get_model("centre", "Problem").objects.filter(code="violence", label=before).update(label=after)

    return run


class Migration(migrations.Migration):
    dependencies = [("centre", "0008_bounds")]

    operations = [migrations.RunPython(reword(BEFORE, AFTER), reword(AFTER, BEFORE), elidable=True)]
