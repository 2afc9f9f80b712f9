"""Templates of papers, papers as they were sent, and the numbers of their marks."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import Attachment, Family
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least, saved_once


class PaperTemplate(AuditedModel):
    """A version of the template of a kind of paper that the centre has uploaded, checked before it is saved.

    `kind`: the word of a PaperKind. Without a version in use, the default template is. Versions are kept for ever.
    """

    kind = models.CharField("rodzaj pisma", max_length=40)
    number = models.PositiveIntegerField("wersja")
    file_name = models.CharField("nazwa pliku", max_length=120)
    content = models.BinaryField("plik")
    sha256 = models.CharField("skrót SHA-256 pliku", max_length=64)
    is_in_use = models.BooleanField("używany", default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto wgrał", on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("wgrano")

    class Meta:
        verbose_name = "szablon pisma"
        verbose_name_plural = "szablony pism"
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="papertemplate_numbered",
                violation_error_message="Ta wersja szablonu już jest.",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(is_in_use=True),
                name="papertemplate_one_in_use",
                violation_error_message="Używana może być jedna wersja szablonu.",
            ),
        ]

    def __str__(self):
        return f"{self.kind}, wersja {self.number}"


class MarkRule(AuditedModel):
    """How the marks of a kind of paper are made: `symbol`.`jrwa`.number.year."""

    kind = models.CharField("rodzaj pisma", max_length=40, unique=True)
    symbol = models.CharField("symbol komórki lub ośrodka", max_length=20)
    jrwa = models.CharField("klasa z wykazu akt (JRWA)", max_length=12)

    class Meta:
        verbose_name = "znak pism"
        verbose_name_plural = "znaki pism"

    def __str__(self):
        return f"{self.symbol}.{self.jrwa}"


class MarkCounter(AuditedModel):
    """The last number that was given in a class of a symbol in a year. Its row is locked while one is given."""

    series = models.CharField("symbol i klasa", max_length=40)
    year = models.PositiveSmallIntegerField("rok")
    last = models.PositiveIntegerField("ostatni numer", default=0)

    class Meta:
        verbose_name = "licznik znaków pism"
        verbose_name_plural = "liczniki znaków pism"
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year"], name="markcounter_once", violation_error_message="Ten licznik już jest."
            )
        ]

    def __str__(self):
        return f"{self.series}.{self.last}.{self.year}"


class Paper(AuditedModel):
    """A paper as it was sent: a PDF among the documents of the family's file, and the DOCX that it was made from.

    It never changes (migration `frozen_papers`); a correction is a new paper that `corrects` it. Without a number it
    bears the mark of an earlier paper, or none.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField("rodzaj pisma", max_length=40)
    subject = models.BigIntegerField("klucz zapisu", null=True)
    about = models.CharField("czego dotyczy", max_length=200, blank=True)
    case_mark = models.CharField("znak sprawy", max_length=60, blank=True)
    series = models.CharField("symbol i klasa znaku", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("rok znaku", null=True)
    number = models.PositiveIntegerField("numer w roku", null=True)
    dated_on = models.DateField("data pisma")
    addressee = models.CharField("adresat", max_length=200, blank=True)
    address = models.CharField("adres adresata", max_length=300, blank=True)
    copies = models.TextField("otrzymują", blank=True)
    signed_by = models.CharField("kto podpisuje", max_length=120, blank=True)
    signed_as = models.CharField("funkcja podpisującego", max_length=120, blank=True)
    template = models.ForeignKey(
        PaperTemplate,
        verbose_name="wersja szablonu",
        null=True,
        on_delete=models.PROTECT,
        related_name="papers",
        help_text="puste: szablon domyślny",
    )
    corrects = models.ForeignKey(
        "self",
        verbose_name="zastępuje pismo",
        null=True,
        on_delete=models.RESTRICT,  # anonymisation deletes both at once
        related_name="corrections",
    )
    attachment = models.OneToOneField(
        Attachment, verbose_name="PDF w aktach", on_delete=models.PROTECT, related_name="paper"
    )
    docx = models.BinaryField("plik DOCX")
    sha256 = models.CharField("skrót SHA-256 pliku DOCX", max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto zapisał", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("zapisano")
    form_key = models.CharField("klucz formularza", max_length=36, blank=True, db_default="")

    class Meta:
        verbose_name = "pismo w aktach"
        verbose_name_plural = "pisma w aktach"
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"],
                condition=Q(number__isnull=False),
                name="paper_numbered_once",
                violation_error_message="Ten numer ma już inne pismo.",
            ),
            at_least("paper", "number", 1),
            saved_once("paper", "To pismo już zapisano."),
        ]

    def __str__(self):
        return self.case_mark or f"z {self.dated_on:%d.%m.%Y}"
