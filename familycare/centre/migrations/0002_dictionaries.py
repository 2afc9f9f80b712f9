"""Loads the entries that the dictionaries of every centre begin with."""

from django.db import migrations

from familycare.centre import choices

BEGINNINGS = {
    "Problem": choices.PROBLEMS,
    "Institution": choices.INSTITUTIONS,
    "OutcomeKind": choices.OUTCOME_KINDS,
    "HelpKind": choices.HELP_KINDS,
    "Funding": choices.FUNDINGS,
}


def load(apps, schema_editor):
    for name, entries in BEGINNINGS.items():
        model = apps.get_model("centre", name)
        # Entries that stand over others first: the others point at them.
        for wanted in (False, True):
            model.objects.bulk_create(
                model(code=code, label=label, group_id=group or None, position=position * 10)
                for position, (code, label, group) in enumerate(entries, start=1)
                if bool(group) is wanted
            )


class Migration(migrations.Migration):
    dependencies = [("centre", "0001_centre_and_dictionaries")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
