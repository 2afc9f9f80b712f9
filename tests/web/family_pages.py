"""What tests of a family's page share: a day, a family with support, the words of the page."""

import re
from datetime import date
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags

from assistants.assignments.services import assign
from tests.factories import AssistantFactory, CaseFactory

TODAY = date(2024, 5, 20)


def text_of(client, family, **query):
    """What a reader sees of the page, on one line."""
    response = client.get(reverse("family", args=[family.number]), query)
    assert response.status_code == 200
    text = re.sub(r"<(title|desc)>.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(strip_tags(text)).split())


def section(client, family, key, **query):
    """The text of one section of the page."""
    page = client.get(reverse("family", args=[family.number]), query).content.decode()
    part = re.search(rf'<section id="{key}".*?</section>', page, re.DOTALL)[0]
    return " ".join(unescape(strip_tags(part)).split())


def supported(family, **fields):
    """An open case of the family since March 2024, with an assistant."""
    case = CaseFactory(family=family, opened_on=date(2024, 3, 1), **fields)
    assign(case=case, assistant=AssistantFactory(last_name="Źródlana"), starts_on=date(2024, 3, 1))
    return case
