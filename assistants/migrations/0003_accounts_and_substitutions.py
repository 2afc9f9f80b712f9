"""An assistant's account, and substitutes.

SQLite rebuilds the table of assistants for it, and cannot while the triggers of 0002_places refer to the table.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

places = import_module("assistants.migrations.0002_places")
drop_triggers = migrations.RunPython(places.run([], places.SQLITE_BACK), places.run([], places.SQLITE))
create_triggers = migrations.RunPython(places.run([], places.SQLITE), places.run([], places.SQLITE_BACK))


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0002_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        drop_triggers,
        migrations.AddField(
            model_name="assistant",
            name="account",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assistant",
                to=settings.AUTH_USER_MODEL,
                verbose_name="konto",
            ),
        ),
        create_triggers,
        migrations.CreateModel(
            name="Substitution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="od")),
                ("ends_on", models.DateField(help_text="ostatni dzień", verbose_name="do")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutions",
                        to="assistants.assignment",
                        verbose_name="przydzielenie",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutions",
                        to="assistants.assistant",
                        verbose_name="zastępca",
                    ),
                ),
            ],
            options={
                "verbose_name": "zastępstwo",
                "verbose_name_plural": "zastępstwa",
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="substitution_starts_on_ends_on_in_order",
                        violation_error_message="Data końcowa jest wcześniejsza niż początkowa.",
                    )
                ],
            },
        ),
    ]
