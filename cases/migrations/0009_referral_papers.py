import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_calendar_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReferralDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data", models.JSONField(default=dict, verbose_name="treść")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="zapisany")),
            ],
            options={
                "verbose_name": "szkic wniosku",
                "verbose_name_plural": "szkice wniosków",
                "ordering": ["-saved_at"],
            },
        ),
        migrations.AddField(
            model_name="referral",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="kto rozstrzygnął",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="decision_reason",
            field=models.TextField(blank=True, db_default="", verbose_name="uzasadnienie"),
        ),
        migrations.AddField(
            model_name="referral",
            name="form_key",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=36, verbose_name="klucz formularza"
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="is_urgent",
            field=models.BooleanField(db_default=False, default=False, verbose_name="pilny"),
        ),
        migrations.AddField(
            model_name="referral",
            name="no_consent_because",
            field=models.CharField(blank=True, db_default="", max_length=300, verbose_name="dlaczego nie ma zgody"),
        ),
        migrations.AddField(
            model_name="referral",
            name="reasons",
            field=models.TextField(blank=True, db_default="", verbose_name="z czym rodzina sobie nie radzi"),
        ),
        migrations.AddField(
            model_name="referral",
            name="returned_because",
            field=models.TextField(blank=True, db_default="", verbose_name="co trzeba uzupełnić"),
        ),
        migrations.AddField(
            model_name="referral",
            name="returned_on",
            field=models.DateField(blank=True, null=True, verbose_name="zwrócony do uzupełnienia"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_key", ""), _negated=True),
                fields=("form_key",),
                name="referral_filed_once",
                violation_error_message="Ten wniosek już złożono.",
            ),
        ),
        migrations.AddField(
            model_name="referraldraft",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="referral_drafts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="autor",
            ),
        ),
        migrations.AddField(
            model_name="referraldraft",
            name="family",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="referral_drafts",
                to="cases.family",
                verbose_name="rodzina",
            ),
        ),
    ]
