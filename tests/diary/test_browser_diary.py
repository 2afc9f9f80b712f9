"""In real Chromium, on a phone: a visit takes six taps, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from assistants.models import Visit
from cases.models import Draft
from tests.browsing import SIZES, let_in
from tests.diary.people import create_family, create_goals
from tests.diary.writing import KEPT, SECRET, kept_by_browser, note, state, write
from tests.factories import PASSWORD, VisitFactory

pytestmark = pytest.mark.browser

PHONE = SIZES["phone"]
COUNT_TAPS = """
addEventListener("pointerdown", (event) => {
  if (!event.isTrusted) return;
  sessionStorage.since ??= Date.now();
  sessionStorage.taps = Number(sessionStorage.taps || 0) + 1;
}, true);
"""
SECONDS, TAPS = 20, 6
SECONDS_OF_A_TAP = 2  # the time to find a control and tap it


@pytest.fixture
def family(transactional_db, ewa):
    family = create_family(ewa, "Wierzbiccy", "R12")
    create_goals(family, "Regularne posyłanie dzieci do szkoły", "Spłata długu za mieszkanie")
    return family


@pytest.fixture
def open_phone(browser, live_server, ewa, family):
    """Opens another phone on which Ewa is signed in."""
    opened = []

    def open_one(**options):
        context = browser.new_context(
            base_url=live_server.url,
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            viewport=PHONE,
            has_touch=True,
            **options,
        )
        opened.append(context)
        let_in(context, ewa.account, live_server)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def phone(open_phone):
    return open_phone()


def choose_usual(page):
    page.get_by_text("Wizyta w domu").tap()
    page.get_by_text("60 min").tap()


class TestSixTaps:
    def test_usual_visit(self, phone, family):
        phone.add_init_script(COUNT_TAPS)
        phone.goto("/moj-dzien/")
        phone.get_by_role("link", name="Zapisz wizytę Wierzbiccy").tap()
        phone.get_by_text("Wizyta w domu").tap()
        phone.get_by_text("60 min").tap()
        phone.get_by_role("button", name="Porady: więcej").tap()
        phone.get_by_text("Regularne posyłanie dzieci do szkoły").tap()
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        expect(phone.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).")).to_be_visible()
        taps, seconds = phone.evaluate("[Number(sessionStorage.taps), (Date.now() - sessionStorage.since) / 1000]")
        assert taps <= TAPS
        assert seconds + taps * SECONDS_OF_A_TAP <= SECONDS
        visit = Visit.objects.get()
        assert (visit.kind, visit.minutes, visit.advice_count, visit.visit_goals.count()) == ("home_visit", 60, 1, 1)
        assert not Draft.objects.exists()

    def test_yesterday_is_one_more_tap_and_shown_as_chosen(self, phone, family):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        today, yesterday = (phone.get_by_role("button", name=f"Dzień: {name}") for name in ("dziś", "wczoraj"))
        expect(today).to_have_attribute("aria-pressed", "true")
        yesterday.tap()
        day = timezone.localdate() - timedelta(days=1)
        expect(phone.get_by_label("Dzień", exact=True)).to_have_value(f"{day:%d.%m.%Y}")
        expect(yesterday).to_have_attribute("aria-pressed", "true")
        expect(today).to_have_attribute("aria-pressed", "false")
        expect(state(phone)).to_have_text("Szkic zapisany.")
        assert Draft.objects.get().data["visited_on"] == [f"{day:%d.%m.%Y}"]

    def test_like_last_time_takes_three(self, phone, ewa, family):
        VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=timezone.localdate() - timedelta(days=7))
        phone.add_init_script(COUNT_TAPS)
        phone.goto("/moj-dzien/")
        phone.get_by_role("link", name="Zapisz wizytę Wierzbiccy").tap()
        phone.get_by_role("button", name="Jak ostatnio").tap()
        expect(phone.get_by_label("90 min")).to_be_checked()
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        expect(phone.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).")).to_be_visible()
        assert int(phone.evaluate("sessionStorage.taps")) <= 3
        assert Visit.objects.filter(visited_on=timezone.localdate(), minutes=90).count() == 1

    def test_double_tap_saves_once(self, phone, family):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        choose_usual(phone)
        phone.get_by_role("button", name="Zapisz wizytę").dblclick()
        expect(phone.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).")).to_be_visible()
        assert Visit.objects.count() == 1

    def test_keyboard_alone(self, page, ewa, family, live_server):
        # With an earlier entry there is a button „Jak ostatnio”, which Enter must not press.
        VisitFactory(case=family.cases.get(), assistant=ewa, visited_on=timezone.localdate() - timedelta(days=7))
        let_in(page.context, ewa.account, live_server)
        page.goto("/moj-dzien/")
        page.get_by_role("link", name="Zapisz wizytę Wierzbiccy").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Porady: mniej")).to_be_visible()
        page.get_by_label("Wizyta w domu").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # 15 min
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Porady: mniej")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.type("2")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).")).to_be_visible()
        visit = Visit.objects.get(visited_on=timezone.localdate())
        assert (visit.minutes, visit.advice_count) == (30, 2)

    def test_without_scripts(self, open_phone, family):
        phone = open_phone(java_script_enabled=False)
        phone.goto("/wizyty/nowa/?rodzina=R12")
        choose_usual(phone)
        phone.get_by_label("Porady").fill("3")
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        expect(phone.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).")).to_be_visible()
        assert Visit.objects.get().advice_count == 3

    def test_errors_are_shown_and_the_note_stays(self, phone, family):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        note(phone).fill(SECRET)
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        alert = phone.get_by_role("alert")
        expect(alert).to_contain_text("Wybierz rodzaj.")
        expect(alert).to_be_focused()
        expect(note(phone)).to_have_value(SECRET)
        choose_usual(phone)
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        expect(phone.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).")).to_be_visible()
        assert Visit.objects.get().summary == SECRET
        assert not Draft.objects.exists()


class TestNothingTypedIsLost:
    def test_note_survives_reload_and_back(self, phone, family):
        write(phone, SECRET)
        phone.reload()
        expect(note(phone)).to_have_value(SECRET)
        phone.goto("/moj-dzien/")
        phone.go_back()
        expect(note(phone)).to_have_value(SECRET)

    def test_back_after_saving_leads_to_an_empty_form(self, phone, family):
        phone.goto("/moj-dzien/")
        phone.goto("/wizyty/nowa/?rodzina=R12")
        note(phone).fill(SECRET)
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        expect(phone.get_by_role("alert")).to_be_visible()
        choose_usual(phone)
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        expect(phone.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).")).to_be_visible()
        phone.go_back()
        expect(note(phone)).to_have_value("")
        assert Visit.objects.count() == 1

    def test_note_grows_with_the_text(self, phone, family):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        empty = note(phone).bounding_box()["height"]
        note(phone).fill("Zdanie podyktowane do telefonu. " * 20)
        assert note(phone).bounding_box()["height"] > empty
        expect(state(phone)).to_have_text("Szkic zapisany.")

    def test_another_family_has_none_of_it(self, phone, ewa, family):
        create_family(ewa, "Inni", "R13")
        write(phone, SECRET)
        phone.goto("/wizyty/nowa/?rodzina=R13")
        expect(note(phone)).to_have_value("")

    def test_lost_signal_keeps_it_encrypted_and_sends_it_later(self, phone, family):
        write(phone, "Początek.")
        phone.context.set_offline(True)
        note(phone).fill(SECRET)
        expect(state(phone)).to_contain_text("Brak połączenia. To, co piszesz, jest zaszyfrowane")
        assert kept_by_browser(phone)
        assert "Wierzbick" not in kept_by_browser(phone)
        assert Draft.objects.get().data["summary"] == ["Początek."]
        phone.context.set_offline(False)
        expect(state(phone)).to_have_text("Szkic zapisany.")
        assert Draft.objects.get().data["summary"] == [SECRET]
        assert not kept_by_browser(phone)

    def test_signal_lost_without_notice(self, phone, family):
        phone.clock.install()
        write(phone, "Początek.")
        phone.route("**/wizyty/szkic/**", lambda route: route.abort())
        note(phone).fill(SECRET)
        expect(state(phone)).to_contain_text("Brak połączenia")
        phone.unroute("**/wizyty/szkic/**")
        phone.clock.fast_forward(21_000)
        expect(state(phone)).to_have_text("Szkic zapisany.")
        assert Draft.objects.get().data["summary"] == [SECRET]

    def test_dead_battery_without_signal(self, phone, family):
        write(phone, "Początek.")
        phone.context.set_offline(True)
        note(phone).fill(SECRET)
        expect(state(phone)).to_contain_text("Brak połączenia")
        phone.close()
        again = phone.context.new_page()
        phone.context.set_offline(False)
        again.goto("/moj-dzien/")
        expect(again.get_by_role("status").first).to_contain_text("zapisane jako szkic")
        again.get_by_role("link", name="Pokaż").tap()
        expect(note(again)).to_have_value(SECRET)
        assert not kept_by_browser(again)

    def test_entry_sent_without_signal_is_saved_once_when_it_is_back(self, phone, family):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        choose_usual(phone)
        note(phone).fill(SECRET)
        expect(state(phone)).to_have_text("Szkic zapisany.")
        phone.context.set_offline(True)
        save = phone.get_by_role("button", name="Zapisz wizytę")
        for _n in range(2):
            save.tap()
            expect(state(phone)).to_contain_text("Wpis czeka w tej przeglądarce")
        phone.context.set_offline(False)
        expect(phone.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).")).to_be_visible()
        assert Visit.objects.get().summary == SECRET
        assert not Draft.objects.exists()
        assert not kept_by_browser(phone)

    def test_answer_that_was_lost_does_not_make_a_second_entry(self, phone, family):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        choose_usual(phone)
        expect(state(phone)).to_have_text("Szkic zapisany.")
        lost = []

        def lose(route):
            if route.request.method == "POST" and not lost:
                lost.append(route.fetch())
                route.abort()
            else:
                route.continue_()

        phone.route("**/wizyty/nowa/**", lose)
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        expect(state(phone)).to_contain_text("Wpis czeka")
        assert Visit.objects.count() == 1
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        expect(phone.get_by_text("Zapisano wizytę w rodzinie Wierzbiccy (R12).").first).to_be_visible()
        assert Visit.objects.count() == 1

    def test_expired_session(self, phone, ewa, family, live_server):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        choose_usual(phone)
        expect(state(phone)).to_have_text("Szkic zapisany.")
        phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        note(phone).fill(SECRET)
        expect(state(phone)).to_contain_text("Sesja wygasła")
        again = phone.get_by_role("link", name="Zaloguj się ponownie")
        expect(again).to_have_attribute("href", "/wizyty/nowa/?rodzina=R12")
        assert "Wierzbick" not in kept_by_browser(phone)
        phone.goto("about:blank")  # a page that is still open would send it itself, sooner or later
        let_in(phone.context, ewa.account, live_server)
        phone.goto("/moj-dzien/")
        expect(phone.get_by_role("status").first).to_contain_text("zapisane jako szkic")
        phone.get_by_role("link", name="Pokaż").tap()
        expect(note(phone)).to_have_value(SECRET)

    @pytest.mark.parametrize("pressed", [False, True])
    def test_after_signing_in_again_one_message_says_what_was_saved(self, phone, ewa, family, pressed):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        choose_usual(phone)
        expect(state(phone)).to_have_text("Szkic zapisany.")
        phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        note(phone).fill(SECRET)
        expect(state(phone)).to_contain_text("Sesja wygasła")
        if pressed:
            phone.get_by_role("button", name="Zapisz wizytę").tap()
        phone.get_by_role("link", name="Zaloguj się ponownie").tap()
        expect(phone.get_by_label("Adres e-mail")).to_be_visible()
        assert phone.locator("main [role=status]").count() == 0
        phone.get_by_label("Adres e-mail").fill(ewa.account.email)
        phone.get_by_label("Hasło").fill(PASSWORD)
        phone.get_by_role("button", name="Zaloguj się").tap()
        message = phone.locator("main [role=status]")
        if pressed:
            expect(message).to_contain_text("Zapisano wizytę w rodzinie Wierzbiccy")
            assert Visit.objects.get().summary == SECRET
        else:
            expect(note(phone)).to_have_value(SECRET)
            expect(message).to_contain_text("To szkic z")
        assert message.count() == 1
        assert not kept_by_browser(phone)

    @pytest.mark.parametrize("offline", [False, True])
    def test_family_handed_over_during_writing_or_without_signal(self, phone, family, offline):
        phone.goto("/wizyty/nowa/?rodzina=R12")
        choose_usual(phone)
        note(phone).fill(SECRET)
        expect(state(phone)).to_have_text("Szkic zapisany.")
        phone.context.set_offline(offline)
        family.assignments.update(ends_on=timezone.localdate() - timedelta(days=1))
        phone.get_by_role("button", name="Zapisz wizytę").tap()
        if offline:
            expect(state(phone)).to_contain_text("Wpis czeka w tej przeglądarce")
            phone.context.set_offline(False)
        phone.get_by_role("link", name="Pokaż" if offline else "Zobacz").tap()
        phone.get_by_text("Pokaż, co wpisano").tap()
        expect(phone.get_by_role("listitem").get_by_text(SECRET)).to_be_visible()
        assert not kept_by_browser(phone)

    def test_two_devices_write_at_once(self, phone, open_phone, family):
        write(phone, "Początek.")
        other = open_phone()
        other.goto("/wizyty/nowa/?rodzina=R12")
        with phone.expect_response("**/wizyty/szkic/**"):
            note(phone).fill("Początek. Z telefonu.")
        phone.goto("/moj-dzien/")
        assert Draft.objects.get().data["summary"] == ["Początek. Z telefonu."]
        note(other).fill("Początek. Z komputera.")
        expect(state(other)).to_contain_text("Obie wersje są zapisane.")
        other.get_by_role("link", name="Porównaj wersje").tap()
        expect(other.get_by_text("Początek. Z telefonu.")).to_be_visible()
        expect(other.get_by_text("Początek. Z komputera.")).to_be_visible()


class TestSigningOut:
    def sign_out(self, page):
        page.locator(".account > summary").tap()
        page.get_by_role("button", name="Wyloguj się").tap()
        expect(page.get_by_role("navigation", name="Główne")).to_have_count(0)

    def test_nothing_readable_stays(self, phone, family):
        write(phone, SECRET)
        phone.goto("/moj-dzien/")
        self.sign_out(phone)
        assert kept_by_browser(phone) == ""
        phone.go_back()
        expect(phone.get_by_text("Wierzbiccy")).to_have_count(0)

    def test_a_waiting_draft_is_sent_first(self, phone, family):
        write(phone, "Początek.")
        phone.route("**/wizyty/szkic/**", lambda route: route.abort())
        note(phone).fill(SECRET)
        expect(state(phone)).to_contain_text("Brak połączenia")
        phone.unroute("**/wizyty/szkic/**")
        self.sign_out(phone)
        assert kept_by_browser(phone) == ""
        assert Draft.objects.get().data["summary"] == [SECRET]

    def test_a_draft_that_cannot_be_sent_needs_a_confirmation(self, phone, family):
        write(phone, "Początek.")
        phone.route("**/wizyty/szkic/**", lambda route: route.abort())
        note(phone).fill(SECRET)
        expect(state(phone)).to_contain_text("Brak połączenia")
        asked = []
        phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
        self.sign_out(phone)
        assert "zginie" in asked[0]
        assert kept_by_browser(phone) == ""

    def test_the_next_user_cannot_read_leftovers(self, phone, ewa, ola, family, live_server):
        write(phone, "Początek.")
        phone.context.set_offline(True)
        note(phone).fill(SECRET)
        expect(state(phone)).to_contain_text("Brak połączenia")
        phone.close()
        phone.context.set_offline(False)
        next_one = phone.context.new_page()
        let_in(phone.context, ola.account, live_server)
        next_one.goto("/moj-dzien/")
        next_one.goto("/wizyty/nowa/?rodzina=R99")
        expect(note(next_one)).to_have_value("")
        assert next_one.evaluate(f"{KEPT}.length") == 1
        assert "Wierzbick" not in kept_by_browser(next_one)
        assert Draft.objects.get().data["summary"] == ["Początek."]
