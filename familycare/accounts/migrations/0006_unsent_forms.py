"""One table for forms that are not sent yet and for forms that could not be sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def tell_the_state(apps, schema_editor):
    apps.get_model("accounts", "UnsentForm").objects.filter(was_sent=False).update(state="interrupted")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_invitations_and_kept_forms")]

    operations = [
        migrations.AlterModelTable("keptform", "accounts_keptform"),
        migrations.RenameModel("KeptForm", "UnsentForm"),
        migrations.RenameField("unsentform", "fields", "sealed"),
        migrations.RenameField("unsentform", "kept_at", "saved_at"),
        migrations.AlterModelOptions(
            name="unsentform",
            options={
                "ordering": ["-saved_at", "-pk"],
                "verbose_name": "niewysłany formularz",
                "verbose_name_plural": "niewysłane formularze",
            },
        ),
        migrations.AlterField(
            model_name="unsentform",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="unsent_forms",
                to=settings.AUTH_USER_MODEL,
                verbose_name="konto",
            ),
        ),
        migrations.AlterField(
            model_name="unsentform",
            name="address",
            field=models.CharField(blank=True, max_length=500, verbose_name="adres"),
        ),
        migrations.AlterField(
            model_name="unsentform",
            name="sealed",
            field=models.TextField(blank=True, verbose_name="pola"),
        ),
        migrations.AlterField(
            model_name="unsentform",
            name="saved_at",
            field=models.DateTimeField(auto_now=True, verbose_name="zapisano"),
        ),
        migrations.AddField(
            model_name="unsentform",
            name="form",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="formularz"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unsentform",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "szkic"),
                    ("interrupted", "przerwany wylogowaniem"),
                    ("refused", "nieprzyjęty"),
                ],
                default="refused",
                max_length=11,
                verbose_name="stan",
            ),
        ),
        migrations.RunPython(tell_the_state, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="unsentform",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "szkic"),
                    ("interrupted", "przerwany wylogowaniem"),
                    ("refused", "nieprzyjęty"),
                ],
                default="draft",
                max_length=11,
                verbose_name="stan",
            ),
        ),
        migrations.RemoveField(model_name="unsentform", name="was_sent"),
        migrations.AddField(
            model_name="unsentform",
            name="key",
            field=models.UUIDField(blank=True, null=True, verbose_name="klucz formularza"),
        ),
        migrations.AddField(
            model_name="unsentform",
            name="writer",
            field=models.UUIDField(blank=True, null=True, verbose_name="otwarta strona"),
        ),
        migrations.AddField(
            model_name="unsentform",
            name="version",
            field=models.PositiveIntegerField(default=1, verbose_name="wersja"),
        ),
        migrations.AddConstraint(
            model_name="unsentform",
            constraint=models.UniqueConstraint(
                fields=("user", "key", "writer"),
                name="unsentform_one_draft_of_a_page",
                violation_error_message="Ta strona ma już swój szkic.",
            ),
        ),
    ]
