"""Adds to plans the consultation, the coordination, the next review and who signed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0034_goal_actions"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="consulted_on",
            field=models.DateField(blank=True, null=True, verbose_name="konsultacja z pracownikiem socjalnym dnia"),
        ),
        migrations.AddField(
            model_name="plan",
            name="consulted_with",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="z kim konsultowano"
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="coordinated_on",
            field=models.DateField(blank=True, null=True, verbose_name="uzgodniono z koordynatorem dnia"),
        ),
        migrations.AddField(
            model_name="plan",
            name="coordinated_with",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="z kim uzgodniono i co"
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="review_on",
            field=models.DateField(blank=True, null=True, verbose_name="następny przegląd"),
        ),
        migrations.CreateModel(
            name="PlanSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="kto")),
                ("given_on", models.DateField(verbose_name="dnia")),
                ("is_refused", models.BooleanField(default=False, verbose_name="odmowa podpisu")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="powód odmowy")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.person",
                        verbose_name="osoba",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="cases.plan",
                        verbose_name="plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "podpis planu",
                "verbose_name_plural": "podpisy planów",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), models.Q(("name", ""), _negated=True), _connector="OR"
                        ),
                        name="plansignature_of_somebody",
                        violation_error_message="Wskaż osobę albo wpisz, kto podpisał.",
                    )
                ],
            },
        ),
    ]
