import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_digest_once_a_day"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("account", "nowe konto"),
                            ("role", "rola"),
                            ("email", "adres e-mail"),
                            ("second_factor", "usunięcie drugiego składnika logowania"),
                            ("card", "połączenie z kartą asystenta"),
                        ],
                        max_length=20,
                        verbose_name="co się zmienia",
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=254, verbose_name="nowa wartość")),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="nowa wartość słowami")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="kiedy")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("waiting", "czeka"),
                            ("confirmed", "potwierdzono"),
                            ("refused", "odrzucono"),
                            ("withdrawn", "wycofano"),
                            ("unasked", "weszło w życie bez potwierdzenia"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="decyzja",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="kiedy zdecydowano")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kto prosi",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kto zdecydował",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_changes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="konto",
                    ),
                ),
            ],
            options={
                "verbose_name": "zmiana konta",
                "verbose_name_plural": "zmiany kont",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["account", "role", "email", "second_factor", "card"])),
                        name="accountchange_kind_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__in", ["waiting", "confirmed", "refused", "withdrawn", "unasked"])
                        ),
                        name="accountchange_decision_code",
                        violation_error_message="Nieznany kod.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "waiting")),
                        fields=("user", "kind"),
                        name="accountchange_one_waits",
                        violation_error_message="Taka zmiana tego konta już czeka na potwierdzenie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("decision", "waiting")),
                            models.Q(models.Q(("decision", "waiting"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="accountchange_decided_at",
                        violation_error_message="Decyzja ma datę, a jej brak nie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "confirmed"), _negated=True),
                            ("decided_by", None),
                            models.Q(
                                models.Q(
                                    ("asked_by", None),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(("decided_by", models.F("user")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="accountchange_second_person",
                        violation_error_message="Zmianę potwierdza druga osoba: ani ta, która prosi, ani ta, której dotyczy.",
                    ),
                ],
            },
        ),
    ]
