"""Drafts of requests become drafts like all others."""

import json
import uuid

from django.db import migrations

from familycare.accounts.encryption import encrypt


def move_drafts(apps, schema_editor):
    Draft, UnsentForm = apps.get_model("cases", "Draft"), apps.get_model("accounts", "UnsentForm")
    for old in apps.get_model("cases", "ReferralDraft").objects.order_by("saved_at"):
        try:
            key = uuid.UUID("".join(old.data.get("form_key", ())))
        except ValueError:
            key = uuid.uuid4()
        pairs = [(name, text) for name, texts in old.data.items() for text in texts]
        twice = Draft.objects.filter(user_id=old.author_id, key=key).exists()
        new = Draft.objects.create(
            user_id=old.author_id,
            family_id=old.family_id,
            form="referral",
            key=key,
            writer=uuid.uuid4() if twice else key,
            sealed=encrypt(json.dumps(pairs)),
        )
        UnsentForm.objects.filter(pk=new.pk).update(saved_at=old.saved_at)


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_drafts")]

    operations = [
        migrations.RunPython(move_drafts, migrations.RunPython.noop),
        migrations.DeleteModel("ReferralDraft"),
    ]
