"""Loads the working days within which the community interview is held, from the beginning."""

from datetime import date

from django.db import migrations, models

ACT = "ustawy z 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej (Dz.U. 2025 poz. 49)"
SOURCE = f"rozporządzenie w sprawie rodzinnego wywiadu środowiskowego; art. 11 ust. 1 {ACT}"
BEGINNINGS = {"interview_days": (14, SOURCE), "urgent_interview_days": (2, SOURCE)}


def load(apps, schema_editor):
    parameters = apps.get_model("centre", "LegalParameter").objects
    for term, (value, source) in BEGINNINGS.items():
        parameters.get_or_create(term=term, starts_on=date(1900, 1, 1), defaults={"value": value, "source": source})


class Migration(migrations.Migration):
    dependencies = [("centre", "0017_first_most_families")]

    operations = [
        migrations.AlterField(
            model_name="legalparameter",
            name="term",
            field=models.CharField(
                choices=[
                    ("most_families", "Najwięcej rodzin, z którymi asystent pracuje naraz"),
                    ("assessment_months", "Okresowa ocena sytuacji rodziny: najpóźniej po tylu miesiącach"),
                    ("interview_days", "Wywiad środowiskowy: najpóźniej po tylu dniach roboczych od wniosku"),
                    ("urgent_interview_days", "Wywiad środowiskowy w sprawie pilnej: po tylu dniach roboczych"),
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
