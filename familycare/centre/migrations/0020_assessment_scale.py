"""Adds the scale of periodic assessments, with the steps that every centre begins with."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from familycare.centre.choices import ASSESSMENT_STEPS


def load(apps, schema_editor):
    apps.get_model("centre", "AssessmentStep").objects.bulk_create(
        apps.get_model("centre", "AssessmentStep")(code=code, label=label, position=position * 10)
        for position, (code, label, _group) in enumerate(ASSESSMENT_STEPS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0019_life_areas"),
    ]

    operations = [
        migrations.CreateModel(
            name="AssessmentStep",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=60,
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9_]+$", "Kod składa się z małych liter, cyfr i podkreśleń."
                            )
                        ],
                        verbose_name="kod",
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="nazwa")),
                ("position", models.PositiveSmallIntegerField(default=1000, verbose_name="kolejność")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="wycofana")),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        help_text="Pozycja nadrzędna liczy w tabelach także swoje pozycje podrzędne.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="centre.assessmentstep",
                        verbose_name="należy do",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absorbed",
                        to="centre.assessmentstep",
                        verbose_name="połączona z",
                    ),
                ),
            ],
            options={
                "verbose_name": "stopień okresowej oceny",
                "verbose_name_plural": "słownik: skala okresowej oceny",
                "ordering": ["position", "code"],
                "abstract": False,
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop, elidable=False),
    ]
