from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_saved_views_without_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="family",
            name="form_key",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=36, verbose_name="klucz formularza"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="form_key",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=36, verbose_name="klucz formularza"
            ),
        ),
        migrations.AddConstraint(
            model_name="family",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_key", ""), _negated=True),
                fields=("form_key",),
                name="family_saved_once",
                violation_error_message="Tę rodzinę już zarejestrowano.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_key", ""), _negated=True),
                fields=("form_key",),
                name="person_saved_once",
                violation_error_message="Tę osobę już dopisano.",
            ),
        ),
    ]
