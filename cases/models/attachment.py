"""Documents that belong to a family's file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import DocumentKind, FileFormat
from cases.models.family import Family, Person
from familycare.lib.constraints import at_least, codes, in_order


class AttachmentQuerySet(models.QuerySet):
    """Documents."""

    def held_on(self, day):
        """Those that were in the file at the end of the day."""
        return self.filter(uploaded_on__lte=day)


class Attachment(models.Model):
    """A document in a family's file: a consent, a certificate, a letter. Its contents are a file outside of the
    database (see `cases.documents.files`), as it was checked, under a name that says nothing.

    `valid_until` is the last day on which it is good; without one it has no end.
    """

    family = models.ForeignKey(Family, verbose_name=_("rodzina"), on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(_("rodzaj dokumentu"), max_length=20, choices=DocumentKind)
    person = models.ForeignKey(
        Person,
        verbose_name=_("kogo dotyczy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    title = models.CharField(_("tytuł"), max_length=120)
    dated_on = models.DateField(_("data dokumentu"))
    valid_until = models.DateField(_("ważny do"), null=True, blank=True)
    file_name = models.CharField(_("nazwa pliku"), max_length=120, editable=False)
    format = models.CharField(_("format pliku"), max_length=4, choices=FileFormat, editable=False)
    size = models.PositiveIntegerField(_("wielkość pliku (bajty)"), editable=False)
    sha256 = models.CharField(_("skrót SHA-256 pliku"), max_length=64, editable=False)
    stored_as = models.CharField(_("plik na serwerze"), max_length=32, unique=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("kto dodał"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    uploaded_on = models.DateField(_("dodano dnia"), editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenty")
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
