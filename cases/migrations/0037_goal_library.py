"""Adds the centre's own library of goals."""

import django.db.models.deletion
from django.db import migrations, models

import familycare.lib.numbers


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0036_diagnoses"),
    ]

    operations = [
        migrations.CreateModel(
            name="LibraryGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", familycare.lib.numbers.NumberField(prefix="B", verbose_name="numer")),
                ("goal", models.CharField(max_length=500, verbose_name="cel")),
                ("actions", models.TextField(blank=True, max_length=3000, verbose_name="zwykłe działania")),
                ("expected_effect", models.CharField(blank=True, max_length=500, verbose_name="przewidywany efekt")),
                ("success_measure", models.CharField(blank=True, max_length=500, verbose_name="miara sukcesu")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="wycofany")),
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
                    "problem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="centre.problem",
                        verbose_name="problem",
                    ),
                ),
            ],
            options={
                "verbose_name": "cel z biblioteki",
                "verbose_name_plural": "biblioteka celów",
                "ordering": ["area__position", "goal", "number"],
            },
        ),
    ]
