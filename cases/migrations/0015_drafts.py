"""Drafts of all forms are one kind of unsent form."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_unsent_forms"), ("cases", "0014_order_of_a_referral")]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "unsentform_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="accounts.unsentform",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="cases.family",
                        verbose_name="rodzina",
                    ),
                ),
            ],
            options={"verbose_name": "szkic", "verbose_name_plural": "szkice"},
            bases=("accounts.unsentform",),
        ),
    ]
