"""Brings the names, districts and addresses that are stored to the form of new ones (`familycare.lib.texts`)."""

from django.db import migrations

from familycare.lib.texts import stored_text

FIELDS = {"Family": ("name", "district", "address"), "Person": ("first_name", "last_name")}


def make_uniform(apps, schema_editor):
    for model, names in FIELDS.items():
        records = apps.get_model("cases", model).objects
        for key, *texts in records.order_by().values_list("pk", *names).iterator(chunk_size=2000):
            changed = {name: stored_text(text) for name, text in zip(names, texts, strict=True)}
            if [*changed.values()] != texts:
                records.filter(pk=key).update(**changed)


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_referral_case_marks")]

    operations = [migrations.RunPython(make_uniform, migrations.RunPython.noop, elidable=True)]
