"""Loads the municipality's shares in the cost of foster care, from the beginning."""

from datetime import date

from django.db import migrations, models

ACT = "ustawy z 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej (Dz.U. 2025 poz. 49)"
BEGINNINGS = {
    "share_first_year": (10, f"art. 191 ust. 9 pkt 1 i ust. 10 pkt 1 {ACT}"),
    "share_second_year": (30, f"art. 191 ust. 9 pkt 2 i ust. 10 pkt 2 {ACT}"),
    "share_later_years": (50, f"art. 191 ust. 9 pkt 3 i ust. 10 pkt 3 {ACT}"),
}


def load(apps, schema_editor):
    parameters = apps.get_model("centre", "LegalParameter").objects
    for term, (value, source) in BEGINNINGS.items():
        parameters.get_or_create(term=term, starts_on=date(1900, 1, 1), defaults={"value": value, "source": source})


class Migration(migrations.Migration):
    dependencies = [("centre", "0015_first_legal_parameters")]

    operations = [
        migrations.AlterField(
            model_name="legalparameter",
            name="term",
            field=models.CharField(
                choices=[
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
