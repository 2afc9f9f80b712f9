"""`import_sheet`: a spreadsheet on the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Family
from reporting.exchange import import_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(register, tmp_path):
    import_register(register.folder)
    path = tmp_path / "rodziny.csv"
    path.write_bytes("Nr;Nazwisko rodziny;Struktura rodziny;Moje\nR1;Żak;inna;x\n".encode("cp1250"))
    return path


def call(*arguments, **options):
    out = StringIO()
    call_command("import_sheet", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_asks_what_is_not_known_and_keeps_the_answer(sheet):
    with pytest.raises(CommandError, match="Nie wiadomo, gdzie w arkuszu jest: id"):
        call(sheet, file="families")
    said = call(sheet, file="families", column=["Nr=id"], dry_run=True)
    assert "Tych kolumn nie wczytano: Moje." in said
    assert "Nazwisko rodziny: Nowak → Żak; Struktura rodziny: pełna → inna" in said
    assert Family.objects.get(number="R1").name == "Nowak"
    call(sheet, file="families")
    assert Family.objects.get(number="R1").name == "Żak"


def test_errors_name_the_sheet_and_its_headings(sheet):
    sheet.write_text("Numer;Struktura rodziny\nR1;dziwna\n", encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call(sheet, file="families")
    assert str(refused.value).startswith("rodziny.csv:2: Struktura rodziny: nie ma wartości „dziwna”; możliwe: pełna; ")


@pytest.mark.parametrize("file", [None, "centre", "nic"])
def test_a_wrong_file_is_told(sheet, file):
    with pytest.raises(CommandError, match="Podaj arkusz i czego dotyczy"):
        call(sheet, file=file)


def test_no_such_sheet(sheet, tmp_path):
    with pytest.raises(CommandError, match="Nie da się odczytać"):
        call(tmp_path / "nie.xlsx", file="families")
