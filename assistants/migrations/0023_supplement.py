import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistants", "0022_qualifications"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupplementCap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(unique=True, verbose_name="od miesiąca")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=8, verbose_name="najwyższy dodatek za miesiąc na cały etat (zł)"
                    ),
                ),
            ],
            options={
                "verbose_name": "limit dodatku do wynagrodzenia",
                "verbose_name_plural": "limity dodatku do wynagrodzenia",
                "ordering": ["-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="supplement_cap_amount_at_least_0",
                        violation_error_message="Liczba jest za mała.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthOfPost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(db_index=True, verbose_name="miesiąc")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="koszt zatrudnienia (zł)"
                    ),
                ),
                (
                    "supplement",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="dodatek (zł)"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="assistants.post",
                        verbose_name="etat",
                    ),
                ),
            ],
            options={
                "verbose_name": "miesiąc etatu",
                "verbose_name_plural": "miesiące etatów",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("post", "month"),
                        name="month_of_post_once",
                        violation_error_message="Ten miesiąc etatu już wpisano.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cost", None), ("cost__gte", 0), _connector="OR"),
                            models.Q(("supplement", None), ("supplement__gte", 0), _connector="OR"),
                        ),
                        name="month_of_post_not_negative",
                        violation_error_message="Kwota nie może być mniejsza niż 0.",
                    ),
                ],
            },
        ),
    ]
