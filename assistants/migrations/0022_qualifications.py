import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0021_training_plan"),
    ]

    operations = [
        migrations.CreateModel(
            name="Qualification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "requirement",
                    models.CharField(
                        choices=[
                            ("education", "wykształcenie"),
                            ("training", "szkolenie z zakresu pracy z dziećmi lub rodziną"),
                            ("experience", "staż pracy z dziećmi lub rodziną"),
                            ("authority", "władza rodzicielska"),
                            ("maintenance", "obowiązek alimentacyjny"),
                            ("no_conviction", "niekaralność"),
                            ("offenders", "Rejestr Sprawców Przestępstw na Tle Seksualnym"),
                            ("criminal_record", "informacja z Krajowego Rejestru Karnego"),
                        ],
                        max_length=20,
                        verbose_name="wymaganie",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "field",
                                "wyższe: pedagogika, psychologia, socjologia, nauki o rodzinie lub praca socjalna",
                            ),
                            ("other_higher", "wyższe na innym kierunku"),
                            ("secondary", "średnie"),
                        ],
                        max_length=20,
                        verbose_name="rodzaj wykształcenia",
                    ),
                ),
                ("confirmed_on", models.DateField(verbose_name="data dokumentu")),
                ("proof", models.CharField(max_length=200, verbose_name="dokument")),
                ("renew_on", models.DateField(blank=True, null=True, verbose_name="potwierdzić ponownie do")),
                (
                    "assistant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="qualifications",
                        to="assistants.assistant",
                        verbose_name="asystent",
                    ),
                ),
            ],
            options={
                "verbose_name": "potwierdzenie wymagań",
                "verbose_name_plural": "potwierdzenia wymagań",
                "ordering": ["-confirmed_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "requirement__in",
                                [
                                    "education",
                                    "training",
                                    "experience",
                                    "authority",
                                    "maintenance",
                                    "no_conviction",
                                    "offenders",
                                    "criminal_record",
                                ],
                            )
                        ),
                        name="qualification_requirement_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["field", "other_higher", "secondary", ""])),
                        name="qualification_way_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("renew_on__isnull", True),
                            ("confirmed_on__isnull", True),
                            ("renew_on__gte", models.F("confirmed_on")),
                            _connector="OR",
                        ),
                        name="qualification_confirmed_on_renew_on_in_order",
                        violation_error_message="Data końcowa jest wcześniejsza niż początkowa.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("requirement", "education"), ("way", ""), _connector="OR"),
                        name="qualification_way_of_education",
                        violation_error_message="Rodzaj wykształcenia podaje się tylko przy wykształceniu.",
                    ),
                ],
            },
        ),
    ]
