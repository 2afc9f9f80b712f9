"""The names by which a family and a person lead to their records. The database does not change."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_referral_drafts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="family",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed_families",
                to="cases.family",
                verbose_name="włączona do rodziny",
            ),
        ),
        migrations.AlterField(
            model_name="help",
            name="family",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="help_records",
                to="cases.family",
                verbose_name="rodzina",
            ),
        ),
        migrations.AlterField(
            model_name="help",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="help_records",
                to="cases.person",
                verbose_name="osoba",
            ),
        ),
    ]
