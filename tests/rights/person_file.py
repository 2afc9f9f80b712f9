"""The copy of a person's data."""

import json

from django.urls import reverse

from tests.clients import signed_in
from tests.factories import StaffFactory


def data_of(person):
    """The copy of the person's data, from its JSON."""
    response = signed_in(StaffFactory()).get(reverse("person_file", args=[person.number, "json"]))
    assert response.status_code == 200
    return json.loads(response.content)
