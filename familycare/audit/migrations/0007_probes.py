from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0006_account_access_kinds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reading",
            name="kind",
            field=models.CharField(
                choices=[
                    ("family", "akta rodziny"),
                    ("family_history", "historia zmian w aktach"),
                    ("family_file", "dane rodziny jako plik"),
                    ("families", "lista rodzin"),
                    ("families_file", "lista rodzin jako plik"),
                    ("assistants", "lista asystentów"),
                    ("assistant", "strona asystenta"),
                    ("report", "sprawozdanie"),
                    ("report_file", "sprawozdanie jako plik"),
                    ("tables", "tabele"),
                    ("tables_file", "tabele jako plik"),
                    ("figure", "lista pod liczbą"),
                    ("import_result", "wynik wczytania rejestru"),
                    ("import_errors", "błędy rejestru jako plik"),
                    ("person", "dane osoby"),
                    ("person_file", "dane osoby jako plik"),
                    ("calendar", "terminy jako kalendarz"),
                    ("probe", "pytanie o numer PESEL"),
                    ("log", "dziennik"),
                    ("log_file", "dziennik jako plik"),
                    ("refused", "odmowa dostępu"),
                ],
                max_length=20,
                verbose_name="rodzaj",
            ),
        ),
    ]
