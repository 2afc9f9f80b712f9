"""Loads the values of today, from the beginning: what was counted before is counted alike."""

from datetime import date

from django.db import migrations

ACT = "ustawy z 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej (Dz.U. 2025 poz. 49)"
BEGINNINGS = {
    "assessment_months": (6, f"art. 15 ust. 1 pkt 15 {ACT}"),
}


def load(apps, schema_editor):
    apps.get_model("centre", "LegalParameter").objects.bulk_create(
        apps.get_model("centre", "LegalParameter")(term=term, starts_on=date(1900, 1, 1), value=value, source=source)
        for term, (value, source) in BEGINNINGS.items()
    )


class Migration(migrations.Migration):
    dependencies = [("centre", "0014_legal_parameters")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
