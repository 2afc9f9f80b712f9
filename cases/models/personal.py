"""What belongs to an account alone: the secret address of its calendar, and its saved views of the list of families."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone

from familycare.audit.registry import AuditedModel

UNUSED_AFTER = timedelta(days=365)  # a saved view


def new_secret():
    """Return a new random secret."""
    return secrets.token_urlsafe(24)


class CalendarLink(AuditedModel):
    """The calendar address of an account.

    Its token is the signed secret, so the table alone gives no access. After renewal or deletion the old token is
    invalid.
    """

    SIGNER = signing.Signer(salt="cases.calendar", sep=".")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="konto", on_delete=models.CASCADE, related_name="calendar_link"
    )
    secret = models.CharField("sekret", max_length=40, unique=True, default=new_secret)
    made_at = models.DateTimeField("utworzono", auto_now=True)

    class Meta:
        verbose_name = "adres kalendarza"
        verbose_name_plural = "adresy kalendarzy"

    def __str__(self):
        return str(self.user)

    @property
    def token(self):
        """The part of the address that identifies the account."""
        return self.SIGNER.sign(self.secret)

    @classmethod
    def of_token(cls, token):
        """Return the link with this token, with its user, or None."""
        try:
            secret = cls.SIGNER.unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.select_related("user").filter(secret=secret).first()


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
