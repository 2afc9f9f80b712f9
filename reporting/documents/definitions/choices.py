"""Kinds of documents."""

from django.db import models


class DefinitionKind(models.TextChoices):
    """What a document is for."""

    ANNUAL_REPORT = "annual_report", "sprawozdanie roczne"
    INFORMATION = "information", "informacja"
    PROGRAMME = "programme", "program"
    PROGRAMME_REPORT = "programme_report", "sprawozdanie z programu"
    RETURN = "return", "sprawozdanie rzeczowo-finansowe"
    OTHER = "other", "inny dokument"
