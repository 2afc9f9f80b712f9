"""What tests of a family's page share: a day, a family with support, the words of the page."""

from datetime import date

from django.urls import reverse

from assistants.assignments.services import assign
from tests.factories import AssistantFactory, CaseFactory
from tests.html_pages import words

TODAY = date(2024, 5, 20)


def page_of(client, family, **query):
    """The page of the family, as a response."""
    response = client.get(reverse("family", args=[family.number]), query)
    assert response.status_code == 200
    return response


def text_of(client, family, **query):
    """The words of the page."""
    return words(page_of(client, family, **query))


def section(client, family, key, **query):
    """The words of one section of the page."""
    return words(page_of(client, family, **query), f"section#{key}")


def supported(family, **fields):
    """Create an open case of the family since March 2024, with an assistant."""
    case = CaseFactory(family=family, opened_on=date(2024, 3, 1), **fields)
    assign(case=case, assistant=AssistantFactory(last_name="Źródlana"), starts_on=date(2024, 3, 1))
    return case
