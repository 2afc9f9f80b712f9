"""Families with notes, and searching in them as somebody."""

from datetime import date

from django.urls import reverse

from assistants.assignments.services import assign
from tests.clients import signed_in
from tests.factories import CaseFactory, FamilyFactory, VisitFactory
from tests.html_pages import all_words

DAY = date(2023, 6, 1)


def noted(text, assistant, *, family=None, on=DAY, ends_on=None, name="Sowa", **values):
    """Save a visit with the note in a family of the assistant, or in the given one, and return it."""
    case = family.cases.get() if family else CaseFactory(family=FamilyFactory(name=name), opened_on=date(2023, 1, 2))
    if not family:
        assign(case=case, assistant=assistant, starts_on=case.opened_on, ends_on=ends_on)
    return VisitFactory(case=case, assistant=assistant, summary=text, visited_on=on, **values)


def search(user, words, **filters):
    """Return the page of what the user finds."""
    return signed_in(user).post(reverse("search_notes"), {"szukaj": words, **filters}, follow=True)


def found(user, words, **filters):
    """Return the texts that the user finds, in order."""
    return all_words(search(user, words, **filters), ".hit-text")
