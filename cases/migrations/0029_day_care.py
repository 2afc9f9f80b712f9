import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import familycare.lib.numbers


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0028_supporting_families"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayCareCentre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", familycare.lib.numbers.NumberField(prefix="D", verbose_name="numer")),
                ("name", models.CharField(max_length=120, verbose_name="nazwa")),
                ("address", models.CharField(blank=True, max_length=160, verbose_name="adres")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("care", "opiekuńcza"),
                            ("specialist", "specjalistyczna"),
                            ("outreach", "praca podwórkowa realizowana przez wychowawcę"),
                            ("combined", "w połączonych formach"),
                        ],
                        max_length=20,
                        verbose_name="forma",
                    ),
                ),
                (
                    "run_by",
                    models.CharField(
                        choices=[
                            ("municipality", "gmina"),
                            ("county", "powiat"),
                            ("commissioned", "podmiot, któremu zlecono to zadanie"),
                            ("permitted", "inny podmiot, za zezwoleniem"),
                        ],
                        max_length=20,
                        verbose_name="kto prowadzi",
                    ),
                ),
                ("operator", models.CharField(blank=True, max_length=160, verbose_name="podmiot prowadzący")),
                ("permit", models.CharField(blank=True, max_length=160, verbose_name="umowa albo zezwolenie")),
                ("permit_on", models.DateField(blank=True, null=True, verbose_name="umowa albo zezwolenie z dnia")),
                ("permit_until", models.DateField(blank=True, null=True, verbose_name="umowa albo zezwolenie do")),
                ("starts_on", models.DateField(verbose_name="działa od")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="działa do")),
            ],
            options={
                "verbose_name": "placówka wsparcia dziennego",
                "verbose_name_plural": "placówki wsparcia dziennego",
                "ordering": ["name", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["care", "specialist", "outreach", "combined"])),
                        name="daycarecentre_form_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("run_by__in", ["municipality", "county", "commissioned", "permitted"])),
                        name="daycarecentre_run_by_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="daycarecentre_starts_on_ends_on_in_order",
                        violation_error_message="Data końcowa jest wcześniejsza niż początkowa.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("permit_until__isnull", True),
                            ("permit_on__isnull", True),
                            ("permit_until__gte", models.F("permit_on")),
                            _connector="OR",
                        ),
                        name="daycarecentre_permit_on_permit_until_in_order",
                        violation_error_message="Data końcowa jest wcześniejsza niż początkowa.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayCareCapacity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="od")),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)], verbose_name="miejsca"
                    ),
                ),
                (
                    "educators",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(999)],
                        verbose_name="wychowawcy",
                    ),
                ),
                (
                    "day_care",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacities",
                        to="cases.daycarecentre",
                        verbose_name="placówka",
                    ),
                ),
            ],
            options={
                "verbose_name": "liczba miejsc w placówce wsparcia dziennego",
                "verbose_name_plural": "liczby miejsc w placówkach wsparcia dziennego",
                "ordering": ["day_care", "starts_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day_care", "starts_on"),
                        name="daycarecapacity_once_a_day",
                        violation_error_message="Liczbę miejsc od tego dnia już wpisano.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DayCareCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(db_index=True, help_text="pierwszy dzień miesiąca", verbose_name="miesiąc")),
                (
                    "means",
                    models.CharField(
                        choices=[("own", "środki własne gminy"), ("other", "inne środki")],
                        max_length=20,
                        verbose_name="środki",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="koszt (zł)",
                    ),
                ),
                (
                    "day_care",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="cases.daycarecentre",
                        verbose_name="placówka",
                    ),
                ),
            ],
            options={
                "verbose_name": "koszt placówki wsparcia dziennego",
                "verbose_name_plural": "koszty placówek wsparcia dziennego",
                "ordering": ["day_care", "month", "means"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="daycarecost_amount_at_least_0",
                        violation_error_message="Liczba jest za mała.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("means__in", ["own", "other"])),
                        name="daycarecost_means_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="daycarecost_month_first_day",
                        violation_error_message="Miesiąc podaje się jako jego pierwszy dzień.",
                    ),
                    models.UniqueConstraint(
                        fields=("day_care", "month", "means"),
                        name="daycarecost_once_a_month",
                        violation_error_message="Koszt z tych środków za ten miesiąc już wpisano.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayCareOutsiders",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(db_index=True, help_text="pierwszy dzień miesiąca", verbose_name="miesiąc")),
                (
                    "children",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(9999)], verbose_name="dzieci"
                    ),
                ),
                (
                    "day_care",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outsiders",
                        to="cases.daycarecentre",
                        verbose_name="placówka",
                    ),
                ),
            ],
            options={
                "verbose_name": "dzieci spoza ewidencji w placówce wsparcia dziennego",
                "verbose_name_plural": "dzieci spoza ewidencji w placówkach wsparcia dziennego",
                "ordering": ["day_care", "month"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="daycareoutsiders_month_first_day",
                        violation_error_message="Miesiąc podaje się jako jego pierwszy dzień.",
                    ),
                    models.UniqueConstraint(
                        fields=("day_care", "month"),
                        name="daycareoutsiders_once_a_month",
                        violation_error_message="Liczbę dzieci za ten miesiąc już wpisano.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayCareStay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("voluntary", "dobrowolnie"),
                            ("referral", "ze skierowania ośrodka"),
                            ("court", "z orzeczenia sądu"),
                        ],
                        max_length=20,
                        verbose_name="podstawa",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="od")),
                (
                    "over_on",
                    models.DateField(
                        blank=True, help_text="pierwszy dzień, w którym już nie trwa", null=True, verbose_name="do"
                    ),
                ),
                (
                    "day_care",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="cases.daycarecentre",
                        verbose_name="placówka",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="day_care_stays",
                        to="cases.person",
                        verbose_name="osoba",
                    ),
                ),
            ],
            options={
                "verbose_name": "pobyt w placówce wsparcia dziennego",
                "verbose_name_plural": "pobyty w placówkach wsparcia dziennego",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["voluntary", "referral", "court"])),
                        name="daycarestay_basis_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("over_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("over_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="daycarestay_starts_on_over_on_in_order",
                        violation_error_message="Data końcowa jest wcześniejsza niż początkowa.",
                    ),
                ],
            },
        ),
    ]
