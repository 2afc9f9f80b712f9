from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0005_calendar_readings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(
                choices=[
                    ("created", "dodanie"),
                    ("changed", "zmiana"),
                    ("deleted", "usunięcie"),
                    ("bulk", "zmiana wielu zapisów naraz"),
                    ("imported", "wczytanie rejestru"),
                    ("exported", "zapisanie danych do plików"),
                    ("restricted", "ograniczenie dostępu"),
                    ("signed_in", "zalogowanie"),
                    ("sign_in_failed", "nieudane logowanie"),
                    ("signed_out", "wylogowanie"),
                    ("invited", "zaproszenie"),
                    ("role", "zmiana roli"),
                    ("suspended", "zawieszenie konta"),
                    ("restored", "przywrócenie konta"),
                    ("password", "hasło"),
                    ("second_factor", "drugi składnik logowania"),
                    ("directory", "katalog ośrodka"),
                    ("second_person", "potwierdzenie drugiej osoby"),
                    ("anonymised", "anonimizacja"),
                    ("erased", "usunięcie treści z dziennika"),
                    ("purged", "usunięcie starych odczytów"),
                ],
                max_length=20,
                verbose_name="rodzaj",
            ),
        ),
    ]
