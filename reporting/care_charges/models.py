"""The columns of counties' notes."""

from django.db import models

from familycare.audit.registry import AuditedModel


class NoteColumns(AuditedModel):
    """Which columns the notes of a county have: `columns` is {key of a NoteField: heading}."""

    county = models.CharField("powiat", max_length=120)
    county_folded = models.CharField("powiat bez znaków", max_length=120, unique=True, editable=False)
    columns = models.JSONField("kolumny noty", default=dict)

    class Meta:
        verbose_name = "kolumny noty powiatu"
        verbose_name_plural = "kolumny not powiatów"
        ordering = ["county_folded"]

    def __str__(self):
        return self.county
