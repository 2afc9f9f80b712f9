from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_browser_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="digest_on",
            field=models.DateField(editable=False, null=True, verbose_name="dzień ostatniej wiadomości o terminach"),
        ),
    ]
