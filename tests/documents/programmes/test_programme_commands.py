"""Programmes on the command line: taken in, out to the byte, and what is wrong with them."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.parsing import parse_programme
from reporting.documents.programmes.services import enter_indicator, report_task
from tests.documents.programmes.texts import goal, programme, saved, task

pytestmark = pytest.mark.django_db


def taken_in(tmp_path, source, *options):
    """What `import_programme` says of a file with this text."""
    path, out = tmp_path / "program.json", io.StringIO()
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    call_command("import_programme", str(path), *options, stdout=out)
    return out.getvalue()


def refused(tmp_path, source, *options):
    with pytest.raises(CommandError) as error:
        taken_in(tmp_path, source, *options)
    return str(error.value)


def test_a_programme_comes_out_to_the_byte_with_keys_that_nobody_knows(tmp_path):
    source = programme().replace("{", "{\r\n", 1) + "\n\n"
    assert "Wczytano program „program-2024”: Program wspierania rodziny 2024–2026" in taken_in(tmp_path, source)
    path = tmp_path / "z-powrotem.json"
    call_command("export_programme", "program-2024", output=str(path))
    assert path.read_bytes() == source.encode()


def test_another_one_with_the_key_replaces_it_only_on_demand(tmp_path):
    taken_in(tmp_path, programme())
    assert "Program „program-2024” już jest. Aby go zastąpić, użyj --replace." in refused(tmp_path, programme())
    taken_in(tmp_path, programme(years=[2023, 2025], title="Program „Rodzina”"), "--replace")
    assert str(Programme.objects.get()) == "Program „Rodzina” 2023–2025"


def test_an_unknown_key_says_which_there_are():
    saved()
    with pytest.raises(CommandError, match="Nie ma programu „inny”. Są: program-2024."):
        call_command("export_programme", "inny")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{", "Plik z programem: To nie jest poprawny JSON"),
        (programme(key=""), "Nagłówek programu: „key” jest puste."),
        (programme(years=[2026, 2024]), "„years”: 2026–2024 to nie jest od 1 do 10 lat po kolei."),
        (programme(years=[2026]), "Nagłówek programu: „years” to dwa lata"),
        (programme(years="2026"), "Nagłówek programu: „years” to tekst, a powinna to być lista"),
        (programme(goals=[], areas=[]), "program nie ma ani celów („goals”), ani obszarów („areas”)."),
        (programme(goal(1, "")), "Cel 1: „title” jest puste."),
        (programme(goal("1a", "A", task("B", methods="c"))), "Cel 1a, zadanie 1: „methods” to tekst"),
        (programme(goal(1, "A", task("B", units=[7]))), "Cel 1, zadanie 1: „units”, pozycja 1: to liczba 7"),
        (programme(goal(1, "A", indicators=[7])), "Cel 1, wskaźnik 1: powinien tu być obiekt"),
        (programme(goal([1], "A")), "Cel 1: „no” to liczba albo tekst"),
        (programme(goal("1" * 21, "A")), "Cel 1: „no” to liczba albo tekst"),
        (programme(goal("#", "A")).replace("#", "\\ud800"), "Cel 1: „no” to liczba albo tekst"),
        (
            programme(goal(1, "A", task("B {{support.families}}"))),
            "Cel 1, zadanie 1: teksty programu nie mogą zawierać „{{”",
        ),
        (
            programme(goal(1, "A", indicators=[{"label": "B", "targets": {"9" * 5000: 1}}])),
            "a program jest na lata 2024–2026.",
        ),
        (
            programme(goal(1, "A", indicators=[{"label": "B", "targets": {"2030": 1}}])),
            "Cel 1, wskaźnik 1: ma wartość docelową na 2030 r., a program jest na lata 2024–2026.",
        ),
        (
            programme(goal(1, "A", indicators=[{"label": "B", "targets": {"2025": "dużo"}}])),
            "Cel 1, wskaźnik 1: „targets, 2025” to tekst, a powinna to być liczba.",
        ),
        (
            programme(goal(1, "A", indicators=[{"label": "B", "figure": "support.familes"}])),
            "Cel 1. A, wskaźnik „B”: nie ma danej „support.familes”; podobne: „support.families”.",
        ),
        (
            programme(goals=[], areas=[goal("6.1", "A", task(""))]),
            "Obszar 6.1, zadanie 1: „title” jest puste.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, source, said):
    assert said in refused(tmp_path, source)
    assert not Programme.objects.exists()


def test_a_programme_of_200_tasks(tmp_path):
    taken_in(tmp_path, programme(goal(1, "Cel", *(task(f"Zadanie {number}") for number in range(200)))))
    assert len(parse_programme(Programme.objects.get().text).tasks) == 200


def test_what_has_entries_stays_in_a_replaced_programme(tmp_path):
    made = saved()
    [first, *_others] = parse_programme(made.text).tasks
    report_task(programme=made, task=first, year=2025, state="done")
    changed = json.loads(made.text)
    changed["results"] = ["Inny"]
    taken_in(tmp_path, json.dumps(changed), "--replace")
    changed["goals"][0]["tasks"].reverse()
    changed["goals"].reverse()
    taken_in(tmp_path, json.dumps(changed), "--replace")
    [report] = made.taskreport_set.all()
    assert report.item == "goals/2/tasks/2"
    changed["goals"][1]["tasks"][1]["title"] = "Grupy"
    said = refused(tmp_path, json.dumps(changed), "--replace")
    assert "Zadanie „Grupy wsparcia”: ma wpis za 2025 r., więc musi zostać i tak samo brzmieć." in said
    changed["goals"][1]["tasks"][1]["title"] = "Grupy wsparcia"
    changed["years"] = [2026, 2028]
    for indicator in changed["goals"][1]["indicators"][:1] + changed["goals"][0]["indicators"]:
        indicator["targets"] = {}
    assert "którego zmieniony program już nie obejmuje" in refused(tmp_path, json.dumps(changed), "--replace")


def test_an_indicator_with_an_entered_value_is_not_computed_later(tmp_path):
    made = saved()
    [*_others, (_goal, meetings)] = parse_programme(made.text).indicators
    enter_indicator(programme=made, indicator=meetings, year=2025, value=12, source="listy obecności")
    changed = json.loads(made.text)
    changed["goals"][1]["indicators"][0]["figure"] = "support.families"
    assert "więc nie może się liczyć z akt" in refused(tmp_path, json.dumps(changed), "--replace")
