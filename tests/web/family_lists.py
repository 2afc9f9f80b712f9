"""What tests of the list of families share: its addresses, and how to search and read it."""

from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook

from tests.html_pages import all_words

LIST, XLSX, MORE = reverse("families"), reverse("families_xlsx"), reverse("more_filters")


def search(client, **query):
    """The page of the list with these filters; it follows the redirect that takes searched words out of the address."""
    return client.get(LIST, query, follow=True)


def listed(page):
    """Names of the families on the page, in its order."""
    return all_words(page, 'th[scope="row"] a[href^="/rodziny/"]')


def rows(response):
    """The rows of the workbook below its heads."""
    return list(load_workbook(BytesIO(response.content)).active.iter_rows(min_row=2, values_only=True))
