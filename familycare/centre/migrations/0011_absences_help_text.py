import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0010_letters_signed_by"),
    ]

    operations = [
        migrations.AlterField(
            model_name="centre",
            name="absence_years",
            field=models.PositiveSmallIntegerField(
                db_default=1,
                default=1,
                help_text="Pełne lata po roku, w którym nieobecność się skończyła; potem system ją usuwa. Nieobecności służą tylko wyznaczaniu zastępstw: ewidencję czasu pracy prowadzą kadry.",
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="przechowywanie nieobecności pracowników (lata)",
            ),
        ),
    ]
