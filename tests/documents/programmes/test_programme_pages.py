"""Programmes in the browser: taken in, how far they are in a year, what is written about tasks and indicators."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from familycare.audit.models import Change, Reading
from reporting.documents.programmes.models import IndicatorValue, Programme, TaskReport
from tests.clients import signed_in
from tests.documents.programmes.texts import programme, saved
from tests.factories import CaseFactory, CentreFactory, UserFactory
from tests.html_forms import errors_of, field_of, send
from tests.html_pages import select, words

PAGE, UPLOAD = reverse("programme", args=["program-2024"]), reverse("upload_programme")
TASK = reverse("realise", args=["program-2024", 2025, "goals/1/tasks/1"])
MEETINGS = reverse("realise", args=["program-2024", 2025, "goals/2/indicators/1"])

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2025-11-10 12:00")
    CentreFactory()


@pytest.fixture
def manager():
    return signed_in(UserFactory(role="manager"))


def file(text):
    return SimpleUploadedFile("program.json", text.encode())


def test_a_file_becomes_a_programme(manager):
    assert manager.post(UPLOAD, {"file": file(programme())}).url == PAGE
    assert "2024–2026" in words(manager.get(reverse("programmes")))
    again = manager.post(UPLOAD, {"file": file(programme())})
    assert "już jest. Zaznacz to pole" in errors_of(again)["replace"]
    assert manager.post(UPLOAD, {"file": file(programme(results=[])), "replace": "on"}).url == PAGE
    assert manager.get(reverse("programme_file", args=["program-2024"])).content.decode() == programme(results=[])


def test_what_is_wrong_with_a_file_is_said_with_its_place(manager):
    page = manager.post(UPLOAD, {"file": file(programme(years=[2026, 2024]))})
    assert "Nagłówek programu: „years”: 2026–2024" in words(page, "#bledy")
    assert not Programme.objects.exists()


def test_an_indicator_stands_beside_its_target_and_leads_to_its_list(manager):
    saved()
    CaseFactory(opened_on=date(2025, 3, 1))
    page = manager.get(PAGE)
    assert "1 z planowanych 3 33,3%" in words(page).replace("\xa0", " ")
    [figure] = select(page, ".programme-value a[href*=support]")
    assert words(manager.get(figure.get("href"))).count("Jaworscy") >= 1
    assert Reading.objects.filter(what__contains="wykonanie w 2025 r.").exists()


def test_what_was_done_is_written_and_corrected(manager):
    saved()
    assert "nic nie wpisano" in words(manager.get(PAGE))
    assert send(manager, TASK, state="ongoing", done="Dwa spotkania").url == f"{PAGE}?rok=2025"
    assert send(manager, TASK, state="done", done="Cztery spotkania").status_code == 302
    page = words(manager.get(f"{PAGE}?rok=2025"))
    assert "wykonane" in page and "Cztery spotkania" in page and "Dwa" not in page
    assert "Cztery" not in words(manager.get(f"{PAGE}?rok=2024"))
    assert TaskReport.objects.get().year == 2025
    assert "Cztery" not in Change.objects.latest("sequence").contents


def test_a_task_without_a_state_keeps_what_was_typed(manager):
    saved()
    page = send(manager, TASK, done="Cztery spotkania")
    assert "Wybierz stan zadania." in errors_of(page)["state"]
    assert field_of(page, "done") == "Cztery spotkania"


def test_a_value_needs_its_source_and_an_empty_one_is_deleted(manager):
    saved()
    page = send(manager, MEETINGS, value="8,5")
    assert "skąd jest ta wartość" in errors_of(page)["source"]
    assert send(manager, MEETINGS, value="8,5", source="listy obecności").status_code == 302
    assert "8,5 z planowanych 10 85% listy obecności" in words(manager.get(PAGE)).replace("\xa0", " ")
    assert send(manager, MEETINGS, value="").status_code == 302
    assert not IndicatorValue.objects.exists()


@pytest.mark.parametrize("item", ["goals/1/indicators/1", "goals/9/tasks/1", "x"])  # the first one is counted
def test_there_is_nothing_to_write_about_anything_else(manager, item):
    saved()
    assert manager.get(reverse("realise", args=["program-2024", 2025, item])).status_code == 404


@pytest.mark.parametrize("year", [2023, 2026])  # before it begins, and a year to come
def test_nor_about_another_year(manager, year):
    saved()
    assert manager.get(reverse("realise", args=["program-2024", year, "goals/1/tasks/1"])).status_code == 404
    assert manager.get(f"{PAGE}?rok={year}").status_code == 400


def test_the_director_reads_only():
    saved()
    page = signed_in(UserFactory(role="director")).get(PAGE)
    assert not select(page, f'a[href="{TASK}"]')
    assert "Grupy wsparcia" in words(page)


def test_what_a_document_would_take_for_a_figure_is_refused(manager):
    saved()
    page = send(manager, TASK, state="done", done="Było {{support.families}}")
    assert "nie może zawierać „{{”" in errors_of(page)["done"]
    assert field_of(page, "done") == "Było {{support.families}}"
