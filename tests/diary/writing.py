"""Writing the note of a visit in the browser."""

from contextlib import contextmanager

from playwright.sync_api import expect

from tests.browsing import SIZES, let_in

SECRET = "Pani Wierzbicka płakała."
# Everything in local storage except the time of the last action, which tabs share (idle.js).
KEPT = "Object.entries(localStorage).filter(([name]) => name != 'familycare-seen')"


def note(page):
    return page.get_by_label("Notatka")


def state(page):
    return page.locator("[data-draft-state]")


def write(page, text, family="R12"):
    """Type a note into a new form, and wait until the page says that it is saved."""
    page.goto(f"/wizyty/nowa/?rodzina={family}")
    note(page).fill(text)
    expect(state(page)).to_have_text("Szkic zapisany.")


@contextmanager
def phone_of(account, browser, live_server):
    """A page on a phone; unlike `page`, it does not fail when an address is refused or there is no signal."""
    options = {"locale": "pl-PL", "timezone_id": "Europe/Warsaw", "viewport": SIZES["phone"]}
    with browser.new_context(base_url=live_server.url, **options) as context:
        let_in(context, account, live_server)
        yield context.new_page()


def kept_by_browser(page):
    return page.evaluate(f"{KEPT}.flat().join(' ')")
