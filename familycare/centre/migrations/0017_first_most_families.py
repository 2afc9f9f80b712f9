"""Loads the number of families that an assistant may have at once, from the beginning."""

from datetime import date

from django.db import migrations, models

ACT = "ustawy z 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej (Dz.U. 2025 poz. 49)"
BEGINNINGS = {"most_families": (15, f"art. 15 ust. 4 {ACT}")}


def load(apps, schema_editor):
    parameters = apps.get_model("centre", "LegalParameter").objects
    for term, (value, source) in BEGINNINGS.items():
        parameters.get_or_create(term=term, starts_on=date(1900, 1, 1), defaults={"value": value, "source": source})


class Migration(migrations.Migration):
    dependencies = [("centre", "0016_first_shares")]

    operations = [
        migrations.AlterField(
            model_name="legalparameter",
            name="term",
            field=models.CharField(
                choices=[
                    ("most_families", "Najwięcej rodzin, z którymi asystent pracuje naraz"),
                    ("assessment_months", "Okresowa ocena sytuacji rodziny: najpóźniej po tylu miesiącach"),
                    ("share_first_year", "Udział gminy w koszcie pieczy: pierwszy rok pobytu"),
                    ("share_second_year", "Udział gminy w koszcie pieczy: drugi rok pobytu"),
                    ("share_later_years", "Udział gminy w koszcie pieczy: każdy następny rok pobytu"),
                ],
                max_length=40,
                verbose_name="czego dotyczy",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop, elidable=False),
    ]
