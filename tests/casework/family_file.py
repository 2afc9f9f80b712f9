"""The file of family R12: the addresses of its records, and its terms."""

from django.urls import reverse


def new(word, number="R12"):
    """The address of the form for a new record of that kind."""
    return reverse("add_record", args=[number, word])


def added(word):
    """The page on which a record of that kind is added: an assessment has a room of its own."""
    return reverse("new_assessment", args=["R12"]) if word == "ocena" else new(word)


def page_of(record, word, number="R12"):
    """The address at which the record is corrected."""
    return reverse("edit_record", args=[number, word, record.pk])


def dues(client):
    """What is due in the family, as its page shows it."""
    return client.get("/rodziny/R12/").context["dues"]
