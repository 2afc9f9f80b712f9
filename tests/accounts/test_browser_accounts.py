"""In real Chromium: idleness with a half filled form, a passkey, accessibility."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from familycare.accounts.unsent_forms.models import UnsentForm
from tests.accounts.confirming import invite
from tests.browsing import check, check_with_axe, let_in
from tests.clients import signed_in
from tests.factories import PASSWORD, StaffFactory, UserFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(transactional_db):
    return UserFactory(role="admin", email="admin@zrebice.example")


def sign_in(page):
    page.goto("/")
    page.get_by_label("Adres e-mail").fill("admin@zrebice.example")
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Logowanie")


def warning(page):
    return page.get_by_role("alertdialog", name="Czy jesteś przy ekranie?")


class TestIdleness:
    def test_warns_in_every_tab_and_one_answer_is_enough(self, page, admin):
        page.context.clock.install()
        sign_in(page)
        other = page.context.new_page()
        other.goto("/konta/")
        page.context.clock.run_for("13:30")
        for tab in (page, other):
            expect(warning(tab)).to_be_visible()
        expect(warning(page).get_by_role("button", name="Nie wylogowuj mnie")).to_be_focused()
        check_with_axe(page)
        page.keyboard.press("Enter")
        page.context.clock.run_for(2000)
        for tab in (page, other):
            expect(warning(tab)).to_be_hidden()

    def test_loses_nothing_typed(self, page, admin):
        page.context.clock.install()
        sign_in(page)
        page.goto("/konta/nowe/")
        page.get_by_label("Imię").fill("Ewa")
        page.get_by_label("Rola").select_option("auditor")
        page.context.clock.run_for("16:10")  # typing was the last thing done, and the server heard of it a minute later
        expect(page.get_by_role("heading", name="Logowanie")).to_be_visible()
        assert page.evaluate("Object.values({...localStorage, ...sessionStorage}).join()").count("Ewa") == 0

        sign_in(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("To, co wpisano, czeka na Ciebie")
        check_with_axe(page)
        page.get_by_role("link", name="Otwórz formularz").click()
        expect(page.get_by_role("status")).to_contain_text("wypełniony tak, jak przed wylogowaniem")
        expect(page.get_by_label("Imię")).to_have_value("Ewa")
        expect(page.get_by_label("Rola")).to_have_value("auditor")
        page.get_by_label("Nazwisko").fill("Źreb")
        page.get_by_label("Adres e-mail").fill("zreb@zrebice.example")
        page.get_by_role("button", name="Wyślij zaproszenie").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ewa Źreb")
        assert not UnsentForm.objects.exists()

    def test_typing_keeps_the_session(self, page, admin):
        page.context.clock.install()
        sign_in(page)
        page.goto("/konta/nowe/")
        for _minute in range(4):
            page.context.clock.run_for("05:00")
            with page.expect_response("**/konto/obecnosc/"):
                page.get_by_label("Imię").press_sequentially("a")
                page.context.clock.run_for(2000)
        expect(warning(page)).to_be_hidden()
        expect(page.get_by_label("Imię")).to_have_value("aaaa")


def test_passkey_is_added_and_lets_in_alone(page, admin):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    telephone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    telephone |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": telephone})
    sign_in(page)
    page.goto("/konto/skladnik/klucze/nowy/")
    page.get_by_label("Nazwa klucza").fill("telefon")
    page.get_by_label("Loguj mnie samym kluczem").check()
    page.get_by_role("button", name="Dodaj klucz").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kody zapasowe")
    page.locator(".account > summary").click()
    page.get_by_role("button", name="Wyloguj się").click()
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konta")

    page.locator(".account > summary").click()
    page.get_by_role("button", name="Wyloguj się").click()
    page.get_by_label("Adres e-mail").fill("admin@zrebice.example")
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Drugi składnik logowania")
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Konta")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_pages_are_accessible(page, admin, width, scheme):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    sign_in(page)
    for address in (
        "/konta/",
        "/konta/nowe/",
        f"/konta/{admin.pk}/",
        f"/konta/{admin.pk}/zawies/",
        "/konto/",
        "/konto/skladnik/",
        "/konto/skladnik/aplikacja/",
        "/konto/skladnik/klucze/nowy/",
        "/konto/sesje/",
    ):
        page.goto(address)
        check(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_manager_confirms_a_new_manager(page, admin, live_server, width):
    page.set_viewport_size({"width": width, "height": 844})
    let_in(page.context, StaffFactory(), live_server)
    invite(signed_in(admin), "manager")
    page.goto("/")
    expect(page.get_by_text("czeka 1 zmiana konta")).to_be_visible()
    page.get_by_role("link", name="Zobacz").click()
    check(page)
    page.get_by_role("button", name="Potwierdź").click()
    expect(page.get_by_text("Potwierdzono zmianę.")).to_be_visible()
    check(page)
    assert [message.to for message in mail.outbox if "/konto/zaproszenie/" in message.body] == [
        ["nowa@zrebice.example"]
    ]


def test_keyboard_alone_sets_up_an_app(page, admin):
    sign_in(page)
    page.goto("/konto/skladnik/")
    page.get_by_role("link", name="Włącz aplikację z kodami").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kod z aplikacji")).to_be_focused()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Ten kod nie pasuje")
