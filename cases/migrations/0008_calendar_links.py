import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.models.personal


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_anonymised_families"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "secret",
                    models.CharField(
                        default=cases.models.personal.new_secret, max_length=40, unique=True, verbose_name="sekret"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now=True, verbose_name="utworzono")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_link",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="konto",
                    ),
                ),
            ],
            options={
                "verbose_name": "adres kalendarza",
                "verbose_name_plural": "adresy kalendarzy",
            },
        ),
    ]
