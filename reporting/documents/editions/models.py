"""Editions of documents: frozen, with every figure and the records behind it. The database refuses to change them."""

import json
import zlib

from django.conf import settings
from django.db import models
from django.utils import timezone

from familycare.audit.registry import AuditedModel
from reporting.documents.definitions.models import DocumentDefinition
from reporting.periods import Period


class Edition(AuditedModel):
    """A document as it was frozen: its definition, its text as data (`data`, JSON), its year and who froze it.

    `made_at`: the moment as of which everything in it is. `confirmation`: `{"reason", "failures": [sentence]}` where
    figures that must agree did not, and somebody confirmed it; else None.
    """

    document = models.ForeignKey(
        DocumentDefinition, verbose_name="dokument", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveSmallIntegerField("numer wydania")
    year = models.PositiveSmallIntegerField("rok dokumentu")
    title = models.CharField("tytuł", max_length=500)
    definition = models.TextField("definicja")
    data = models.TextField("treść")
    confirmation = models.JSONField("potwierdzona niezgodność", null=True)
    made_at = models.DateTimeField("zamrożono", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "wydanie dokumentu"
        verbose_name_plural = "wydania dokumentów"
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                name="edition_number_once",
                violation_error_message="Takie wydanie już jest.",
            ),
        ]

    def __str__(self):
        return f"{self.title}, wydanie {self.number}"


class EditionFile(models.Model):
    """An edition as a file, byte for byte: `format` is a key of DOCUMENT_FORMATS."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField("format", max_length=10)
    content = models.BinaryField("plik")

    class Meta:
        verbose_name = "plik wydania"
        verbose_name_plural = "pliki wydań"
        constraints = [models.UniqueConstraint(fields=["edition", "format"], name="editionfile_once")]

    def __str__(self):
        return f"{self.edition}: {self.format}"


class KeptFigure(models.Model):
    """A figure of a document as it was: its value, and the records that were counted.

    `counted`: {primary key: what the record adds to a sum, or whose it is where families or persons are counted, or
    null}, as compressed JSON; `model` is the model of these records ("cases.case").
    """

    table = models.CharField("tabela", max_length=130)
    row = models.CharField("wiersz", max_length=200)
    label = models.CharField("nazwa", max_length=700)
    unit = models.CharField("jednostka", max_length=20)
    period = models.CharField("okres", max_length=30)
    value = models.DecimalField("wartość", max_digits=20, decimal_places=4, null=True)
    model = models.CharField("czego dotyczą zapisy", max_length=60)
    counted = models.BinaryField("policzone zapisy")

    class Meta:
        abstract = True

    def __str__(self):
        return self.key

    @property
    def key(self):
        return f"{self.table}.{self.row}"

    @property
    def of_period(self):
        return Period.parse(self.period)

    @property
    def records(self):
        """{primary key: amount as text or None} of the records that were counted."""
        return {int(key): amount for key, amount in json.loads(zlib.decompress(bytes(self.counted))).items()}

    @staticmethod
    def packed(records):
        """Return {primary key: amount} as it is stored in `counted`."""
        amounts = {key: None if amount is None else str(amount) for key, amount in sorted(records.items())}
        return zlib.compress(json.dumps(amounts, separators=(",", ":")).encode())


class EditionFigure(KeptFigure):
    """A figure of an edition, frozen with it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="figures")

    class Meta:
        verbose_name = "liczba w wydaniu"
        verbose_name_plural = "liczby w wydaniach"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "table", "row", "period"], name="editionfigure_once"),
        ]

    def __str__(self):
        return f"{self.edition}: {self.key}"
