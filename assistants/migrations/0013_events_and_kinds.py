"""Entries about several families on one occasion share their event. New kinds of entries."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0012_related_names"),
        ("cases", "0018_same_person_and_codes"),
        ("centre", "0008_bounds"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="visit",
            name="visit_kind_code",
        ),
        migrations.AddField(
            model_name="visit",
            name="event",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="to samo oznaczenie we wpisach o kilku rodzinach z jednego spotkania",
                max_length=40,
                verbose_name="wspólne zdarzenie",
            ),
        ),
        migrations.AlterField(
            model_name="visit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("home_visit", "wizyta w miejscu zamieszkania"),
                    ("office_meeting", "spotkanie w ośrodku"),
                    ("outside_meeting", "spotkanie w innym miejscu wskazanym przez rodzinę"),
                    ("phone_contact", "kontakt telefoniczny"),
                    ("accompaniment", "towarzyszenie w instytucji"),
                    ("court_accompaniment", "towarzyszenie dziecku na posiedzeniu lub rozprawie"),
                    ("consultation", "konsultacja z innym podmiotem"),
                    ("team_meeting", "zespół interdyscyplinarny lub grupa diagnostyczno-pomocowa"),
                    ("care_team", "zespół do spraw oceny sytuacji dziecka w pieczy zastępczej"),
                    ("intervention", "interwencja w sytuacji zagrożenia"),
                    ("attempted_visit", "wizyta nieudana"),
                    ("monitoring", "monitorowanie po zakończeniu pracy"),
                ],
                max_length=20,
                verbose_name="rodzaj",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("event", ""), _negated=True), fields=["visited_on"], name="visit_event_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "home_visit",
                            "office_meeting",
                            "outside_meeting",
                            "phone_contact",
                            "accompaniment",
                            "court_accompaniment",
                            "consultation",
                            "team_meeting",
                            "care_team",
                            "intervention",
                            "attempted_visit",
                            "monitoring",
                        ],
                    )
                ),
                name="visit_kind_code",
                violation_error_message="Nieznany kod.",
            ),
        ),
    ]
