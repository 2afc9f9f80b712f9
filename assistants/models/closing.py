"""What the closing of a case ended."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from cases.models import Case


class Closing(models.Model):
    """The previous state of assignments and substitutions that the closing of a case ended.

    `ended` has the format of Django's Python serializer. It is used to undo the closing.
    """

    case = models.OneToOneField(
        Case, verbose_name="objęcie wsparciem", on_delete=models.CASCADE, related_name="closing"
    )
    ended = models.JSONField("co się skończyło", default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "zakończenie wsparcia"
        verbose_name_plural = "zakończenia wsparcia"

    def __str__(self):
        return str(self.case)
