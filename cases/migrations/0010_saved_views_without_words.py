from django.db import migrations
from django.http import QueryDict

FIELD = "szukaj"


def take_words_out(apps, schema_editor):
    """Words searched for may be names of families, which a view would keep for longer than the centre may."""
    for view in apps.get_model("cases", "SavedView").objects.filter(query__contains=FIELD):
        kept = QueryDict(view.query, mutable=True)
        kept.pop(FIELD, None)
        view.query = kept.urlencode()
        view.save(update_fields=["query"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_referral_papers")]

    operations = [migrations.RunPython(take_words_out, migrations.RunPython.noop)]
