"""What the closing of a case ended, so that the closing can be undone."""

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0009_assignments_apart"),
        ("cases", "0013_family_merges"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ended",
                    models.JSONField(
                        default=list,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="co się skończyło",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closing",
                        to="cases.case",
                        verbose_name="objęcie wsparciem",
                    ),
                ),
            ],
            options={
                "verbose_name": "zakończenie wsparcia",
                "verbose_name_plural": "zakończenia wsparcia",
            },
        ),
    ]
