"""The keys of browsers move here from `assistants`; their table stays as it is."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_unsent_forms"), ("assistants", "0006_visit_drafts")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="BrowserKey",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        ("device", models.UUIDField(verbose_name="przeglądarka")),
                        ("secret", models.BinaryField(max_length=32, verbose_name="klucz")),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="powstał")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="konto",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "assistants_pocketkey",
                        "verbose_name": "klucz przeglądarki",
                        "verbose_name_plural": "klucze przeglądarek",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "device"),
                                name="pocketkey_one_of_a_browser",
                                violation_error_message="Ta przeglądarka ma już klucz.",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
