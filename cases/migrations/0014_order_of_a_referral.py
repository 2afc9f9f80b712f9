import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_family_merges")]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="court_order",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="referrals",
                to="cases.courtorder",
                verbose_name="postanowienie sądu",
            ),
        ),
    ]
