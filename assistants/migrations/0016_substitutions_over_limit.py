from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0015_uniform_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="substitution",
            name="over_limit_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="powód przekroczenia limitu rodzin"
            ),
        ),
    ]
