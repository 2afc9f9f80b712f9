"""In real Chromium: an entry that waited for signal is told of once, and in words that fit what became of it."""

import pytest
from playwright.sync_api import expect

from assistants.models import Visit
from tests.browsing import follow
from tests.diary.people import create_family
from tests.diary.writing import SECRET, kept_by_browser, note, phone_of, state

pytestmark = pytest.mark.browser

NEW = "/wizyty/nowa/?rodzina=R12"


@pytest.fixture
def family(transactional_db, ewa):
    return create_family(ewa, "Wierzbiccy", "R12")


@pytest.fixture
def phone(browser, ewa, family, live_server):
    with phone_of(ewa.account, browser, live_server) as page:
        yield page


def save_without_signal(phone, *, whole):
    """Write an entry, or one that lacks its kind and time, and save it while there is no signal."""
    phone.goto(NEW)
    if whole:
        phone.get_by_text("Wizyta w domu").click()
        phone.get_by_text("60 min").click()
    note(phone).fill(SECRET)
    expect(state(phone)).to_have_text("Szkic zapisany.")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Zapisz wizytę").click()
    expect(state(phone)).to_contain_text("Wpis czeka w tej przeglądarce")


def messages(phone):
    return phone.locator("main [role=status]")


def test_what_one_page_has_told_the_next_does_not_tell_again(phone):
    save_without_signal(phone, whole=True)
    phone.close()
    again = phone.context.new_page()
    phone.context.set_offline(False)
    again.goto("/moj-dziennik/")
    expect(messages(again)).to_contain_text("Wpis, który czekał na zasięg, jest zapisany.")
    assert Visit.objects.get().summary == SECRET
    follow(again.get_by_role("link", name="Pokaż"))
    assert messages(again).count() == 0


def test_an_entry_that_is_not_taken_is_a_draft_that_says_so(phone):
    save_without_signal(phone, whole=False)
    phone.context.set_offline(False)
    expect(messages(phone)).to_contain_text("nie udało się zapisać. Jest szkicem: popraw go i zapisz.")
    expect(note(phone)).to_have_value(SECRET)
    assert not Visit.objects.exists() and not kept_by_browser(phone)


def test_a_new_entry_stays_new_while_a_draft_is_sent(phone):
    phone.goto(NEW)
    expect(state(phone)).to_be_attached()
    phone.context.set_offline(True)
    note(phone).fill(SECRET)
    expect(state(phone)).to_contain_text("Brak połączenia")
    phone.close()
    again = phone.context.new_page()
    phone.context.set_offline(False)
    again.goto(f"{NEW}&nowa=1")
    expect(messages(again)).to_contain_text("jest zapisane jako szkic")
    expect(note(again)).to_have_value("")
