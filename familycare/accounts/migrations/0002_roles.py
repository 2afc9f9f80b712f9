"""Each account gets a role and an address; 0003 takes away what they stand for."""

from django.db import migrations, models


def name_by_email(apps, schema_editor):
    """Whoever had an account keeps it: superusers as administrators, staff as managers, others suspended."""
    for user in apps.get_model("accounts", "User").objects.all():
        user.email = (user.email or f"{user.username}@osrodek.example").lower()
        user.role = "admin" if user.is_superuser else "manager"
        user.is_active = user.is_active and (user.is_superuser or user.is_staff)
        user.save()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_accounts")]

    operations = [
        migrations.AddField(
            "user",
            "role",
            models.CharField(
                choices=[
                    ("assistant", "asystent rodziny"),
                    ("social_worker", "pracownik socjalny"),
                    ("manager", "kierownik zespołu"),
                    ("director", "dyrektor"),
                    ("auditor", "inspektor ochrony danych"),
                    ("admin", "administrator"),
                ],
                default="manager",
                max_length=20,
                verbose_name="rola",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(name_by_email, migrations.RunPython.noop),
    ]
