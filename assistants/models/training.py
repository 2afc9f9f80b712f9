"""Training and supervision of assistants (UWRiSPZ art. 12)."""

from django.db import models

from assistants.choices import TrainingKind
from assistants.models.assistant import Assistant
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least, codes


class Training(AuditedModel):
    """The participation of one assistant. Rows with the same title and day are one event. `hours` may have decimals."""

    assistant = models.ForeignKey(
        Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="trainings"
    )
    title = models.CharField("temat", max_length=300)
    kind = models.CharField("rodzaj", max_length=20, choices=TrainingKind)
    held_on = models.DateField("dzień", db_index=True)
    hours = models.DecimalField("godziny", max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "szkolenie lub superwizja"
        verbose_name_plural = "szkolenia i superwizje"
        constraints = [codes("training", "kind", TrainingKind), at_least("training", "hours", 0)]

    def __str__(self):
        return self.title
