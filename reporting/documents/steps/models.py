"""What was sent for approval and what came of it, and when editions were handed over."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from familycare.audit.registry import AuditedModel
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.editions.models import Edition, KeptFigure
from reporting.documents.steps.choices import Channel, SubmissionState


class Submission(AuditedModel):
    """A document of a year that was sent for approval: its definition and its text as data (`data`, JSON) then.

    `figures_at`: the moment as of which all that is, with its `figures`; None for what was sent before these were kept.
    `decided_at` and `decided_by`: who approved, returned or withdrew it; `remark`: what to change, if it was returned;
    `edition`: as what it was frozen.
    """

    document = models.ForeignKey(
        DocumentDefinition, verbose_name="dokument", on_delete=models.CASCADE, related_name="submissions"
    )
    year = models.PositiveSmallIntegerField("rok dokumentu")
    state = models.CharField("stan", max_length=10, choices=SubmissionState, default=SubmissionState.WAITING)
    definition = models.TextField("definicja")
    data = models.TextField("treść")
    figures_at = models.DateTimeField("liczby z chwili", null=True)
    sent_at = models.DateTimeField("wysłano", auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto wysłał", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("rozstrzygnięto", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto rozstrzygnął", null=True, on_delete=models.PROTECT, related_name="+"
    )
    remark = models.CharField("co zmienić", max_length=1000, blank=True)
    edition = models.OneToOneField(
        Edition, verbose_name="wydanie", null=True, on_delete=models.PROTECT, related_name="submission"
    )

    class Meta:
        verbose_name = "wysłanie dokumentu do zatwierdzenia"
        verbose_name_plural = "wysłania dokumentów do zatwierdzenia"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "year"],
                condition=Q(state="waiting"),
                name="submission_waits_once",
                violation_error_message="Ten dokument już czeka na zatwierdzenie.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubmissionState.values),
                name="submission_state_code",
                violation_error_message="Nieznany stan dokumentu.",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None) | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="submission_decided",
                violation_error_message="Rozstrzygnięcie ma dzień, a to, co czeka, nie ma.",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", edition__isnull=False) | (~Q(state="approved") & Q(edition=None)),
                name="submission_edition",
                violation_error_message="Wydanie ma tylko to, co zatwierdzono.",
            ),
        ]

    def __str__(self):
        return f"{self.document} za {self.year} r."

    @property
    def made_at(self):
        """The moment as of which it is, as an edition has one."""
        return self.figures_at or self.sent_at

    @property
    def is_waiting(self):
        return self.state == SubmissionState.WAITING


class SubmissionFigure(KeptFigure):
    """A figure of what was sent for approval, as it was then."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="figures")

    class Meta:
        verbose_name = "liczba w wysłanym dokumencie"
        verbose_name_plural = "liczby w wysłanych dokumentach"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "table", "row", "period"], name="submissionfigure_once"),
        ]

    def __str__(self):
        return f"{self.submission}: {self.key}"


class HandingOver(AuditedModel):
    """That an edition was handed over to somebody. It is only added: the database refuses to change or delete it."""

    edition = models.ForeignKey(Edition, verbose_name="wydanie", on_delete=models.PROTECT, related_name="handings_over")
    handed_on = models.DateField("dzień przekazania")
    channel = models.CharField("jak przekazano", max_length=12, choices=Channel)
    recipient = models.CharField("komu", max_length=300)
    recorded_at = models.DateTimeField("wpisano", auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto wpisał", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "przekazanie dokumentu"
        verbose_name_plural = "przekazania dokumentów"
        ordering = ["-handed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values),
                name="handingover_channel_code",
                violation_error_message="Nieznany sposób przekazania.",
            ),
            models.UniqueConstraint(
                fields=["edition", "handed_on", "channel", "recipient"],
                name="handingover_once",
                violation_error_message="To przekazanie jest już zapisane.",
            ),
        ]

    def __str__(self):
        return f"{self.edition}, przekazano {self.handed_on:%d.%m.%Y}"
