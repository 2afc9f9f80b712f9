"""Invitations, and what somebody typed and could not send."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_limits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="skrót odnośnika")),
                ("sent_at", models.DateTimeField(verbose_name="wysłano")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="przyjęto")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="konto",
                    ),
                ),
            ],
            options={
                "verbose_name": "zaproszenie",
                "verbose_name_plural": "zaproszenia",
            },
        ),
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=500, verbose_name="adres")),
                ("was_sent", models.BooleanField(verbose_name="wysłany")),
                ("fields", models.TextField(verbose_name="pola")),
                ("kept_at", models.DateTimeField(verbose_name="zachowano")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_forms",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="konto",
                    ),
                ),
            ],
            options={
                "verbose_name": "zachowany formularz",
                "verbose_name_plural": "zachowane formularze",
                "ordering": ["-kept_at", "-pk"],
            },
        ),
    ]
