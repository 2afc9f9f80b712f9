"""make_register: what it says and what it refuses."""

from datetime import date
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from assistants.models.training import MOST_PERSONS
from reporting.exchange.demo import generate_register
from reporting.exchange.demo.dates import Span
from reporting.exchange.demo.numbers import Numbers
from reporting.exchange.demo.work.team_work import planned


class TestCommand:
    def make(self, folder, **options):
        out = StringIO()
        call_command("make_register", str(folder), stdout=out, **options)
        return out.getvalue()

    def test_says_what_it_made(self, tmp_path):
        said = self.make(tmp_path / "new", families="2", years="1", seed="4")
        assert "od 1\xa0stycznia\xa02025 do 31\xa0grudnia\xa02025: 2\xa0rodziny, " in said
        assert said.endswith(".\n")

    @pytest.mark.parametrize(
        "options, message",
        [
            ({"families": "0"}, "Liczba rodzin musi wynosić od 1"),
            ({"families": "2000000"}, "do 1\xa0000\xa0000"),
            ({"families": "sto"}, "--families: „sto” nie jest liczbą całkowitą"),
            ({"years": "0"}, "Liczba lat musi wynosić od 1 do 30"),
            ({"years": "31"}, "Liczba lat musi wynosić od 1 do 30"),
            ({"seed": "1.5"}, "--seed: „1.5” nie jest liczbą całkowitą"),
        ],
    )
    def test_refuses_wrong_numbers(self, tmp_path, options, message):
        with pytest.raises(CommandError, match=message):
            self.make(tmp_path / "new", **options)
        assert not (tmp_path / "new").exists()

    def test_the_plan_of_a_big_team_has_no_more_persons_than_a_plan_may(self):
        span, team = Span(date(2024, 1, 1), date(2025, 12, 31)), range(4_000)
        plan, _held = planned(Random(1), [], team, span, Numbers(families=1))
        assert {row[5] for row in plan} == {MOST_PERSONS}

    def test_refuses_a_folder_with_something_in_it(self, tmp_path):
        (tmp_path / "notatki.txt").write_text("ważne")
        with pytest.raises(CommandError, match="nie jest pusty"):
            self.make(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["notatki.txt"]

    def test_refuses_a_file_and_a_path_through_it(self, tmp_path):
        (tmp_path / "plik").touch()
        with pytest.raises(CommandError, match="nie jest folderem"):
            self.make(tmp_path / "plik")
        with pytest.raises(CommandError, match="Nie można zapisać rejestru"):
            self.make(tmp_path / "plik" / "nowy")

    def test_removes_what_it_wrote_when_it_fails(self, tmp_path):
        def stop(file, rows):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            generate_register(tmp_path / "new", families=5, years=1, seed=1, progress=stop)
        assert not (tmp_path / "new").exists()
