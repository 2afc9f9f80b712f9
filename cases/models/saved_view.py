"""Saved views of the list of families."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """Filters of the list of families, saved under a name; `query` is the query string of the address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField("nazwa widoku", max_length=60)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = "zapisany widok"
        verbose_name_plural = "zapisane widoki"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="savedview_name_once",
                violation_error_message="Masz już widok o tej nazwie. Nadaj inną albo usuń tamten.",
            )
        ]

    def __str__(self):
        return self.name
