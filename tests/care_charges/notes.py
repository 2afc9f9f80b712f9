"""A county's note as it is sent, and what its page says of the lines."""

from tests.html_forms import fields_of
from tests.html_pages import select

NOTE = "/odplatnosci/2024-05/nota/"
HEADINGS = "Dziecko\tData urodzenia\tForma\tKoszt\tUdział\tKwota gminy"
RIGHT = "Jaś Wierzbicki\t01.05.2015\trodzina zastępcza spokrewniona\t1 000,00\t30%\t300,00"


def note(*lines):
    return "\n".join([HEADINGS, *lines])


def take(browser, text, **more):
    """Send the note, and match its columns as the headings are guessed; the page with the lines."""
    page = browser.post(NOTE, {"county": "Powiat źrebicki", "sign": "N/5", "total": "", "text": text} | more)
    if select(page, "select"):
        page = browser.post(NOTE, fields_of(page, "form.card") | {"dopasuj": "1"})
    return page


def lines_of(page):
    return page.context["lines"]


def sent_from(page):
    return fields_of(page, 'form:has(input[name="ocenione"])')


def problems_of(browser, line):
    (each,) = lines_of(take(browser, note(line)))
    return " ".join(each.line.problems)
