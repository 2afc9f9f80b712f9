"""The programme that follows one whose years end, and the document about it."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.parsing import parse_programme
from reporting.documents.programmes.services import enter_indicator, report_task
from tests.clients import signed_in
from tests.documents.programmes.texts import FAMILIES, WORKSHOPS, goal, programme, saved, task
from tests.factories import CaseFactory, CentreFactory, UserFactory
from tests.html_forms import errors_of, send
from tests.html_pages import links_of, words

pytestmark = pytest.mark.django_db
KEY = "program-2024"
PAGE, NEXT = reverse("programme", args=[KEY]), reverse("next_programme", args=[KEY])


@pytest.fixture(autouse=True)
def centre(time_machine):
    time_machine.move_to("2027-02-01 12:00")
    CaseFactory(opened_on=date(2026, 3, 1))
    return CentreFactory()


@pytest.fixture
def manager():
    return signed_in(UserFactory(role="manager"))


@pytest.fixture
def over():
    """A programme that is over, with what came of it."""
    text = programme(
        goal(
            1,
            "Cel",
            task("Grupy", deadline="do 2026 r."),
            task("Ogłoszenia"),
            indicators=[
                FAMILIES,
                WORKSHOPS,
                "Zadowolenie rodzin",
                {"label": "Stara", "figure": "support.children"},
            ],
            title_table="CEL",
        ),
        areas=[goal("6.1", "Obszar", task("Szkoła"), goal=1)],
        title="Program „Rodzina 2024–2026”",
        recommendations=["więcej asystentów"],
    )
    made = saved(text)
    contents = parse_programme(made.text)
    report_task(programme=made, task=contents.tasks[1], year=2025, state="abandoned")
    for year, value in ((2025, 9), (2026, 12)):
        enter_indicator(programme=made, indicator=contents.indicators[1][1], year=year, value=value, source="listy")
    Programme.objects.update(text=text.replace("support.children", "figures.stare.dane"))
    return Programme.objects.get()


def made():
    """The data of the programme that was made."""
    return json.loads(Programme.objects.exclude(key=KEY).get().text)


def test_it_has_the_same_goals_and_begins_where_the_last_one_ended(manager, over):
    assert links_of(manager.get(PAGE))["Następny program"] == NEXT
    page = manager.get(NEXT)
    assert "Następny program: lata 2027–2029" in words(page)
    assert not Programme.objects.exclude(key=KEY).exists()
    send(manager, NEXT)
    data = made()
    assert (data["key"], data["title"]) == ("program-rodzina-2027-2029", "Program „Rodzina 2027–2029”")
    assert data["years"] == [2027, 2029]
    first = data["goals"][0]
    assert (first["title_table"], first["tasks"][0]["deadline"]) == ("CEL", "do 2029 r.")
    assert [each["title"] for each in first["tasks"]] == ["Grupy", "Ogłoszenia"]
    families, workshops, satisfaction, old = first["indicators"]
    assert (families["figure"], families["baseline"], families["targets"]) == ("support.families", 1, {})
    assert families["baseline_source"] == "z akt, 2026 r."
    assert (workshops["baseline"], workshops["baseline_source"]) == (12, "listy, 2026 r.")
    assert satisfaction == "Zadowolenie rodzin"
    assert old["figure"] is None
    assert data["areas"][0]["goal"] == 1
    new = Programme.objects.exclude(key=KEY).get()
    assert not new.taskreport_set.exists()
    assert Programme.objects.get(key=KEY).text == over.text
    assert over.indicatorvalue_set.count() == 2


def test_its_document_tells_of_the_old_programme(manager, over):
    send(manager, NEXT)
    document = DocumentDefinition.objects.get()
    assert document.title == "Gminny program wspierania rodziny na lata 2027–2029"
    page = words(manager.get(reverse("composed", args=[document.key]), {"rok": 2026})).replace("\xa0", " ")
    for said in (
        "Co wynika z programu na lata 2024–2026",
        "[Szkic do uzupełnienia]",
        "Zadania, których zaniechano: Ogłoszenia",
        "więcej asystentów",
        "Stara: tej danej już nie ma",
    ):
        assert said in page
    before = DocumentDefinition.objects.get().text
    contents = parse_programme(over.text)
    report_task(programme=over, task=contents.tasks[0], year=2026, state="abandoned")
    page = words(manager.get(reverse("composed", args=[document.key]), {"rok": 2026})).replace("\xa0", " ")
    assert "Zadania, których zaniechano: Grupy Ogłoszenia" in page  # it is live
    assert DocumentDefinition.objects.get().text == before


def test_twice_nothing_is_overwritten(manager, over):
    send(manager, NEXT)
    assert "Jest już program na te lata" in words(manager.get(NEXT))
    send(manager, NEXT)
    assert set(Programme.objects.values_list("key", flat=True)) == {
        KEY,
        "program-rodzina-2027-2029",
        "program-rodzina-2027-2029-2",
    }
    assert DocumentDefinition.objects.count() == 2


def test_not_before_its_last_year(manager, over, time_machine):
    time_machine.move_to("2025-11-01 12:00")
    assert "Następny program" not in links_of(manager.get(PAGE))
    assert "Program trwa do 2026 r." in words(manager.get(NEXT))
    page = manager.post(NEXT, {"title": "Nowy"})
    assert page.status_code == 200
    assert Programme.objects.count() == 1
    time_machine.move_to("2026-11-01 12:00")
    send(manager, NEXT)
    # The year is not over: the year before counts.
    assert made()["goals"][0]["indicators"][0]["baseline_source"] == "z akt, 2025 r."


def test_it_needs_a_title(manager, over):
    assert errors_of(send(manager, NEXT, title=" ")) == {"title": "Wpisz tytuł programu."}


def test_on_the_command_line(over, time_machine):
    out = io.StringIO()
    call_command("new_document", "program-trzyletni", follows=KEY, title="Nowy program", stdout=out)
    assert out.getvalue() == "Program: nowy-program-2027-2029\nDokument: program-trzyletni\n"
    assert made()["title"] == "Nowy program"
    with pytest.raises(CommandError, match="Nie ma programu „nic”. Są: nowy-program-2027-2029, program-2024."):
        call_command("new_document", "program-trzyletni", follows="nic")
    with pytest.raises(CommandError, match="Program trwa do 2029 r."):
        call_command("new_document", "program-trzyletni", follows="nowy-program-2027-2029")
    with pytest.raises(CommandError, match="--follows jest tylko dla wzoru „program-trzyletni”"):
        call_command("new_document", "sprawozdanie-roczne", follows=KEY)
