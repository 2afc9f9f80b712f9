"""Drafts of entries become drafts like all others, and the keys of browsers belong to accounts."""

import json

from django.db import migrations

from familycare.accounts.encryption import encrypt


def move_drafts(apps, schema_editor):
    Draft, UnsentForm = apps.get_model("cases", "Draft"), apps.get_model("accounts", "UnsentForm")
    for old in apps.get_model("assistants", "VisitDraft").objects.order_by("updated_at"):
        pairs = [(name, text) for name, texts in old.data.items() for text in texts]
        new = Draft.objects.create(
            user_id=old.user_id,
            family_id=old.family_id,
            form="visit",
            key=old.key,
            writer=old.writer,
            version=old.version,
            sealed=encrypt(json.dumps(pairs)),
        )
        UnsentForm.objects.filter(pk=new.pk).update(saved_at=old.updated_at)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_browser_keys"),
        ("assistants", "0010_closings"),
        ("cases", "0016_referral_drafts"),
    ]

    operations = [
        migrations.RunPython(move_drafts, migrations.RunPython.noop),
        migrations.DeleteModel("VisitDraft"),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("PocketKey")]),
    ]
