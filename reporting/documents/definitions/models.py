"""Definitions of the documents that the centre writes."""

from django.db import models

from familycare.audit.registry import AuditedModel
from reporting.documents.definitions.choices import DefinitionKind


class DocumentDefinition(AuditedModel):
    """A definition, as JSON in `text`: the very text that was imported, or that the editor wrote.

    `key`, `kind` and `title` repeat what the text says, for lists; `services.save_definition` keeps them alike. A title
    is without NUL there, which PostgreSQL cannot keep.
    """

    key = models.CharField("klucz", max_length=100, unique=True, error_messages={"unique": "Taki dokument już jest."})
    kind = models.CharField("rodzaj", max_length=20, choices=DefinitionKind)
    title = models.CharField("tytuł", max_length=500)
    text = models.TextField("treść")
    changed_at = models.DateTimeField("ostatnia zmiana", auto_now=True)

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenty"
        ordering = ["title", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=DefinitionKind.values),
                name="documentdefinition_kind_code",
                violation_error_message="Nieznany rodzaj dokumentu.",
            ),
        ]

    def __str__(self):
        return self.title
