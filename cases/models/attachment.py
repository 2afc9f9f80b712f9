"""Documents in a family's file."""

from django.conf import settings
from django.db import models

from cases.choices import DocumentKind, FileFormat
from cases.models.family import Family
from cases.models.person import Person
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least, codes, in_order


class AttachmentQuerySet(models.QuerySet):
    """Documents, by day."""

    def held_on(self, day):
        """Return the documents that were in the file at the end of the day."""
        return self.filter(uploaded_on__lte=day)


class Attachment(AuditedModel):
    """A document in a family's file: a consent, a certificate, a letter.

    The checked content is a file outside of the database with a random name (see `cases.documents.files`).
    `valid_until` is the last day of validity; empty: no end.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField("rodzaj dokumentu", max_length=20, choices=DocumentKind)
    person = models.ForeignKey(
        Person,
        verbose_name="kogo dotyczy",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    title = models.CharField("tytuł", max_length=120)
    dated_on = models.DateField("data dokumentu")
    valid_until = models.DateField("ważny do", null=True, blank=True)
    file_name = models.CharField("nazwa pliku", max_length=120, editable=False)
    format = models.CharField("format pliku", max_length=4, choices=FileFormat, editable=False)
    size = models.PositiveIntegerField("wielkość pliku (bajty)", editable=False)
    sha256 = models.CharField("skrót SHA-256 pliku", max_length=64, editable=False)
    stored_as = models.CharField("plik na serwerze", max_length=32, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto dodał",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    uploaded_on = models.DateField("dodano dnia", editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenty"
        ordering = ["-dated_on", "-pk"]
        constraints = [
            codes("attachment", "kind", DocumentKind),
            codes("attachment", "format", FileFormat),
            in_order("attachment", "dated_on", "valid_until"),
            in_order("attachment", "dated_on", "uploaded_on"),
            at_least("attachment", "size", 1),
        ]

    def __str__(self):
        return self.title
