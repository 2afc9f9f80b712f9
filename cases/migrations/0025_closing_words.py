from django.db import migrations, models

from familycare.lib.table_remaking import AFTER, BEFORE


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_saved_views_last_use"),
    ]

    operations = [
        BEFORE,
        migrations.AddField(
            model_name="case",
            name="closing_words",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="powód zakończenia słowami"
            ),
        ),
        AFTER,
    ]
