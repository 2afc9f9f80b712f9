"""Remarks: told apart from errors, refusing nothing, but to be accepted."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assistants.models import Visit
from cases.models import Family, FamilyProblem
from reporting.exchange import export_register, import_register
from reporting.exchange.errors import RegisterErrors, RemarksNotAccepted, errors_as_csv
from tests.register.folder import contents

pytestmark = pytest.mark.django_db


def remarks_of(register):
    return [str(remark) for remark in import_register(register.folder, dry_run=True).remarks]


def call(*arguments, **options):
    out = StringIO()
    call_command("import_register", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


TWIN = "mówi to samo co wiersz {}; usuń go, jeśli wklejono go dwa razy"
TWINS = [
    ("posts", "A1,own,1.00,2015-03-01,", 3),
    ("trainings", "A1,Superwizja,supervision,2020-11-11,,,0,,", 3),
    ("outcomes", "S3,employment,2022-01-01,", 3),
    ("visits", "S1,A2,2021-01-01,phone_contact,5,,,,", 5),
    ("help", "R1,O2,pony_therapy,group,2020-03-01,", 3),
    ("problems", "R1,poverty,2020-02-02,", 3),
    ("conditions", "O2,disability,2012-03-04,", 3),
    ("court_reports", "R1,opinion,,,,,,", 2),
    ("za_zyciem", "R10,,ill_child,,,0,2020-04-04", 2),
    ("plan_goals", "L1,Spokój,,,,,", 3),
]


@pytest.mark.parametrize("file, row, line", TWINS, ids=[case[0] for case in TWINS])
def test_a_row_that_says_all_that_another_says(register, file, row, line):
    register.add(file, row)
    (told,) = remarks_of(register)
    place, message = told.split(": ", 1)
    assert place.startswith(f"{file}.csv:")
    assert message == TWIN.format(line)
    import_register(register.folder, accept_remarks=True)


def test_equal_values_are_twins_however_they_are_written(register):
    register.add("posts", "A1 ,own, 1,2015-03-01, ")
    assert remarks_of(register) == [f"posts.csv:4: {TWIN.format(3)}"]


def test_rows_that_differ_in_one_cell_are_none(register):
    register.add("visits", "S1,A2,2021-01-01,phone_contact,5,,,inna notatka,")
    assert remarks_of(register) == []


def test_a_twin_that_cannot_be_is_an_error_only(register):
    register.add("workshop_attendance", "T2,2020-04-04,O1")
    with pytest.raises(RegisterErrors) as refused:
        import_register(register.folder)
    assert len(refused.value) == 1
    assert refused.value.remarks == ()


def test_hours_of_a_day_that_nobody_led(register):
    register.change("workshop_days", "T1,2020-04-11,12,", "T1,2020-04-11,12,2")
    assert remarks_of(register) == [
        "workshop_days.csv:3: hours: podano godziny prowadzących, ale nikt tego dnia nie prowadził zajęć"
    ]
    register.add("workshop_leaders", "T1,2020-04-11,A1")
    assert remarks_of(register) == []


def test_of_leaders_who_cannot_be_read_nothing_is_concluded(register):
    register.change("workshop_days", "T1,2020-04-11,12,", "T1,2020-04-11,12,2")
    register.add("workshop_leaders", "T1,2020-04-11,A9")
    with pytest.raises(RegisterErrors) as refused:
        import_register(register.folder)
    assert len(refused.value) == 1
    assert refused.value.remarks == ()


def test_a_move_that_leads_nowhere(register):
    register.change("placements", "O4,youth_educational_centre,2020-03-01", "O4,youth_educational_centre,2020-03-02")
    assert remarks_of(register) == [
        "placements.csv:2: end_reason: przeniesienie (moved), ale od 2020-03-01 nie ma następnego pobytu tej osoby"
    ]


def test_a_move_by_a_record_in_another_family(register):
    register.add("persons", "O5,R2,child,0,Ola,,F,2019-12-31,,,,,,,,O4")
    register.change("placements", "O4,youth_educational_centre", "O5,youth_educational_centre")
    assert remarks_of(register) == []


def test_a_child_without_a_birth_date(register):
    register.change("persons", "Jaś,Nowak,M,2012-03-04", "Jaś,Nowak,M,")
    assert remarks_of(register) == [
        "persons.csv:3: birth_date: dziecko bez daty urodzenia: policzy się je, ale w nieznanym wieku"
    ]


class TestAccepting:
    @pytest.fixture
    def twice(self, register):
        register.add("visits", "S1,A2,2021-01-01,phone_contact,5,,,,")
        register.add("problems", "R1,poverty,2020-02-02,")
        return register

    def test_nothing_is_written_before(self, twice):
        before = twice.counts()
        with pytest.raises(RemarksNotAccepted) as refused:
            import_register(twice.folder)
        assert len(refused.value.remarks) == 2
        assert twice.counts() == before

    def test_all_is_written_after(self, twice, tmp_path):
        import_register(twice.folder, accept_remarks=True)
        assert Visit.objects.filter(minutes=5).count() == 2
        assert FamilyProblem.objects.filter(problem="poverty").count() == 2
        export_register(tmp_path / "out")
        assert sorted(contents(tmp_path / "out")["problems.csv"].splitlines()) == sorted(
            contents(twice.folder)["problems.csv"].splitlines()
        )

    def test_the_command_asks_for_its_option(self, twice):
        with pytest.raises(CommandError) as refused:
            call(twice.folder)
        assert refused.value.returncode == 1
        said = str(refused.value)
        assert f"visits.csv:8: {TWIN.format(5)}\n" in said
        assert said.endswith("Popraw te miejsca albo dodaj opcję --accept-remarks.")
        assert not Family.objects.exists()

    def test_a_dry_run_tells_them_and_succeeds(self, twice):
        said = call(twice.folder, dry_run=True).splitlines()
        assert said[0] == "Uwagi:"
        assert said[1:3] == [f"visits.csv:8: {TWIN.format(5)}", f"problems.csv:4: {TWIN.format(3)}"]
        assert said[3].endswith(
            "Są do niego 2\xa0uwagi, więc wczytasz go z opcją --accept-remarks. Niczego nie zapisano."
        )

    def test_the_option_imports(self, twice):
        assert "Wczytano rejestr" in call(twice.folder, accept_remarks=True)
        assert Family.objects.exists()

    def test_the_option_accepts_no_errors(self, twice):
        twice.change("families", "two_parent", "full")
        with pytest.raises(RegisterErrors) as refused:
            import_register(twice.folder, accept_remarks=True)
        lines = str(refused.value).splitlines()
        assert lines[0].startswith("families.csv:2: structure: ")
        assert lines[1] == "Uwagi, które niczego nie blokują:"
        assert lines[4] == "Rejestru nie wczytano, niczego nie zmieniono: 1\xa0błąd."

    def test_the_file_of_errors_says_which_is_which(self, twice):
        twice.change("families", "two_parent", "full")
        with pytest.raises(RegisterErrors) as refused:
            import_register(twice.folder)
        lines = errors_as_csv(refused.value, refused.value.remarks).decode("utf-8-sig").splitlines()
        assert [line.split(";")[3] for line in lines] == ["rodzaj", "błąd", "uwaga", "uwaga"]
