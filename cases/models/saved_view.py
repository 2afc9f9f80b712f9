"""Saved views of the list of families."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

UNUSED_AFTER = timedelta(days=365)


class SavedViews(models.QuerySet):
    """Query set of saved views."""

    def unused(self):
        """Return the views that nobody has opened for a year; their names may name somebody."""
        return self.filter(used_on__lt=timezone.localdate() - UNUSED_AFTER)


class SavedView(models.Model):
    """Filters of the list of families, saved under a name; `query` is the query string of the address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField("nazwa widoku", max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    used_on = models.DateField(default=timezone.localdate)

    objects = SavedViews.as_manager()

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

    def note_use(self):
        """Save that the view has been opened today."""
        today = timezone.localdate()
        if self.used_on < today:
            type(self).objects.filter(pk=self.pk).update(used_on=today)  # it may have just been deleted
