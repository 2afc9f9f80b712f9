"""Accounts of people who sign in by e-mail and have one role, instead of Django's users with groups and permissions."""

import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "ordering": ["last_name", "first_name", "email"],
                "verbose_name": "użytkownik",
                "verbose_name_plural": "użytkownicy",
            },
        ),
        migrations.AlterModelManagers(
            name="user",
            managers=[],
        ),
        migrations.RemoveField(
            model_name="user",
            name="groups",
        ),
        migrations.RemoveField(
            model_name="user",
            name="is_staff",
        ),
        migrations.RemoveField(
            model_name="user",
            name="is_superuser",
        ),
        migrations.RemoveField(
            model_name="user",
            name="user_permissions",
        ),
        migrations.RemoveField(
            model_name="user",
            name="username",
        ),
        migrations.AddField(
            model_name="user",
            name="authorised_on",
            field=models.DateField(
                blank=True, null=True, verbose_name="data pisemnego upoważnienia do przetwarzania danych"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="last_day",
            field=models.DateField(blank=True, null=True, verbose_name="ostatni dzień pracy"),
        ),
        migrations.AddField(
            model_name="user",
            name="secrecy_on",
            field=models.DateField(blank=True, null=True, verbose_name="data oświadczenia o zachowaniu tajemnicy"),
        ),
        migrations.AlterField(
            model_name="user",
            name="date_joined",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="konto założono"
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(
                error_messages={"unique": "Jest już konto z tym adresem e-mail."},
                max_length=254,
                unique=True,
                verbose_name="adres e-mail",
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="first_name",
            field=models.CharField(blank=True, max_length=80, verbose_name="imię"),
        ),
        migrations.AlterField(
            model_name="user",
            name="is_active",
            field=models.BooleanField(
                default=True,
                help_text="Zawieszone konto traci dostęp od razu, także w otwartych sesjach.",
                verbose_name="konto czynne",
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="last_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="nazwisko"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["assistant", "social_worker", "manager", "director", "auditor", "admin"])
                ),
                name="user_role_code",
                violation_error_message="Nieznany kod.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="user_email_in_small_letters",
                violation_error_message="Adres e-mail zapisuje się małymi literami.",
            ),
        ),
    ]
