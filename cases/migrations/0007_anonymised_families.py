from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_family_address"),
    ]

    operations = [
        migrations.AddField(
            model_name="family",
            name="anonymised_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="zanonimizowana dnia"),
        ),
    ]
