from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0005_referral_decision_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="centre",
            name="absence_years",
            field=models.PositiveSmallIntegerField(
                db_default=1,
                default=1,
                help_text="Pełne lata po roku, w którym nieobecność się skończyła; potem usuwa ją „manage.py tidy”. Służą tylko wyznaczaniu zastępstw: ewidencję czasu pracy prowadzą kadry.",
                verbose_name="przechowywanie nieobecności pracowników (lata)",
            ),
        ),
    ]
