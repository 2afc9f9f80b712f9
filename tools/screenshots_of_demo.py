"""Pictures of the main pages of a running demo centre: `tools.screenshots_of_demo ADDRESS USER PASSWORD FOLDER`.

Each page is taken as a desktop and as a phone show it, as a PNG of at most MOST_BYTES.
"""

import io
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import sync_playwright

from tests import chromium

SIZES = {"": {"width": 1280, "height": 900}, "-phone": {"width": 390, "height": 844}}
PAGES = {
    "home": "/",
    "families": "/rodziny/",
    "family": ("/rodziny/?stan=otwarte", "main tbody a"),
    "assistants": "/asystenci/",
    "assistant": ("/asystenci/", "main tbody a"),
    "report": "/sprawozdanie/",
}
MOST_BYTES = 200_000
COLOURS = (128, 64, 32)


def take(address, user, password, folder):
    """Write the pictures of all PAGES to the folder and print their names and sizes."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        page = browser.new_page(base_url=address, locale="pl-PL", timezone_id="Europe/Warsaw")
        page.goto("/")
        page.get_by_label("Adres e-mail").fill(user)
        page.get_by_label("Hasło").fill(password)
        page.get_by_role("button", name="Zaloguj się").click()
        page.wait_for_url("**/")
        for name, place in PAGES.items():
            path, link = (place, None) if isinstance(place, str) else place
            page.goto(path)
            if link:
                page.goto(page.locator(link).first.get_attribute("href"))
            page.locator("main [hx-trigger=load]").wait_for(state="detached")  # what comes after the page
            for suffix, size in SIZES.items():
                page.set_viewport_size(size)
                picture = small(page.screenshot(animations="disabled"))
                file = Path(folder, f"{name}{suffix}.png")
                file.write_bytes(picture)
                sys.stdout.write(f"{file}: {len(picture) // 1000} kB\n")
        browser.close()


def small(png):
    """Return the picture with as many colours as fit into MOST_BYTES."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        smaller = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(smaller, "PNG", optimize=True)
        if smaller.tell() <= MOST_BYTES:
            break
    return smaller.getvalue()


def wait_for(address, attempts=100):
    """Wait until a server answers at the address."""
    for _attempt in range(attempts):
        with suppress(URLError):
            return urlopen(address, timeout=5).close()
        time.sleep(0.1)
    sys.exit(f"Nikt nie odpowiada pod adresem {address}")


if __name__ == "__main__":
    wait_for(sys.argv[1])
    take(*sys.argv[1:])
