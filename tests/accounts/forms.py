"""The form of an account."""

from django.urls import reverse

from tests.html_forms import fields_of

PERSON = {
    "first_name": "Ewa",
    "last_name": "Źreb",
    "email": "Zreb@zrebice.example",
    "role": "social_worker",
    "authorised_on": "2025-01-02",
    "secrecy_on": "2025-01-03",
    "last_day": "",
}


def edit(office, user, values):
    """The answer to the form of the account, opened now and sent with these values only."""
    address = reverse("edit_account", args=[user.pk])
    return office.post(address, values | {"version": fields_of(office.get(address))["version"]})
