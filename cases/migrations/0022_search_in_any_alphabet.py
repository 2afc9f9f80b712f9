"""Text to search in is folded in Python, alike on both databases. A generated column cannot be altered, so it goes."""

from django.db import migrations, models

from familycare.lib.ordering import fold
from familycare.lib.table_remaking import AFTER, BEFORE

SOURCES = {
    "Family": ["name", "number", "district", "address"],
    "Person": ["first_name", "last_name", "number", "pesel"],
}


def fill(apps, schema_editor):
    for name, sources in SOURCES.items():
        model = apps.get_model("cases", name)
        keys = [*model.objects.order_by().values_list("pk", flat=True)]
        for start in range(0, len(keys), 500):
            records = model.objects.order_by().filter(pk__in=keys[start : start + 500])
            texts = records.values_list("pk", *sources)
            records.bulk_update([model(pk=key, search=fold(" ".join(words))) for key, *words in texts], ["search"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_uniform_texts")]

    operations = [
        BEFORE,
        migrations.RemoveField("family", "search"),
        migrations.RemoveField("person", "search"),
        migrations.AddField("family", "search", models.TextField(default="", editable=False)),
        migrations.AddField("person", "search", models.TextField(default="", editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        AFTER,
    ]
