"""The address of a family, also in the searched text. A generated column cannot be altered, only dropped and added."""

from django.db import migrations, models

from cases.models.search import Folded


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
        migrations.RemoveField(model_name="family", name="search"),
        migrations.AddField(
            model_name="family",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=Folded("name", "number", "district", "address"),
                output_field=models.TextField(),
            ),
        ),
    ]
