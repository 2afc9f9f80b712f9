"""Exporting an imported register gives the same bytes."""

import csv
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assistants.models import Assignment, Visit
from cases.models import CareCharge, Person
from familycare.centre.models import HelpKind, OutcomeKind
from reporting.exchange import export_register, import_register
from reporting.exchange.exporting import ExportError
from reporting.exchange.files import FILES
from reporting.models import OutsideFigure
from tests.factories import FamilyFactory
from tests.register.folder import contents

pytestmark = pytest.mark.django_db


@pytest.mark.every_kind
def test_the_small_register_has_a_value_in_each_column(register):
    for file in FILES:
        with register.path(file.name).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert [*rows[0]] == [column.name for column in file.columns], (
            f"{file.csv_name} has other columns than its File: correct it in WRITTEN_BY_HAND of "
            "tests/register/complete.py."
        )
        empty = {name for name in rows[0] if not any(row[name] for row in rows)}
        assert not empty, (
            f"No row of {file.csv_name} has a value in {empty}: write one in WRITTEN_BY_HAND of "
            "tests/register/complete.py."
        )


@pytest.mark.every_kind
def test_export_gives_the_imported_bytes(register, tmp_path):
    summary = import_register(register.folder)
    exported = export_register(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(register.folder)
    assert exported == summary
    assert dict(summary.counts)["visits.csv"] == 5


def test_decimals_are_exported_with_two_places(register, tmp_path):
    register.change("care_charges", "1082.10", "1082.0951")
    register.change("trainings", "5.50", "5.5")
    register.change("posts", "0.50", "0.495")
    import_register(register.folder)
    export_register(tmp_path / "out")
    out = {name: (tmp_path / "out" / f"{name}.csv").read_text() for name in ("care_charges", "trainings", "posts")}
    assert "1082.10" in out["care_charges"]
    assert "5.50" in out["trainings"]
    assert "A1,eu_razem,0.50" in out["posts"]


def test_rows_and_columns_in_any_order_are_exported_sorted(register, tmp_path):
    expected = contents(register.folder)
    for name in ("families", "plan_goals", "care_charges", "workshop_attendance"):
        with register.path(name).open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        with register.path(name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(row[::-1] for row in [header, *rows[::-1]])
    import_register(register.folder)
    export_register(tmp_path / "out")
    assert contents(tmp_path / "out") == expected


def test_values_get_into_their_fields(register):
    import_register(register.folder)
    ewa = Person.objects.get(number="O1")
    assert (ewa.family.number, ewa.main_carer, ewa.sex, str(ewa.left_on)) == ("R1", True, "F", "2024-06-30")
    assert CareCharge.objects.get(month="2020-02-01").total_cost == Decimal("1082.10")
    half = OutsideFigure.objects.get(period="2021-H1")
    assert (str(half.starts_on), str(half.ends_on)) == ("2021-01-01", "2021-06-30")
    assignment = Assignment.objects.get(case__number="S3")
    assert assignment.family.number == "R2"
    assert Visit.objects.get(kind="monitoring").minutes is None
    assert Visit.objects.get(institution="court").summary == r"\N"
    assert OutcomeKind.objects.get(code="debt_repaid").label == "spłata całego zadłużenia"
    assert HelpKind.objects.get(code="pony_therapy").group_id == "dog_therapy"


def test_records_made_after_an_import_get_keys_of_their_own(register):
    import_register(register.folder)
    for model in {file.model for file in FILES if file.has_ids}:
        last = model.objects.latest("pk")
        last.pk, last.number, last._state.adding = None, "", True
        last.save()
        assert model.objects.filter(number=last.number).count() == 1


def test_the_planner_knows_how_large_the_tables_are(register):
    import_register(register.folder)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'assistants_visit'")
            assert cursor.fetchone() == (5,)
        else:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'visit_day'")
            assert cursor.fetchone()[0].startswith("5 ")


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(register, tmp_path):
    register.write("problems", "\ufeff" + register.text("problems").replace("\n", "\r\n"))
    expected = contents(register.folder)
    import_register(register.folder)
    export_register(tmp_path / "out")
    expected["problems.csv"] = expected["problems.csv"].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    assert contents(tmp_path / "out") == expected


@pytest.mark.every_kind
def test_files_may_have_a_header_only(register):
    for file in FILES:
        if file.name not in ("accounts", "families"):
            register.write(file.name, register.text(file.name).splitlines()[0] + "\n")
    assert import_register(register.folder).total == 7


def test_optional_columns_may_be_missing(register):
    register.write("families", "id,name\nR1,Nowak\nR2,Kos\nR10,Lis\nR4,Kos\n")
    import_register(register.folder)
    assert not apps.get_model("cases.Family").objects.exclude(district="").exists()


def test_a_later_column_is_written_only_where_it_says_something(register, tmp_path):
    """An old register comes out as it went in."""
    lines = register.text("cases").splitlines()
    register.write("cases", "".join(line.rpartition(",")[0] + "\n" for line in lines))
    import_register(register.folder)
    export_register(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(register.folder)


class TestExport:
    def test_says_so_when_there_is_nothing_to_write(self, tmp_path):
        with pytest.raises(ExportError, match="nie ma jeszcze danych"):
            export_register(tmp_path / "out")
        assert not [*tmp_path.iterdir()]

    def test_does_not_touch_a_folder_with_something_in_it(self, register, tmp_path):
        import_register(register.folder)
        before = contents(register.folder)
        with pytest.raises(ExportError, match="już istnieje i nie jest pustym folderem"):
            export_register(register.folder)
        assert contents(register.folder) == before

    def test_uses_an_empty_folder(self, register, tmp_path):
        import_register(register.folder)
        (tmp_path / "out").mkdir()
        export_register(tmp_path / "out")
        assert contents(tmp_path / "out") == contents(register.folder)

    @pytest.mark.parametrize("place", ["nowhere/out", "file/out"])
    def test_says_why_it_cannot_write(self, register, tmp_path, place):
        import_register(register.folder)
        (tmp_path / "file").write_text("")
        with pytest.raises(ExportError, match="Nie da się zapisać"):
            export_register(tmp_path / place)

    def test_leaves_nothing_behind_when_it_fails(self, register, tmp_path):
        import_register(register.folder)

        def fail(file, rows):
            raise OSError(28, "No space left on device")

        with pytest.raises(ExportError, match="brak miejsca na dysku"):
            export_register(tmp_path / "out", progress=fail)
        assert [path.name for path in tmp_path.iterdir()] == ["register"]


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.django_db(transaction=True)
def test_an_export_keeps_nobody_from_writing(tmp_path):
    """On SQLite a transaction takes the lock of writers at its start, unless it says that it does not."""
    FamilyFactory()
    with CaptureQueriesContext(connection) as queries:
        export_register(tmp_path / "rejestr")
    begun = [query["sql"] for query in queries if query["sql"].startswith("BEGIN")]
    assert begun == ["BEGIN DEFERRED", "BEGIN IMMEDIATE"]  # to read all, and to write the entry in the log
