"""Sources of a register: folders, archives, and malicious archives."""

import io
import stat
import zipfile

import pytest

from cases.models import Family
from reporting.exchange import import_register
from reporting.exchange import source as sources
from reporting.exchange.errors import RegisterErrors

pytestmark = pytest.mark.django_db


def zipped(register, path, *, inside="", more=()):
    """The register as a zip; `more`: pairs of a name, or a ZipInfo, and contents."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(register.folder.iterdir()):
            archive.write(file, inside + file.name)
        for name, contents in more:
            archive.writestr(name, contents)
    return path


def said_of(source):
    with pytest.raises(RegisterErrors) as refused:
        import_register(source)
    assert not Family.objects.exists()
    return [str(error) for error in refused.value]


class TestFolder:
    def test_other_files_are_ignored(self, register):
        (register.folder / "expected.json").write_text("{}")
        (register.folder / "._persons.csv").write_bytes(b"\0\5")
        import_register(register.folder)

    def test_any_file_may_be_missing(self, register):
        for path in register.folder.iterdir():
            if path.name not in ("accounts.csv", "families.csv"):
                path.unlink()
        assert import_register(register.folder).counts == (("accounts.csv", 3), ("families.csv", 4))

    def test_an_unknown_table_is_named(self, register):
        (register.folder / "people.csv").write_text("id\n")
        (register.folder / "Families.CSV").write_text("id\n")
        assert register.refusal() == [
            "Families.CSV: nieznany plik; w rejestrze nie ma takiej tabeli",
            "people.csv: nieznany plik; w rejestrze nie ma takiej tabeli",
        ]

    def test_a_reference_to_a_missing_file_says_so(self, register):
        register.path("workshops").unlink()
        said = register.refusal()
        assert said[0] == (
            "workshop_attendance.csv:2: workshop: nie ma id „T1”, bo w rejestrze brakuje pliku workshops.csv"
        )
        assert {each.partition(":")[0] for each in said} == {
            "workshop_attendance.csv",
            "workshop_days.csv",
            "workshop_leaders.csv",
            "workshop_participants.csv",
        }

    def test_an_empty_folder(self, tmp_path):
        assert said_of(tmp_path) == ["nie ma tu ani jednego pliku rejestru, np. families.csv"]

    def test_no_folder_at_all(self, tmp_path):
        assert said_of(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: nie ma takiego folderu ani pliku"]

    def test_a_folder_in_place_of_a_file(self, register):
        register.path("visits").unlink()
        register.path("visits").mkdir()
        (said,) = register.refusal()
        assert said.startswith("visits.csv: nie da się odczytać pliku: ")


class TestArchive:
    @pytest.mark.parametrize("inside", ["", "rejestr/"])
    def test_files_at_the_top_or_in_one_folder(self, register, tmp_path, inside):
        more = [("__MACOSX/rejestr/._visits.csv", b"\0\5\26"), ("uwagi.txt", "nic")]
        import_register(zipped(register, tmp_path / "r.zip", inside=inside, more=more))
        assert Family.objects.count() == 4

    def test_an_open_file(self, register, tmp_path):
        stream = io.BytesIO(zipped(register, tmp_path / "r.zip").read_bytes())
        import_register(stream)
        assert Family.objects.count() == 4

    def test_files_in_several_folders(self, register, tmp_path):
        said = said_of(zipped(register, tmp_path / "r.zip", more=[("dane/problems.csv", "")]))
        assert said == ["r.zip: pliki CSV mają leżeć w archiwum bez folderu albo w jednym folderze"]

    def test_files_too_deep(self, register, tmp_path):
        said = said_of(zipped(register, tmp_path / "r.zip", inside="a/b/"))
        assert said == ["r.zip: pliki CSV mają leżeć w archiwum bez folderu albo w jednym folderze"]

    @pytest.mark.parametrize(
        "name", ["../persons.csv", "a/../../b.txt", "/etc/persons.csv", "C:persons.csv", "a\\b.csv"]
    )
    def test_a_path_out_of_the_folder(self, register, tmp_path, name):
        (said,) = said_of(zipped(register, tmp_path / "r.zip", more=[(name, "")]))
        assert "ma niedozwoloną ścieżkę (wychodzi poza folder)" in said
        assert name in said

    def test_a_link(self, register, tmp_path):
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        (said,) = said_of(zipped(register, tmp_path / "r.zip", more=[(link, "/etc/passwd")]))
        assert said == "r.zip: plik „link.csv” w archiwum jest dowiązaniem, a nie zwykłym plikiem"

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_a_file_twice(self, register, tmp_path):
        (said,) = said_of(zipped(register, tmp_path / "r.zip", more=[("persons.csv", "")]))
        assert said == "r.zip: plik „persons.csv” jest w archiwum więcej niż raz"

    def test_an_encrypted_file(self, register, tmp_path):
        path = zipped(register, tmp_path / "r.zip")
        contents = bytearray(path.read_bytes())
        contents[contents.index(b"PK\1\2") + 8] |= 1  # the flag in the list of contents
        path.write_bytes(contents)
        (said,) = said_of(path)
        assert said == "r.zip: plik „absences.csv” w archiwum jest zaszyfrowany; zapisz archiwum bez hasła"

    def test_a_bomb(self, register, tmp_path):
        (said,) = said_of(zipped(register, tmp_path / "r.zip", more=[("uwagi.txt", b"0" * 3_000_000)]))
        assert said == "r.zip: plik „uwagi.txt” w archiwum rozpakowuje się do podejrzanie wielkich rozmiarów"

    def test_an_absurd_size(self, register, tmp_path, monkeypatch):
        monkeypatch.setattr(sources, "MOST_BYTES", 2000)
        (said,) = said_of(zipped(register, tmp_path / "r.zip"))
        assert said.startswith("r.zip: pliki w archiwum mają po rozpakowaniu więcej niż")

    def test_too_many_files(self, register, tmp_path, monkeypatch):
        monkeypatch.setattr(sources, "MOST_FILES", 20)
        assert said_of(zipped(register, tmp_path / "r.zip")) == ["r.zip: archiwum zawiera za dużo plików"]

    def test_something_else_than_an_archive(self, tmp_path):
        path = tmp_path / "r.zip"
        path.write_text("id,name\n")
        assert said_of(path) == ["r.zip: to nie jest folder ani archiwum zip, które da się odczytać"]

    def test_a_damaged_file(self, register, tmp_path):
        path = zipped(register, tmp_path / "r.zip")
        with zipfile.ZipFile(path) as archive:
            place = archive.getinfo("visits.csv").header_offset + 30 + len("visits.csv")
        contents = bytearray(path.read_bytes())
        contents[place + 20 : place + 30] = b"\xff" * 10
        path.write_bytes(contents)
        assert any(error.startswith("visits.csv") and "nie da się odczytać" in error for error in said_of(path))

    def test_an_empty_archive(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "r.zip", "w"):
            pass
        assert said_of(tmp_path / "r.zip") == ["nie ma tu ani jednego pliku rejestru, np. families.csv"]
