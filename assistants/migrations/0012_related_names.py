"""The names by which a visit and an assistant lead to their records. The database does not change."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0011_drafts_apart"),
    ]

    operations = [
        migrations.AlterField(
            model_name="visit",
            name="substitute",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits_as_substitute",
                to="assistants.assistant",
                verbose_name="w zastępstwie",
            ),
        ),
        migrations.AlterField(
            model_name="visitgoal",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="visit_goals",
                to="assistants.visit",
                verbose_name="wizyta",
            ),
        ),
    ]
