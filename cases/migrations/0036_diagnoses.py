"""Adds diagnoses of families, area by area of their life."""

import django.db.models.deletion
from django.db import migrations, models

import familycare.lib.numbers


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0035_consultations_and_signatures"),
        ("centre", "0019_life_areas"),
    ]

    operations = [
        migrations.CreateModel(
            name="Diagnosis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", familycare.lib.numbers.NumberField(prefix="G", verbose_name="numer")),
                ("made_on", models.DateField(verbose_name="dzień diagnozy")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diagnoses",
                        to="cases.case",
                        verbose_name="objęcie wsparciem",
                    ),
                ),
            ],
            options={
                "verbose_name": "diagnoza sytuacji rodziny",
                "verbose_name_plural": "diagnozy sytuacji rodzin",
                "ordering": ["made_on", "number"],
            },
        ),
        migrations.CreateModel(
            name="AreaFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.TextField(blank=True, max_length=5000, verbose_name="jak jest")),
                ("resources", models.TextField(blank=True, max_length=5000, verbose_name="zasoby")),
                ("risks", models.TextField(blank=True, max_length=5000, verbose_name="ryzyka")),
                ("family_view", models.TextField(blank=True, max_length=5000, verbose_name="co mówi rodzina")),
                ("child_view", models.TextField(blank=True, max_length=5000, verbose_name="co mówi dziecko")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="centre.lifearea",
                        verbose_name="obszar życia",
                    ),
                ),
                (
                    "diagnosis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="cases.diagnosis",
                        verbose_name="diagnoza",
                    ),
                ),
            ],
            options={
                "verbose_name": "obszar diagnozy",
                "verbose_name_plural": "obszary diagnoz",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("diagnosis", "area"),
                        name="areafinding_once",
                        violation_error_message="Ten obszar jest już opisany w tej diagnozie.",
                    )
                ],
            },
        ),
    ]
