"""`import_register --update`: a preview, and the same in the database."""

import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from cases.models import Family, FamilyProblem
from reporting.exchange import import_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(register, tmp_path):
    """A zip that changes a family of the small register, which is imported, and adds another."""
    import_register(register.folder)
    path = tmp_path / "part.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("families.csv", "id,name\nR1,Lis\nR2,Lis\nR5,Sowa\n")
    return path


def call(*arguments, **options):
    out = StringIO()
    call_command("import_register", *map(str, arguments), update=True, stdout=out, **options)
    return out.getvalue()


def test_a_dry_run_tells_what_would_change(part):
    said = call(part, dry_run=True).splitlines()
    assert "families.csv:2: numer R1: Nazwisko rodziny: Nowak → Lis" in said
    assert "families.csv:4: numer R5: nowy zapis" in said
    assert "families.csv: nowe: 1, zmienione: 2, bez zmian: 0, odrzucone: 0" in said
    assert re.fullmatch(r"Kod podglądu: [0-9a-f]{16}", said[-2])
    assert said[-1].endswith("Niczego nie zapisano.")
    assert Family.objects.get(number="R1").name == "Nowak"


def test_imports_what_was_previewed(part):
    code = call(part, dry_run=True).splitlines()[-2].removeprefix("Kod podglądu: ")
    Family.objects.filter(number="R1").update(name="Wilk")
    with pytest.raises(CommandError, match="od podglądu zmieniły się dane"):
        call(part, as_previewed=code)
    Family.objects.filter(number="R1").update(name="Nowak")
    assert "Wczytano rejestr: 3\xa0wiersze" in call(part, as_previewed=code)
    assert Family.objects.get(number="R1").name == "Lis"


def test_errors_come_with_the_numbers(part):
    with zipfile.ZipFile(part, "a") as archive:
        archive.writestr("persons.csv", "id,family\nO1,R99\n")
    with pytest.raises(CommandError) as refused:
        call(part)
    said = str(refused.value).splitlines()
    assert said[:3] == [
        "families.csv: nowe: 1, zmienione: 2, bez zmian: 0, odrzucone: 0",
        "persons.csv: nowe: 0, zmienione: 0, bez zmian: 0, odrzucone: 1",
        "persons.csv:2: family: id „R99” nie ma w bazie ani w families.csv",
    ]


def test_half_a_zip_is_refused(part):
    part.write_bytes(part.read_bytes()[:90])
    with pytest.raises(CommandError, match="to nie jest folder ani archiwum zip"):
        call(part)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time, so there is no race")
def test_two_at_once_do_not_add_the_same_twice(part):
    with zipfile.ZipFile(part, "a") as archive:
        archive.writestr("problems.csv", "family,problem,identified_on\nR5,poverty,2024-01-01\n")
    start = Barrier(2)

    def import_it():
        try:
            start.wait()
            return call(part)
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as threads:
        said = sorted(task.result() for task in [threads.submit(import_it), threads.submit(import_it)])
    assert FamilyProblem.objects.filter(family__number="R5").count() == 1
    assert Family.objects.filter(number="R5").count() == 1
    assert ["problems.csv: nowe: 1" in each for each in said] in ([True, False], [False, True])
