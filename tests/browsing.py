"""Shared by the tests in real Chromium: screen sizes, signing in, checks of a page."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.clients import signed_in
from tests.factories import PASSWORD

SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


def sign_in(page, email="lacka@zrebice.example", address="/"):
    """Sign in by the form, on the way to the address."""
    page.goto(address)
    page.get_by_label("Adres e-mail").fill(email)
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się").click()
    page.wait_for_url(lambda url: "logowanie" not in url)


def let_in(context, user, live_server):
    """Sign the user in without the form."""
    session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def follow(link):
    """Click a link and wait until the next page is loaded."""
    with link.page.expect_event("load"):
        link.click()


def check_with_axe(page):
    """Assert that axe finds no barrier on the loaded page."""
    page.wait_for_load_state()
    found = Axe().run(page)
    assert not found.violations_count, (page.url, found.generate_report())


def check(page):
    """Assert that the page is accessible and not wider than the screen."""
    check_with_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} is too wide"
