import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0018_workshop_days"),
        ("cases", "0024_saved_views_last_use"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="cases.person",
                        verbose_name="osoba",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="assistants.workshop",
                        verbose_name="zajęcia",
                    ),
                ),
            ],
            options={
                "verbose_name": "zapis na zajęcia",
                "verbose_name_plural": "zapisy na zajęcia",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "person"),
                        name="enrolment_once",
                        violation_error_message="Tę osobę już zapisano na te zajęcia.",
                    )
                ],
            },
        ),
    ]
