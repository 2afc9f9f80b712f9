"""The order in which families are listed."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Collate


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_saved_views"), ("centre", "0003_polish_order")]

    operations = [
        migrations.AddIndex(
            model_name="family",
            index=models.Index(Collate(F("name"), "polish"), "number", name="family_in_polish_order"),
        ),
    ]
