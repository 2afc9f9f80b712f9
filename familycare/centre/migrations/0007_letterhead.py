from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0006_absence_years"),
    ]

    operations = [
        migrations.AddField(
            model_name="centre",
            name="town",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Stoi przed datą pism, np. Kalisz.",
                max_length=60,
                verbose_name="miejscowość",
            ),
        ),
        migrations.AddField(
            model_name="centre",
            name="address",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Stoi na pismach i na kopii danych osoby, np. ul. Rynkowa 1, 62-800 Kalisz, tel. 000 000 000.",
                max_length=200,
                verbose_name="adres i telefon",
            ),
        ),
    ]
