"""A register is imported whole or not at all: dry runs, a second import, other data, refusals of the database."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assistants.models import Assignment
from cases.models import Family
from familycare.centre.models import Centre, Problem
from reporting.exchange import import_register, importing
from reporting.exchange.errors import RegisterErrors, errors_as_csv
from reporting.exchange.rules import rules_of
from tests.register.folder import contents

pytestmark = pytest.mark.django_db


def test_a_dry_run_only_checks(register):
    before = register.counts()
    summary = import_register(register.folder, dry_run=True)
    assert register.counts() == before
    assert summary == import_register(register.folder)


def test_nothing_is_written_when_the_last_file_is_wrong(register):
    register.change("figures", "księgowość", "x" * 301)
    assert len(register.refusal()) == 1


class TestTwice:
    def test_is_refused_in_one_sentence_and_at_every_id(self, register):
        import_register(register.folder)
        before = register.counts()
        with pytest.raises(RegisterErrors) as refused:
            import_register(register.folder)
        said = [str(error) for error in refused.value]
        assert "assistants.csv:2: id: id „A1” jest już w bazie" in said
        assert "figures.csv:2: period: tę daną dla tego okresu zawiera już baza" in said
        assert "Dane z tego rejestru są już w bazie: wczytano go wcześniej" in refused.value.headline
        assert register.counts() == before

    def test_other_mistakes_do_not_say_so(self, register):
        register.change("families", "two_parent", "full")
        with pytest.raises(RegisterErrors) as refused:
            import_register(register.folder)
        assert refused.value.headline == "Rejestru nie wczytano, niczego nie zmieniono: 1\xa0błąd."


class TestWithOtherData:
    def other(self, register):
        """Other families of the same centre."""
        for name in ("figures", "figure_headings", "terms"):
            register.path(name).unlink()
        for path in register.folder.iterdir():
            text = path.read_bytes().decode()
            for number in ("A1", "A2", "R1", "R2", "R10", "O1", "O2", "O3", "O4", "P1", "P2", "S1", "S2", "S3"):
                text = text.replace(f"{number},", f"X{number},").replace(f"{number}\n", f"X{number}\n")
            for number in ("R4", "N1", "N2", "Z1", "Z2", "D1", "D2"):
                text = text.replace(f"{number},", f"X{number},").replace(f"{number}\n", f"X{number}\n")
            for number in ("W1", "W2", "L1", "L2", "T1", "T2", "X1", "G1", "G2", "B1", "B2"):
                text = text.replace(f"{number},", f"X{number},")
            path.write_bytes(text.replace("zak@", "xzak@").encode())

    def test_another_register_of_the_same_centre_is_added(self, register):
        import_register(register.folder)
        self.other(register)
        import_register(register.folder)
        assert Family.objects.count() == 8
        assert Centre.objects.count() == 1
        assert Assignment.objects.filter(family__number="XR1").count() == 3

    def test_a_centre_with_other_rules_is_refused(self, register):
        import_register(register.folder)
        self.other(register)
        register.change("centre", ",6,15,21", ",3,15,21")
        assert register.refusal() == [
            "centre.csv:2: monitoring_months: w bazie jest już ośrodek, a jego dane są inne: „6”"
        ]

    def test_a_label_that_the_centre_has_changed_is_not_changed_back(self, register):
        Problem.objects.create(code="gambling", label="hazard i gry")
        Problem.objects.filter(code="poverty").update(label="bieda")
        register.add("terms", "problem,poverty,ubóstwo,,,", "problem,debts,długi,poverty,,")
        assert register.refusal() == [
            "terms.csv:6: label: w bazie ten kod ma inną nazwę: „hazard i gry”",
            "terms.csv:8: label: w bazie ten kod ma inną nazwę: „bieda”",
        ]

    def test_an_entry_that_the_centre_has_already_is_fine(self, register):
        Problem.objects.create(code="gambling", label="hazard")
        import_register(register.folder)


class TestRefusalsOfTheDatabase:
    """Here the rules of the file are switched off."""

    @pytest.mark.parametrize(
        "file, old, new, message",
        [
            ("cases", "2022-05-31,", ",", "Powód zakończenia podaje się razem z datą zakończenia."),
            ("care_charges", "2020-01,", "2020-02,", "Za ten miesiąc odpłatność już wpisano."),
            (
                "placements",
                "2020-03-01,moved",
                ",",
                "Ta osoba przebywa już w innym miejscu poza rodziną.",
            ),
        ],
    )
    def test_are_polish_sentences(self, register, monkeypatch, file, old, new, message):
        monkeypatch.setattr(importing, "rules_of", lambda each: [] if each.name == file else rules_of(each))
        register.change(file, old, new)
        before = register.counts()
        with pytest.raises(RegisterErrors) as refused:
            import_register(register.folder)
        (error,) = refused.value
        assert str(error) == f"{file}.csv: baza danych odrzuciła zapis: {message}"
        assert register.counts() == before


class TestCommands:
    def call(self, name, *arguments, **options):
        out = StringIO()
        call_command(name, *map(str, arguments), stdout=out, **options)
        return out.getvalue()

    def test_say_what_they_did(self, register, tmp_path):
        assert self.call("import_register", register.folder, dry_run=True) == (
            "Rejestr jest poprawny: sprawdzono 135\xa0wierszy z 63\xa0plików. Niczego nie zapisano.\n"
        )
        assert self.call("import_register", register.folder).startswith(
            "Wczytano rejestr: 135\xa0wierszy z 63\xa0plików.\n"
        )
        said = f"Zapisano rejestr w „{tmp_path / 'out'}”: 135\xa0wierszy w 63\xa0plikach."
        assert said in self.call("export_register", tmp_path / "out").splitlines()
        assert contents(tmp_path / "out") == contents(register.folder)

    def test_import_ends_with_the_errors(self, register):
        register.change("families", "two_parent", "full")
        register.change("problems", "poverty", "laziness")
        with pytest.raises(CommandError) as refused:
            self.call("import_register", register.folder)
        lines = str(refused.value).splitlines()
        assert lines[0].startswith("families.csv:2: structure: ")
        assert lines[1].startswith("problems.csv:3: problem: ")
        assert lines[2] == "Rejestru nie wczytano, niczego nie zmieniono: 2\xa0błędy."
        assert refused.value.returncode == 1

    @pytest.mark.parametrize("name", ["import_register", "export_register"])
    def test_ask_for_a_folder(self, name):
        with pytest.raises(CommandError, match="Podaj .*folder"):
            self.call(name)

    def test_export_ends_with_the_reason(self, tmp_path):
        with pytest.raises(CommandError, match="nie ma jeszcze danych"):
            self.call("export_register", tmp_path / "out")


def test_errors_as_a_table(register):
    register.change("families", "two_parent", "full")
    register.path("workshops").write_text("id,title,kind\n", "utf-16")
    with pytest.raises(RegisterErrors) as refused:
        import_register(register.folder)
    lines = errors_as_csv(refused.value).decode("utf-8-sig").splitlines()
    assert lines[0] == "plik;wiersz;kolumna;rodzaj;opis"
    assert lines[1].startswith('families.csv;2;structure;błąd;"nieznany kod „full”; możliwe: two_parent, ')
    assert lines[2].startswith("workshops.csv;1;;błąd;")


def test_errors_bring_no_formula_into_a_spreadsheet(register):
    register.change("families", "two_parent", "full")
    with pytest.raises(RegisterErrors) as refused:
        import_register(register.folder)
    (error,) = refused.value
    told = errors_as_csv([replace(error, message='=HYPERLINK("http://obcy.example")')]).decode("utf-8-sig")
    assert list(csv.reader(StringIO(told), delimiter=";"))[1][4] == """'=HYPERLINK("http://obcy.example")"""
