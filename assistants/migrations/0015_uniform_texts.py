"""Brings the names of assistants that are stored to the form of new ones (`familycare.lib.texts`)."""

from django.db import migrations

from familycare.lib.texts import stored_text


def make_uniform(apps, schema_editor):
    assistants = apps.get_model("assistants", "Assistant").objects
    for key, first, last in assistants.order_by().values_list("pk", "first_name", "last_name"):
        if (stored_text(first), stored_text(last)) != (first, last):
            assistants.filter(pk=key).update(first_name=stored_text(first), last_name=stored_text(last))


class Migration(migrations.Migration):
    dependencies = [("assistants", "0014_moved_visits")]

    operations = [migrations.RunPython(make_uniform, migrations.RunPython.noop, elidable=True)]
