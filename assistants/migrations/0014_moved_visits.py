import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0013_events_and_kinds"),
        ("cases", "0020_referral_case_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MovedVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visited_on", models.DateField(verbose_name="dzień")),
                ("moved_on", models.DateField(verbose_name="przeniesiona dnia")),
                (
                    "reason",
                    models.CharField(blank=True, db_default="", default="", max_length=200, verbose_name="powód"),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_visits",
                        to="cases.family",
                        verbose_name="rodzina",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kto przeniósł",
                    ),
                ),
            ],
            options={
                "verbose_name": "wizyta przeniesiona do innej rodziny",
                "verbose_name_plural": "wizyty przeniesione do innych rodzin",
                "ordering": ["moved_on", "pk"],
            },
        ),
    ]
