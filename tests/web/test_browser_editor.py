"""In real Chromium: the editor of a document, by keyboard and on a phone."""

import json
import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.services import save_definition
from tests.browsing import SIZES, check, let_in
from tests.documents.own.definitions import definition, table, text
from tests.factories import CaseFactory, CentreFactory, StaffFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page, live_server, transactional_db):
    CentreFactory()
    CaseFactory()
    save_definition(
        text=definition(text("Objęto wsparciem"), table({"label": "Rodziny", "figure": "support.families"}))
    )
    let_in(page.context, StaffFactory(), live_server)
    page.goto("/dokument/informacja/edytor/")
    return page


def blocks():
    return json.loads(DocumentDefinition.objects.get().text)["chapters"][0]["blocks"]


def test_moving_a_figure_into_a_text_and_seeing_it(editor):
    page = editor
    check(page)
    page.get_by_role("button", name="Tabela „Rodziny”: wyżej").press("Enter")
    expect(page.get_by_role("button", name="Tabela „Rodziny”: niżej")).to_be_focused()
    page.get_by_role("link", name="Objęto wsparciem", exact=True).click()
    page.get_by_label("Treść").press("End")
    page.get_by_label("Treść").press_sequentially(" ")
    page.get_by_role("combobox", name="Nazwa liczby").press_sequentially("rodzin objętych")
    expect(page.get_by_role("option").first).to_contain_text("Rodziny objęte wsparciem asystenta")
    check(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Wstaw liczbę").press("Enter")
    expect(page.get_by_label("Treść")).to_have_value("Objęto wsparciem {{support.families|rodzina}}")
    expect(page.get_by_label("Treść")).to_be_focused()
    expect(page.locator("#podglad-bloku")).to_contain_text("rodzin")
    page.get_by_role("button", name="Zapisz", exact=True).last.click()
    expect(page.get_by_role("status")).to_contain_text("Zapisano blok.")
    assert blocks()[1]["text"] == "Objęto wsparciem {{support.families|rodzina}}"


def test_a_table_on_a_phone(editor):
    page = editor
    page.set_viewport_size(SIZES["phone"])
    check(page)
    page.goto("/dokument/informacja/edytor/1/2/")
    page.get_by_role("button", name="Dodaj wiersz").click()
    expect(page.get_by_label("Nazwa wiersza").last).to_be_focused()
    page.get_by_label("Co w nim stoi").last.select_option(label="wartości wpisane ręcznie")
    expect(page.get_by_label("Liczba 1").last).to_be_hidden()
    check(page)
    page.get_by_role("button", name="Zapisz", exact=True).last.click()
    expect(page.locator(".error-summary")).to_contain_text("Wpisz nazwę wiersza 2.")
    check(page)


def test_what_is_typed_survives_a_closed_tab_and_a_lost_session(editor):
    page = editor
    page.goto("/dokument/informacja/edytor/1/1/")
    page.get_by_label("Treść").press_sequentially("Nowe słowa. ")
    expect(page.locator("[data-draft-state]")).to_contain_text("zachowany jako szkic")
    check(page)
    page.close()
    page = editor.context.new_page()
    page.goto("/dokument/informacja/edytor/1/1/")
    expect(page.locator("#szkic")).to_contain_text("Przywrócono niezapisany tekst")
    expect(page.get_by_label("Treść")).to_have_value(re.compile("Nowe słowa"))
    check(page)
    page.set_viewport_size(SIZES["phone"])
    check(page)
    # The session ends; what is typed then is kept as well.
    kept = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("Treść").press_sequentially("Jeszcze jedno. ")
    expect(page.locator("[data-draft-state]")).to_contain_text("Sesja wygasła")
    expect(page.get_by_role("link", name="Zaloguj się ponownie")).to_be_visible()
    page.context.add_cookies([cookie for cookie in kept if cookie["name"] == settings.SESSION_COOKIE_NAME])
    page.goto("/dokument/informacja/edytor/1/1/")
    expect(page.get_by_label("Treść")).to_have_value(re.compile("Jeszcze jedno"))
    page.locator("#szkic").get_by_role("button", name="Odrzuć").click()
    expect(page.get_by_label("Treść")).to_have_value("Objęto wsparciem")
    expect(page.locator("#szkic")).to_have_count(0)


def test_comments_at_a_block(editor):
    page = editor
    page.goto("/dokument/informacja/komentarze/1/1/")
    page.get_by_label("Komentarz").fill("Ile gmin?")
    page.get_by_role("button", name="Dodaj komentarz").click()
    expect(page.get_by_role("status")).to_contain_text("Dodano komentarz.")
    check(page)
    page.set_viewport_size(SIZES["phone"])
    page.get_by_text("Odpowiedz", exact=True).click()
    check(page)
    page.goto("/dokument/informacja/edytor/")
    check(page)
