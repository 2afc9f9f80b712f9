from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import familycare.lib.numbers
from familycare.lib.table_remaking import AFTER, BEFORE


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0020_employer"),
    ]

    operations = [
        BEFORE,
        migrations.AddField(
            model_name="training",
            name="certificate",
            field=models.BooleanField(db_default=False, default=False, verbose_name="zaświadczenie"),
        ),
        migrations.AddField(
            model_name="training",
            name="certificate_number",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=80, verbose_name="numer zaświadczenia"
            ),
        ),
        migrations.AddField(
            model_name="training",
            name="organiser",
            field=models.CharField(blank=True, db_default="", default="", max_length=200, verbose_name="organizator"),
        ),
        migrations.CreateModel(
            name="PlannedTraining",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", familycare.lib.numbers.NumberField(prefix="N", verbose_name="numer")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2199),
                        ],
                        verbose_name="rok",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="temat")),
                (
                    "kind",
                    models.CharField(
                        choices=[("training", "szkolenie"), ("supervision", "superwizja")],
                        max_length=20,
                        verbose_name="rodzaj",
                    ),
                ),
                ("for_whom", models.CharField(blank=True, max_length=200, verbose_name="dla kogo")),
                (
                    "persons",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(999),
                        ],
                        verbose_name="liczba osób",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="godziny dla każdej osoby",
                    ),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="miesiąc",
                    ),
                ),
            ],
            options={
                "verbose_name": "pozycja planu szkoleń",
                "verbose_name_plural": "plan szkoleń",
                "ordering": ["year", "month", "title", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["training", "supervision"])),
                        name="planned_training_kind_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__isnull", True), ("hours__gte", 0), _connector="OR"),
                        name="planned_training_hours_at_least_0",
                        violation_error_message="Liczba jest za mała.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month", None), models.Q(("month__gte", 1), ("month__lte", 12)), _connector="OR"
                        ),
                        name="planned_training_month_of_a_year",
                        violation_error_message="Miesiąc to liczba od 1 do 12.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="training",
            name="planned",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="trainings",
                to="assistants.plannedtraining",
                verbose_name="z planu",
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("certificate", True), ("certificate_number", ""), _connector="OR"),
                name="training_number_of_a_certificate",
                violation_error_message="Numer ma tylko zaświadczenie, które wydano.",
            ),
        ),
        AFTER,
    ]
