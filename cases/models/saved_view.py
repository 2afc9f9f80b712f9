"""Lists that a user comes back to."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """The filters of the list of families under a name of its user's own; `query` is what the address says of them."""

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
