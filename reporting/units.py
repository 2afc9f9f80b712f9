"""The units of figures."""

from django.db import models


class Unit(models.TextChoices):
    """The unit of a figure."""

    FAMILIES = "families", "rodziny"
    CHILDREN = "children", "dzieci"
    ADULTS = "adults", "osoby dorosłe"
    PERSONS = "persons", "osoby"
    CASES = "cases", "objęcia wsparciem"
    SERVICES = "services", "usługi"
    POSTS = "posts", "etaty"
    EVENTS = "events", "zdarzenia"
    HOURS = "hours", "godziny"
    MONTHS = "months", "miesiące"
    PLN = "PLN", "zł"
    PERCENT = "percent", "%"
    COUNT = "count", "liczba"


class SplitBy(models.TextChoices):
    """What the tables of figures can be split by: see `figures/splits.py`."""

    ASSISTANT = "assistant", "asystentów"
    DISTRICT = "district", "rejony (dzielnice)"
