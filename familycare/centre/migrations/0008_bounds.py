"""Terms of the centre end before the calendar of the machine does."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0007_letterhead"),
    ]

    operations = [
        migrations.AlterField(
            model_name="centre",
            name="absence_years",
            field=models.PositiveSmallIntegerField(
                db_default=1,
                default=1,
                help_text="Pełne lata po roku, w którym nieobecność się skończyła; potem usuwa ją „manage.py tidy”. Służą tylko wyznaczaniu zastępstw: ewidencję czasu pracy prowadzą kadry.",
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="przechowywanie nieobecności pracowników (lata)",
            ),
        ),
        migrations.AlterField(
            model_name="centre",
            name="monitoring_months",
            field=models.PositiveSmallIntegerField(
                default=3,
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="monitorowanie po zakończeniu (miesiące)",
            ),
        ),
        migrations.AlterField(
            model_name="centre",
            name="plan_due_days",
            field=models.PositiveSmallIntegerField(
                default=30,
                validators=[django.core.validators.MaxValueValidator(366)],
                verbose_name="termin pierwszego planu pracy (dni)",
            ),
        ),
        migrations.AlterField(
            model_name="centre",
            name="referral_decision_days",
            field=models.PositiveSmallIntegerField(
                db_default=14,
                default=14,
                validators=[django.core.validators.MaxValueValidator(366)],
                verbose_name="termin rozstrzygnięcia wniosku (dni)",
            ),
        ),
        migrations.AlterField(
            model_name="centre",
            name="retention_years",
            field=models.PositiveSmallIntegerField(
                db_default=10,
                default=10,
                help_text="Liczone od 1 stycznia po roku, w którym zakończono ostatnie wsparcie; potem dane można zanonimizować. Ustawa nie podaje okresu: wynika z wykazu akt ośrodka (często kategoria B10, czyli 10 lat).",
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)],
                verbose_name="przechowywanie danych rodzin (lata)",
            ),
        ),
        migrations.AlterField(
            model_name="centre",
            name="visit_interval_working_days",
            field=models.PositiveSmallIntegerField(
                default=10,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(250)],
                verbose_name="rytm spotkań (dni robocze)",
            ),
        ),
    ]
