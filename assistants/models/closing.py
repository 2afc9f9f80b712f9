"""What ended together with a case."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cases.models import Case


class Closing(models.Model):
    """What the closing of the case ended: its assignments and substitutions as they were before, as Django's
    serializers write them. By this a closing is taken back on the day on which it was entered."""

    case = models.OneToOneField(
        Case, verbose_name="objęcie wsparciem", on_delete=models.CASCADE, related_name="closing"
    )
    ended = models.JSONField("co się skończyło", default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "zakończenie wsparcia"
        verbose_name_plural = "zakończenia wsparcia"

    def __str__(self):
        return str(self.case)
