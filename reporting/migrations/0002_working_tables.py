import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0002_places"),
        ("cases", "0001_families_and_cases"),
        ("reporting", "0001_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attended",
            fields=[
                (
                    "attendance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="assistants.attendance",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("workshop", "warsztat"),
                            ("support_group", "grupa wsparcia"),
                            ("social_project", "projekt socjalny"),
                        ],
                        max_length=20,
                    ),
                ),
                ("attended_on", models.DateField()),
                ("event", models.TextField()),
                ("age", models.PositiveSmallIntegerField(null=True)),
                ("is_first", models.BooleanField()),
                ("is_first_of_kind", models.BooleanField()),
            ],
            options={
                "db_table": "snapshot_attended",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CareStay",
            fields=[
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="care_stay",
                        serialize=False,
                        to="cases.placement",
                    ),
                ),
                ("stay_started_on", models.DateField()),
            ],
            options={
                "db_table": "snapshot_care_stay",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="LargestCaseload",
            fields=[
                (
                    "assistant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="largest_caseload",
                        serialize=False,
                        to="assistants.assistant",
                    ),
                ),
                ("day", models.DateField()),
            ],
            options={
                "db_table": "snapshot_largest_caseload",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Placed",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="placed",
                        serialize=False,
                        to="cases.person",
                    ),
                ),
                ("in_foster_care", models.BooleanField()),
            ],
            options={
                "db_table": "snapshot_placed",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="ReferenceDay",
            fields=[
                (
                    "family",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="reference",
                        serialize=False,
                        to="cases.family",
                    ),
                ),
                ("day", models.DateField()),
                ("only_za_zyciem", models.BooleanField()),
                ("supported_since", models.DateField()),
                ("supported_until", models.DateField(null=True)),
            ],
            options={
                "db_table": "snapshot_reference_day",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Children",
            fields=[
                (
                    "family",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="children",
                        serialize=False,
                        to="reporting.referenceday",
                    ),
                ),
                ("at_home", models.PositiveSmallIntegerField()),
                ("in_care", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "snapshot_children",
                "managed": False,
            },
        ),
    ]
