from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_unite_persons"),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="case_mark",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Z wykazu akt ośrodka, np. DAR.8210.17.2024. Stoi na piśmie do rodziny.",
                max_length=60,
                verbose_name="znak sprawy",
            ),
        ),
    ]
