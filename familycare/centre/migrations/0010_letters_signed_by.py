from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centre", "0009_domestic_violence"),
    ]

    operations = [
        migrations.AddField(
            model_name="centre",
            name="letters_signed_as",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Np. Dyrektor Miejskiego Ośrodka Pomocy Społecznej.",
                max_length=120,
                verbose_name="funkcja osoby, która podpisuje pisma",
            ),
        ),
        migrations.AddField(
            model_name="centre",
            name="letters_signed_by",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Imię i nazwisko pod pismami do rodzin, np. Anna Nowak.",
                max_length=120,
                verbose_name="kto podpisuje pisma",
            ),
        ),
    ]
