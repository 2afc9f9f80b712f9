"""Writing the note of a visit in the browser."""

from playwright.sync_api import expect

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


def kept_by_browser(page):
    return page.evaluate(f"{KEPT}.flat().join(' ')")
