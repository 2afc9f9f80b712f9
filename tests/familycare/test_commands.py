"""Management commands refuse with a Polish sentence and exit code 1."""

import pytest
from django.core.management import execute_from_command_line


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export_tables"], "Błąd: Podaj okresy"),
        (["export_tables", "--periods", "2024-05-31/2024-01-01"], "kończy się, zanim się zacznie"),
        (["export_tables", "--periods", "2024", "--tables", "support,nic"], "Błąd: Nie ma tabeli „nic”."),
        (["export_tables", "--okresy", "2024"], "Błąd: nie rozumiem opcji polecenia (nie ma takiej: --okresy 2024)"),
        (["anonymise", "--count", "pięć"], "--count: „pięć” nie jest liczbą całkowitą"),
        (["anonymise", "--until"], "--until: brakuje wartości"),
        (["council_report", "--year"], "Pomoc: manage.py council_report --help"),
        (["import_register", "/nigdzie"], "Błąd: /nigdzie: nie ma takiego folderu ani pliku"),
    ],
)
def test_a_refusal_is_a_polish_sentence_with_exit_code_1(capsys, arguments, words):
    with pytest.raises(SystemExit) as stopped:
        execute_from_command_line(["manage.py", *arguments])
    printed = capsys.readouterr()
    assert stopped.value.code == 1
    assert words in printed.err
    assert not printed.out
