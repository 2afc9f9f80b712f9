import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0016_substitutions_over_limit"),
        ("cases", "0025_closing_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sentence", models.CharField(max_length=1000, verbose_name="co poprawiono")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="powód")),
                ("corrected_on", models.DateField(verbose_name="poprawiono dnia")),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kto poprawił",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="cases.family",
                        verbose_name="rodzina",
                    ),
                ),
            ],
            options={
                "verbose_name": "poprawka",
                "verbose_name_plural": "poprawki",
                "ordering": ["corrected_on", "pk"],
            },
        ),
    ]
