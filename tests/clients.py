"""Signing in, reading a whole answer, and counting the queries of a page."""

import zipfile
from io import BytesIO

from django.test import Client

MOST_QUERIES = 12  # of any page, however big the register


def signed_in(user):
    """Return a browser in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client


def everything_in(response):
    """Return all that the answer holds as text: its content, unpacked if it is a workbook, and its headers."""
    content = b"".join(response) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as workbook:
            content = b"".join(map(workbook.read, workbook.namelist()))
    return content.decode(errors="replace") + str(response.headers)


def queries_of(client, address, django_assert_max_num_queries):
    """Return how many queries the page takes."""
    with django_assert_max_num_queries(1000) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
