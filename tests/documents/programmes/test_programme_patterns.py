"""The patterns about a programme: copied for one of the centre's, or before there is any."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from familycare.centre.models import Centre
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import is_about_a_programme, new_from_pattern, pattern_text
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.editions.services import freeze
from reporting.documents.programmes.parsing import parse_programme
from reporting.documents.programmes.services import enter_indicator, report_task
from reporting.documents.steps.services import send as send_for_approval
from tests.clients import signed_in
from tests.documents.own.definitions import definition, only_block
from tests.documents.programmes.texts import FAMILIES, WORKSHOPS, goal, programme, saved, task
from tests.factories import CaseFactory, CentreFactory, UserFactory
from tests.html_forms import errors_of, field_of, send
from tests.html_pages import one, words

pytestmark = pytest.mark.django_db
PROGRAMME, REPORT = "program-trzyletni", "sprawozdanie-z-programu"
NEW = reverse("new_document")
NOTHING_CHOSEN = "ośrodek nie ma jeszcze żadnego"


@pytest.fixture(autouse=True)
def centre(time_machine):
    time_machine.move_to("2026-02-01 12:00")
    CaseFactory(opened_on=date(2025, 3, 1))
    return CentreFactory()


@pytest.fixture
def manager():
    return signed_in(UserFactory(role="manager"))


def named(document):
    """The keys of the programmes that its blocks name."""
    chapters = json.loads(document.text)["chapters"]
    return {block["programme"] for chapter in chapters for block in chapter["blocks"] if block["type"] == "programme"}


def rendered(tmp_path, key, **options):
    path = tmp_path / "wynik.json"
    call_command("render_document", key, year="2025", format="json", output=str(path), **options)
    return json.loads(path.read_bytes())


def parts(*shown, year=2025, values=()):
    block = {"type": "programme", "programme": "program-2024", "show": list(shown)}
    return only_block(definition(block), dict(values), year)["blocks"]


def test_the_only_programme_is_taken_and_the_title_has_its_years(manager):
    saved()
    send(manager, NEW, pattern=PROGRAMME)
    made = DocumentDefinition.objects.get()
    assert (made.title, named(made)) == ("Gminny program wspierania rodziny na lata 2024–2026", {"program-2024"})
    answer = manager.get(reverse("composed", args=[made.key]), {"rok": 2025})
    assert one(answer, "h1 .whole").text == "2024–2026"  # a line does not break between the years
    page = words(answer)
    assert "Cel główny: Silne rodziny." in page.replace("\xa0", " ")
    assert "Mocne strony:" in page.replace("\xa0", " ")


def test_of_several_programmes_one_is_chosen(manager):
    saved()
    saved(programme(key="drugi", years=[2027, 2029], goals=[goal(1, "Cel")]))
    assert errors_of(send(manager, NEW, pattern=REPORT)) == {
        "programme": "Wybierz program, o którym ma być ten dokument."
    }
    send(manager, NEW, pattern=REPORT, programme="drugi", title="Nasze")
    made = DocumentDefinition.objects.get()
    assert (made.title, named(made)) == ("Nasze", {"drugi"})
    send(manager, NEW, pattern="informacja-dla-komisji")  # no programme needed


def test_before_there_is_a_programme_a_notice_says_what_to_do(manager):
    page = manager.get(NEW)
    assert "Program, o którym" not in words(page)
    send(manager, NEW, pattern=PROGRAMME)
    made = DocumentDefinition.objects.get()
    page = words(manager.get(reverse("composed", args=[made.key]), {"rok": 2025}))
    assert NOTHING_CHOSEN in page.replace("\xa0", " ")
    with pytest.raises(InvalidDefinition, match="nie wskazano programu"):
        freeze(document=made, centre=Centre.current(), year=2025)
    with pytest.raises(InvalidDefinition, match="nie wskazano programu"):
        send_for_approval(document=made, year=2025, by=UserFactory(role="manager"))
    saved()
    page = words(manager.get(reverse("composed", args=[made.key]), {"rok": 2025}))
    assert "Wskaż go w układzie dokumentu, w tym bloku: ośrodek ma 1 program." in page.replace("\xa0", " ")
    outline = words(manager.get(reverse("edit_outline", args=[made.key])))
    assert "nie wskazano programu" in outline


def test_the_commands_choose_a_programme(tmp_path):
    assert NOTHING_CHOSEN in json.dumps(rendered(tmp_path, PROGRAMME), ensure_ascii=False)
    with pytest.raises(CommandError, match="nie wskazano programu"):
        call_command("freeze_document", PROGRAMME, year="2025", stdout=io.StringIO())
    assert not DocumentDefinition.objects.exists()
    saved()
    assert rendered(tmp_path, PROGRAMME)["title"].endswith("na lata 2024–2026")
    saved(programme(key="drugi", years=[2027, 2029], goals=[goal(1, "Cel")]))
    with pytest.raises(CommandError, match="ośrodek ma ich kilka: drugi, program-2024. Dodaj --programme KLUCZ."):
        rendered(tmp_path, REPORT)
    assert rendered(tmp_path, REPORT, programme="program-2024")["title"].endswith("2024–2026")
    with pytest.raises(CommandError, match="Nie ma programu „inny”. Są: drugi, program-2024."):
        rendered(tmp_path, REPORT, programme="inny")
    out = io.StringIO()
    call_command("new_document", REPORT, programme="drugi", stdout=out)
    made = DocumentDefinition.objects.get(key=out.getvalue().strip())
    assert named(made) == {"drugi"}
    assert rendered(tmp_path, REPORT)["title"].endswith("2027–2029")  # it is the centre's own now
    with pytest.raises(CommandError, match="Nie ma wzoru „wzór”. Są: sprawozdanie-roczne"):
        call_command("new_document", "wzór")


@pytest.mark.parametrize("name", [PROGRAMME, REPORT])
def test_the_patterns_can_be_frozen(name):
    made = saved()
    contents = parse_programme(made.text)
    report_task(programme=made, task=contents.tasks[0], year=2025, state="done", done="4 spotkania")
    document = new_from_pattern(name=name, title="Dokument", programme=made.key)
    edition = freeze(document=document, centre=Centre.current(), year=2025, accept_remarks=True)
    assert edition.files.count() > 3
    assert is_about_a_programme(name)
    assert not is_about_a_programme("informacja-dla-komisji")
    assert '"programme": ""' in pattern_text(name)


def test_the_parts_beside_the_goals():
    saved(
        programme(
            swot={"strengths": ["wiedza"], "threats": ["{{uzależnienia}}"], "other": 1},
            addressees="rodziny",
            financing=["budżet", "dotacja"],
            partners=["szkoły"],
            implementer="Ośrodek",
            monitoring="Co roku.",
            reporting_deadline="31 marca",
            recommendations={"a": 1},
        )
    )
    assert [each.get("items") or each["text"] for each in parts("swot")] == [
        "Mocne strony:", ["wiedza"], "Zagrożenia:", ["{ {uzależnienia}}"]
    ]  # fmt: skip
    assert parts("addressees")[0]["items"] == ["rodziny"]
    assert parts("financing")[0]["items"] == ["budżet", "dotacja"]
    assert [each.get("items") or each["text"] for each in parts("implementation")] == [
        "Realizator programu: Ośrodek.", "W realizacji programu współpracują:", ["szkoły"]
    ]  # fmt: skip
    said = [each["text"].replace("\xa0", " ") for each in parts("monitoring")]
    assert said == ["Co roku.", "Termin sprawozdania z realizacji programu: 31 marca."]
    assert parts("recommendations")[0]["text"] == "W programie nie wpisano rekomendacji."


def test_the_balance_says_what_was_reached_missed_and_given_up():
    falling = {"label": "Dzieci poza domem", "figure": None, "baseline": 10, "targets": {"2025": 8}}
    made = saved(
        programme(
            goal(1, "Cel", task("Grupy"), task("Ogłoszenia"), indicators=[FAMILIES, WORKSHOPS, falling]),
            goal(2, "Drugi", indicators=[{"label": "Nieznany", "figure": None, "targets": {"2025": 1}}]),
        )
    )
    contents = parse_programme(made.text)
    indicators = {indicator.label: indicator for _part, indicator in contents.indicators}
    for label, value in (("Dzieci poza domem", 7), ("Spotkania grup wsparcia", 4)):
        enter_indicator(programme=made, indicator=indicators[label], year=2025, value=value, source="listy")
    report_task(programme=made, task=contents.tasks[1], year=2024, state="abandoned")
    said = [each.get("items") or each["text"].replace("\xa0", " ") for each in parts("balance")]
    assert said == [
        "Wskaźniki, które w 2025 r. osiągnęły cel:",
        ["Dzieci poza domem"],
        "Wskaźniki, które w 2025 r. nie osiągnęły celu:",
        ["Rodziny z asystentem", "Spotkania grup wsparcia"],
        "Wskaźniki, których wartości za 2025 r. nie wpisano:",
        ["Nieznany"],
        "Zadania, których zaniechano:",
        ["Ogłoszenia"],
    ]
    assert parts("balance", year=2023) == []


def test_without_small_numbers_the_balance_has_none(manager):
    saved()
    document = new_from_pattern(name=REPORT, title="Dokument", programme="program-2024")
    page = manager.get(reverse("composed", args=[document.key]), {"rok": 2025, "ukryj": "tak"})
    assert "nie osiągnęły celu" in words(page)


def test_the_choice_has_a_label(manager):
    saved()
    assert field_of(manager.get(NEW), "programme") is not None
