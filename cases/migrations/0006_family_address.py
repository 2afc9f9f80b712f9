"""The address of a family."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_restrictions_and_social_workers")]

    operations = [
        migrations.AddField(
            model_name="family",
            name="address",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="ulica i numer domu",
                max_length=160,
                verbose_name="adres",
            ),
        ),
    ]
