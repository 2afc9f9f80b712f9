"""What the tests in real Chromium share: the screens, who is signed in, and what every page has to be."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.factories import PASSWORD
from tests.web.conftest import signed_in

SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


def sign_in(page, email="lacka@zrebice.example", address="/"):
    """Signs in as people do, on the way to the address."""
    page.goto(address)
    page.get_by_label("Adres e-mail").fill(email)
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się").click()
    page.wait_for_url(lambda url: "logowanie" not in url)


def let_in(context, user, live_server):
    """Signs the user in, without the page that asks for a password."""
    session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def check(page):
    """The page as it stands is accessible, and not wider than the screen."""
    found = Axe().run(page)
    assert not found.violations_count, (page.url, found.generate_report())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} is too wide"
