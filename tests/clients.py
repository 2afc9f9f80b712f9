"""Signing in, and counting the queries of a page."""

from django.test import Client

MOST_QUERIES = 12  # of any page, however big the register


def signed_in(user):
    """Return a browser in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client


def queries_of(client, address, django_assert_max_num_queries):
    """Return how many queries the page takes."""
    with django_assert_max_num_queries(1000) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
