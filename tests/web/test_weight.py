"""The size of a page with all files that it loads, compressed."""

import gzip
import posixpath
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from assistants.assignments.services import assign
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, VisitFactory, create_families
from tests.html_pages import parsed

MOST_BYTES = 150_000
COMPRESSED = {".woff2", ".png"}


@pytest.fixture(scope="module")
def addresses(module_db):
    """The main pages with much data: two pages of families, fifteen of them with one assistant."""
    CentreFactory()
    create_families(54)
    assistant, cases = AssistantFactory(), CaseFactory.create_batch(15)
    for case in cases:
        assign(case=case, assistant=assistant, starts_on=date(2022, 3, 1))
        for day in range(1, 29):
            VisitFactory(
                case=case, assistant=assistant, visited_on=date(2023, 6, day), summary="Ustalono, co dalej. " * 9
            )
    month = "?miesiac=2023-06"
    return {
        "home": reverse("home"),
        "families": reverse("families"),
        "family": reverse("family", args=[cases[0].family.number]),
        "assistants": reverse("assistants"),
        "assistant": reverse("assistant", args=[assistant.number]) + month,
        "report": reverse("report", args=["2023"]),
        "tables": f"{reverse('tables')}?okresy=2022,2023,2023-H1",
        "list behind a figure": f"{reverse('entries', args=['work', 'hours'])}?okres=2023",
        "board": reverse("board"),
        "import": reverse("import"),
    }


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "families",
        "family",
        "assistants",
        "assistant",
        "report",
        "tables",
        "list behind a figure",
        "board",
        "import",
    ],
)
def test_a_page_with_its_files_is_light(staff, addresses, name):
    page = staff.get(addresses[name])
    assert page.status_code == 200
    parts = {"page": len(gzip.compress(page.content))}
    for file in sorted(loaded_by(page)):
        parts[file] = weight(file)
    assert sum(parts.values()) < MOST_BYTES, parts


def loaded_by(page):
    """The static files that the page and its style sheets load."""
    addresses = parsed(page).xpath("//@*[starts-with(., '/static/')]")
    files = {urlsplit(address).path.removeprefix("/static/") for address in addresses}
    assert files
    for sheet in [file for file in files if file.endswith(".css")]:
        text = Path(finders.find(sheet)).read_text()
        files |= {
            posixpath.normpath(posixpath.join(posixpath.dirname(sheet), url))
            for url in re.findall(r'url\("?(?!data:)([^")]+)"?\)', text)
        }
    return files


def weight(file):
    path = Path(finders.find(file))
    content = path.read_bytes()
    return len(content if path.suffix in COMPRESSED else gzip.compress(content))
