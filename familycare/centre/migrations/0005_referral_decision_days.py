from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0004_retention"),
    ]

    operations = [
        migrations.AddField(
            model_name="centre",
            name="referral_decision_days",
            field=models.PositiveSmallIntegerField(
                db_default=14, default=14, verbose_name="termin rozstrzygnięcia wniosku (dni)"
            ),
        ),
    ]
