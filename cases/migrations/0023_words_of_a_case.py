from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_search_in_any_alphabet"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="closed_on",
            field=models.DateField(blank=True, db_index=True, null=True, verbose_name="zakończone dnia"),
        ),
        migrations.AlterField(
            model_name="case",
            name="opened_on",
            field=models.DateField(verbose_name="otwarte dnia"),
        ),
    ]
