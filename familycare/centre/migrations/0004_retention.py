import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0003_polish_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="centre",
            name="retention_years",
            field=models.PositiveSmallIntegerField(
                db_default=10,
                default=10,
                help_text="Liczone od 1 stycznia po roku, w którym zakończono ostatnie wsparcie; potem dane można zanonimizować. Ustawa nie podaje okresu: wynika z wykazu akt ośrodka (często kategoria B10, czyli 10 lat).",
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="przechowywanie danych rodzin (lata)",
            ),
        ),
        migrations.AddConstraint(
            model_name="centre",
            constraint=models.CheckConstraint(
                condition=models.Q(("retention_years__isnull", True), ("retention_years__gte", 1), _connector="OR"),
                name="centre_retention_years_at_least_1",
                violation_error_message="Liczba jest za mała.",
            ),
        ),
    ]
