from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0017_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkshopDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(db_index=True, verbose_name="dzień")),
                (
                    "outsiders",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        verbose_name="osoby z zewnątrz",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="godziny pracy każdej osoby prowadzącej",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="assistants.workshop",
                        verbose_name="zajęcia",
                    ),
                ),
            ],
            options={
                "verbose_name": "dzień zajęć grupowych",
                "verbose_name_plural": "dni zajęć grupowych",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "held_on"),
                        name="workshop_day_once",
                        violation_error_message="Ten dzień zajęć już wpisano.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outsiders__lte", 9999)),
                        name="workshop_day_at_most_9999_outsiders",
                        violation_error_message="Najwyżej 9999 osób z zewnątrz.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours", None), models.Q(("hours__gt", 0), ("hours__lte", 24)), _connector="OR"
                        ),
                        name="workshop_day_hours_of_a_day",
                        violation_error_message="Podaj więcej niż 0 i najwyżej 24 godziny.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkshopLeader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(db_index=True, verbose_name="dzień")),
                (
                    "assistant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workshops_led",
                        to="assistants.assistant",
                        verbose_name="asystent",
                    ),
                ),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaders",
                        to="assistants.workshop",
                        verbose_name="zajęcia",
                    ),
                ),
            ],
            options={
                "verbose_name": "prowadzenie zajęć",
                "verbose_name_plural": "prowadzenie zajęć",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "held_on", "assistant"),
                        name="workshop_leader_once_a_day",
                        violation_error_message="Tę osobę już wpisano jako prowadzącą tego dnia.",
                    )
                ],
            },
        ),
    ]
