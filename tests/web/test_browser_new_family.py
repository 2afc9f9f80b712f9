"""In real Chromium: registering a family with two children, and finding a duplicate while typing."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from cases.models import Family
from tests.browsing import SIZES, check, sign_in
from tests.factories import CentreFactory, FamilyFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.browser
CHILDS = "15250143212"


@pytest.fixture
def worker(transactional_db):
    """A social worker with a family."""
    CentreFactory()
    worker = UserFactory(email="lacka@zrebice.example", role="social_worker")
    family = FamilyFactory(name="Źrebięca-Gęś", number="R1", address="ul. Lipowa 3/5", social_worker=worker)
    PersonFactory(family=family, first_name="Żaneta", last_name="Gęś", birth_date=date(1990, 1, 1), role="parent")
    return worker


def person(page, legend):
    return page.get_by_role("group", name=legend)


@pytest.mark.parametrize("size", SIZES)
def test_with_two_children_and_a_duplicate_found_while_typing(page, worker, size):
    page.set_viewport_size(SIZES[size])
    sign_in(page, address="/rodziny/")
    page.get_by_role("link", name="Nowa rodzina").click()
    page.get_by_label("Nazwisko rodziny").fill("Gęsiowie")
    carer = person(page, "Główny opiekun")
    carer.get_by_label("Imię").press_sequentially("zaneta")
    carer.get_by_label("Nazwisko").press_sequentially("ges")
    found = page.get_by_role("region", name="Czy to nie ta rodzina?")
    expect(found.get_by_role("link", name="Źrebięca-Gęś")).to_be_visible()
    expect(carer.get_by_label("Nazwisko")).to_be_focused()
    check(page)
    carer.get_by_label("Data urodzenia").press_sequentially("2.02.1992")
    expect(found).to_have_count(0)

    person(page, "Osoba 2").get_by_label("Imię").fill("Jaś")
    page.get_by_role("button", name="Dodaj kolejną osobę").click()
    expect(person(page, "Osoba 3").get_by_label("Imię")).to_be_focused()
    page.keyboard.type("Ola")
    expect(page).to_have_url(re.compile(r"/rodziny/nowa/\?osoby=2$"))
    person(page, "Osoba 3").get_by_label("PESEL").fill(CHILDS)
    page.get_by_label("Adres").press_sequentially("Lipowa 3")
    expect(found.get_by_text("ten sam adres")).to_be_visible()
    page.get_by_role("button", name="Zarejestruj rodzinę").click()
    expect(page.get_by_role("link", name="Sprawdź podobne rodziny.")).to_be_visible()
    expect(person(page, "Osoba 3").get_by_label("Imię")).to_have_value("Ola")
    check(page)
    found.get_by_label("To nie są te same osoby").check()
    page.get_by_role("button", name="Zarejestruj rodzinę").click()

    expect(page.get_by_text("Zarejestrowano rodzinę.")).to_be_visible()
    expect(page.get_by_role("link", name="Wniosek o asystenta")).to_be_visible()
    expect(page.get_by_role("link", name="Ola ges")).to_be_visible()
    assert Family.objects.get(name="Gęsiowie").persons.count() == 3


def test_enter_in_a_field_saves_and_adds_nobody(page, worker):
    sign_in(page, address="/rodziny/nowa/")
    page.get_by_label("Nazwisko rodziny").fill("Gąskowie")
    person(page, "Główny opiekun").get_by_label("Nazwisko").fill("Gąska")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zarejestrowano rodzinę.")).to_be_visible()


def test_removing_a_person_keeps_what_was_typed(page, worker):
    sign_in(page, address="/rodziny/nowa/?osoby=2")
    person(page, "Osoba 2").get_by_label("Imię").fill("Jaś")
    person(page, "Osoba 3").get_by_label("Imię").fill("Ola")
    page.get_by_role("button", name="Usuń z formularza 2").click()
    expect(page).to_have_url(re.compile(r"\?osoby=1$"))
    expect(person(page, "Osoba 2").get_by_label("Imię")).to_have_value("Ola")
    expect(person(page, "Osoba 3")).to_have_count(0)


def test_the_form_of_a_request_finds_duplicates_too(page, worker):
    sign_in(page, address="/wnioski/nowy/")
    page.get_by_label("Adres").press_sequentially("lipowa 3/5")
    found = page.get_by_role("region", name="Czy to nie ta rodzina?")
    expect(found.get_by_role("link", name="Źrebięca-Gęś")).to_be_visible()
    check(page)


def test_works_without_javascript(browser, live_server, worker):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, address="/rodziny/nowa/")
        page.get_by_label("Nazwisko rodziny").fill("Gęsiowie")
        carer = person(page, "Główny opiekun")
        carer.get_by_label("Imię").fill("Żaneta")
        carer.get_by_label("Nazwisko").fill("Gęś")
        person(page, "Osoba 2").get_by_label("Imię").fill("Jaś")
        page.get_by_role("button", name="Dodaj kolejną osobę").click()
        person(page, "Osoba 3").get_by_label("Imię").fill("Ola")
        page.get_by_role("button", name="Zarejestruj rodzinę").click()
        page.get_by_label("To nie są te same osoby").check()
        page.get_by_role("button", name="Zarejestruj rodzinę").click()
        expect(page.get_by_text("Zarejestrowano rodzinę.")).to_be_visible()
        assert Family.objects.get(name="Gęsiowie").persons.count() == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(page, worker, size, scheme):
    worker.role = "manager"
    worker.save()
    family = Family.objects.get()
    number = family.persons.get().number
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    sign_in(page, address="/rodziny/nowa/?osoby=3")
    for address in (
        "/rodziny/nowa/?osoby=3",
        "/rodziny/R1/popraw/",
        "/rodziny/R1/osoby/nowa/",
        f"/osoby/{number}/popraw/",
        f"/osoby/{number}/usun/",
        "/wnioski/nowy/",
    ):
        page.goto(address)
        check(page)
