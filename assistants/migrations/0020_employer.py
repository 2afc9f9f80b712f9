from django.db import migrations, models

from familycare.lib.table_remaking import AFTER, BEFORE


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0019_enrolments"),
    ]

    operations = [
        BEFORE,
        migrations.AddField(
            model_name="assistant",
            name="employer",
            field=models.CharField(blank=True, db_default="", default="", max_length=200, verbose_name="kto zatrudnia"),
        ),
        AFTER,
    ]
